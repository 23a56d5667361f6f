import { randomBytes } from 'node:crypto'
import { fateOf } from './magic-numbers.ts'
import { type TwilioErrorCode } from './twilio-errors.ts'

export type KeptSms = {
  readonly sid: string
  readonly from: string
  readonly to: string
  readonly body: string
  /** Twilio's words: what we sent is `sent` and goes on where its status is told, what came in is `received`. */
  readonly status: SmsStatus
  /** Of what was not delivered. */
  readonly error?: number | undefined
  readonly messagingServiceSid: string | undefined
  readonly at: Temporal.Instant
}

export type SmsStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'received'

export type OutgoingSms = {
  readonly to: string | undefined
  readonly from: string | undefined
  readonly messagingServiceSid: string | undefined
  readonly body: string | undefined
}

export type SmsFilter = {
  readonly to?: string | undefined
  readonly from?: string | undefined
  /** Days in UTC, both included. */
  readonly sentFrom?: string | undefined
  readonly sentTo?: string | undefined
}

/** The provider's memory: messages, newest first, and who texted STOP. */
export type SmsBox = {
  readonly create: (sms: OutgoingSms) => KeptSms | TwilioErrorCode
  readonly receive: (sms: { from: string; to: string; body: string }) => KeptSms
  /** What the provider says by itself, also to a number it refuses our messages to. */
  readonly answer: (sms: { from: string; to: string; body: string }) => KeptSms
  readonly isBlocked: (number: string) => boolean
  readonly list: (filter?: SmsFilter) => readonly KeptSms[]
  readonly find: (sid: string) => KeptSms | undefined
  /** What became of a message that was sent. */
  readonly become: (sid: string, status: SmsStatus, error: number | undefined) => void
  readonly clear: () => void
}

const KEPT_LIMIT = 10_000
const BODY_LIMIT = 1_600
// The provider's own words (rules: SMS), exact single words.
const STOP_WORDS = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'])
const START_WORDS = new Set(['START', 'YES', 'UNSTOP'])

/** `onChange` is called after a message was kept. */
export function createSmsBox(now: () => Temporal.Instant = Temporal.Now.instant, onChange?: () => void): SmsBox {
  let kept: KeptSms[] = []
  const stopped = new Set<string>()

  function keep(sms: Omit<KeptSms, 'sid' | 'at'>): KeptSms {
    const sid = `SM${randomBytes(16).toString('hex')}`
    const one = { sid, at: now(), ...sms }
    kept.push(one)
    if (kept.length > KEPT_LIMIT) kept.shift()
    onChange?.()
    return one
  }

  return {
    create({ to, from, messagingServiceSid, body }) {
      if (!to) return 21604
      if (!from && !messagingServiceSid) return 21603
      if (!/^\+[1-9]\d{6,14}$/.test(to)) return 21211
      // A number, a short code, or an alphanumeric sender of at most 11 characters with a letter in it.
      if (from && !/^\+?\d{3,15}$|^(?=.*[a-z])[a-z0-9 &+_-]{1,11}$/i.test(from)) return 21212
      if (!body) return 21602
      if ([...body].length > BODY_LIMIT) return 21617
      if (stopped.has(to)) return 21610
      const { refuse } = fateOf(to, from)
      if (refuse !== undefined) return refuse
      return keep({ from: from ?? '', to, body, status: 'sent', messagingServiceSid })
    },
    receive({ from, to, body }) {
      const word = body.trim().toUpperCase()
      if (STOP_WORDS.has(word)) stopped.add(from)
      if (START_WORDS.has(word)) stopped.delete(from)
      return keep({ from, to, body, status: 'received', messagingServiceSid: undefined })
    },
    answer: ({ from, to, body }) => keep({ from, to, body, status: 'sent', messagingServiceSid: undefined }),
    isBlocked: (number) => stopped.has(number),
    list: (filter = {}) => kept.filter((sms) => matches(sms, filter)).reverse(),
    become(sid, status, error) {
      const at = kept.findIndex((sms) => sms.sid === sid)
      const sms = kept[at]
      if (sms === undefined) return
      kept[at] = { ...sms, status, error }
      onChange?.()
    },
    find: (sid) => kept.find((sms) => sms.sid === sid),
    clear() {
      kept = []
      stopped.clear()
    },
  }
}

function matches(sms: KeptSms, { to, from, sentFrom, sentTo }: SmsFilter): boolean {
  const day = sms.at.toString().slice(0, 10)
  return (
    (to === undefined || sms.to === to) &&
    (from === undefined || sms.from === from) &&
    (sentFrom === undefined || day >= sentFrom.slice(0, 10)) &&
    (sentTo === undefined || day <= sentTo.slice(0, 10))
  )
}
