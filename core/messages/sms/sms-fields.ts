import { TEXT_FIELDS } from '#core/messages/fields.ts'

/** Fields that become a short link to a page of the person's own. */
const SMS_LINK_FIELDS = ['answer_link', 'preferences_link', 'unsubscribe_link'] as const

/** Filled at hand-over, when the sender is known: the words that invite a reply (the layout's own), and the way out, which staff may place. */
const STOP_FIELD = 'sms_stop'

/** What staff may write in an SMS. */
export function isSmsField(name: string): boolean {
  return (
    Object.hasOwn(TEXT_FIELDS, name) || (SMS_LINK_FIELDS as readonly string[]).includes(name) || name === STOP_FIELD
  )
}
