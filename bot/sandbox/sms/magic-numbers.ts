import type { TwilioErrorCode } from './twilio-errors.ts'

/** What befalls a message to some numbers. */
export interface Fate {
  /** The creation is refused. */
  refuse?: TwilioErrorCode
  /** It is taken, and a status says later that it never arrived. */
  undelivered?: number
  /** The answer is lost: the message was taken (`kept`) or not (`lost`), or the server fails after taking it (`failed`). */
  answer?: 'kept' | 'lost' | 'failed'
}

/** As documented for Twilio's test credentials: https://www.twilio.com/docs/iam/test-credentials (2026-11). */
const TWILIO_TO: Readonly<Record<string, TwilioErrorCode>> = {
  '+15005550001': 21211,
  '+15005550002': 21612,
  '+15005550003': 21408,
  '+15005550004': 21610,
  '+15005550009': 21614,
}
const TWILIO_FROM: Readonly<Record<string, TwilioErrorCode>> = {
  '+15005550001': 21212,
  '+15005550007': 21606,
  '+15005550008': 21611,
}

/** Of Arcep's numbers for fiction, 06 39 98 xx xx: the last four digits say what happens. */
const FICTION = /^\+3363998(\d{4})$/
const FICTION_FATES: Readonly<Record<string, Fate>> = {
  '1610': { refuse: 21610 },
  '4001': { answer: 'kept' },
  '4002': { answer: 'lost' },
  '4003': { answer: 'failed' },
  '4029': { refuse: 20429 },
}

/**
 * Numbers whose messages fail on purpose. Besides Twilio's own, French numbers nobody has: +33 6 39 98 30 03 is taken and then undelivered with
 * error 30003, and so on for 3001 to 3099; …1610 is refused as one that said STOP; …4029 is refused as too many requests; to …4001 the message
 * leaves and the answer is lost, to …4002 both are lost, to …4003 the message leaves and the server answers 500: of these no status is told either.
 */
export function fateOf(to: string, from: string | undefined): Fate {
  const refuse = TWILIO_TO[to] ?? TWILIO_FROM[from ?? '']
  if (refuse !== undefined) return { refuse }
  const digits = FICTION.exec(to)?.[1] ?? ''
  if (/^30(?!00)\d\d$/.test(digits)) return { undelivered: 27_000 + Number(digits) }
  return FICTION_FATES[digits] ?? {}
}
