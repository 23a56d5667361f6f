import type { House } from '#core/house.ts'
import type { RecipientFacts } from '#core/messages/field-values.ts'
import { type Segments, segmentsOf } from '#core/messages/sms/segments.ts'
import { isAlphanumeric } from '#core/messages/sms/sender.ts'
import { smsValues } from '#core/messages/sms/sms-values.ts'
import { fillSms } from '#core/messages/sms/write-sms.ts'

/** An SMS as a made-up person gets it from one of the senders. */
export interface SmsPreview extends Segments {
  text: string
  sender: string
  canReceive: boolean
  /** Whom it may come from, that of the organisation's own country first. */
  senders: string[]
}

/** As long as a code, and none: whoever copies such a link reads that it leads nowhere. */
const NO_CODE = 'previewlink0'

export interface SmsPreviewWish {
  /** The sealed text, or what the draft says so far. */
  text: string
  /** What SMS leave from where the house names no sender for a country. */
  smsFrom: string | undefined
  sender: string | null | undefined
  origin: string
}

export function previewSms(
  house: House,
  facts: Omit<RecipientFacts, 'links'>,
  { text, smsFrom, sender: wished, origin }: SmsPreviewWish,
): SmsPreview {
  const { senders: named = {} } = house.sms ?? {}
  const home = named[house.organisation.country]
  const all = [home, smsFrom, ...Object.values(named)].filter((one) => one !== undefined)
  const senders = [...new Set(all)]
  const sender = senders.find((one) => one === wished) ?? senders[0] ?? ''
  const canReceive = !isAlphanumeric(sender)
  const link = `${origin}/s/${NO_CODE}`
  const links = { answer: link, preferences: link, unsubscribe: link }
  // A field nobody knows stays as it is written: the checks speak of it.
  const read = fillSms(text, smsValues({ ...facts, canReceive, links }), (name) => `{{${name}}}`)
  return { ...segmentsOf(read), text: read, sender, canReceive, senders }
}
