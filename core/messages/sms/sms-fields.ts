import { TEXT_FIELDS } from '#core/messages/fields.ts'

/** Fields that become a short link to a page of the person's own. */
export const SMS_LINK_FIELDS = ['answer_link', 'preferences_link', 'unsubscribe_link'] as const
export type SmsLinkField = (typeof SMS_LINK_FIELDS)[number]

/** Filled at hand-over, when the sender is known: the words that invite a reply, and the way out. Staff may place the second. */
export const SMS_HANDOVER_FIELDS = ['sms_reply', 'sms_stop'] as const

export function isSmsLinkField(name: string): name is SmsLinkField {
  return (SMS_LINK_FIELDS as readonly string[]).includes(name)
}

/** What staff may write in an SMS. */
export function isSmsField(name: string): boolean {
  return Object.hasOwn(TEXT_FIELDS, name) || isSmsLinkField(name) || name === 'sms_stop'
}
