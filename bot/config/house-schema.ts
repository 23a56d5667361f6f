import { z } from 'zod'
import { closure } from './closure.ts'
import { isCountry } from './country.ts'
import { smsSchema } from './sms-schema.ts'
import { interval, weekdays } from './week-window.ts'

const words = (most: number) =>
  z.string('must be text').trim().min(1, 'must not be empty').max(most, `must be at most ${most} characters`)

const language = z.enum(['fr', 'en', 'nl'], 'must be fr, en or nl')

const inEachLanguage = (most: number) => z.strictObject({ fr: words(most), en: words(most), nl: words(most) })

const slackId = (letters: string, what: string) =>
  z.string(`must be ${what}`).regex(new RegExp(`^[${letters}][A-Z0-9]+$`), `must be ${what}`)

const people = z.array(slackId('UWS', 'the id of a person (U…) or of a user group (S…)')).max(500).default([])

const hours = z.record(z.string(), z.array(z.string()).max(12)).superRefine((value, context) => {
  for (const [key, intervals] of Object.entries(value)) {
    if (!weekdays(key)) {
      context.addIssue({ code: 'custom', path: [key], message: 'is not a day or a range of days, like mon-fri or sat' })
    }
    for (const [index, text] of intervals.entries()) {
      if (interval(text)) continue
      context.addIssue({
        code: 'custom',
        path: [key, index],
        message: 'is not an interval of one day, like 09:00-18:00',
      })
    }
  }
  if (Object.values(value).every((intervals) => intervals.length === 0)) {
    context.addIssue({ code: 'custom', message: 'is never open: give the week at least one interval' })
  }
})

const closures = z
  .array(z.string('must be text'))
  .max(100, 'must have at most 100 closures')
  .superRefine((value, context) => {
    for (const [index, text] of value.entries()) {
      const days = closure(text)
      if ('problem' in days) context.addIssue({ code: 'custom', path: [index], message: days.problem })
    }
  })

const messages = (most: number) =>
  z.int('must be a whole number').min(1, 'must be at least 1').max(most, `must be at most ${most}`)

const perMinute = z.int('must be a whole number').min(1, 'must be at least 1').max(1_000_000, 'must be at most 1000000')

/** The organisation's file, key by key. Unknown keys are refused, so that a misspelt one is never silently without effect. */
export const houseSchema = z.strictObject({
  organisation: z.strictObject({
    name: words(100),
    /** In the footer of every message. */
    postalAddress: words(300),
    country: z.string('must be a country').refine(isCountry, 'must be an ISO 3166 country of two capitals, like FR'),
    timeZone: z.string('must be a time zone').refine(isTimeZone, 'must be an IANA time zone, like Europe/Paris'),
    language,
    site: z.url({ protocol: /^https?$/, error: 'must be an address like https://example.com' }),
    /** SIREN, SIRET, VAT number, IBAN: what a message may show without being taken for confidential data. */
    ownNumbers: z.array(words(60)).max(20).optional(),
  }),
  dpo: z.strictObject({ name: words(100), email: z.email('must be an e-mail address') }),
  /** `email`, or the name of the organisation's own unique field. */
  contactKey: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be email, or a field name of small letters and digits')
    .default('email'),
  topics: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be small letters, digits and hyphens'),
        name: inEachLanguage(60),
        describe: inEachLanguage(300),
      }),
    )
    .min(1, 'must have at least one topic')
    .max(50, 'must have at most 50 topics')
    .superRefine((topics, context) => {
      for (const [index, { id }] of topics.entries()) {
        if (topics.findIndex((other) => other.id === id) === index) continue
        context.addIssue({ code: 'custom', path: [index, 'id'], message: `is used twice (${id})` })
      }
    }),
  slack: z.strictObject({
    team: slackId('TE', 'the id of a workspace (T…)'),
    channels: z.strictObject({
      approvals: slackId('CG', 'the id of a channel (C…)'),
      campaigns: slackId('CG', 'the id of a channel (C…)'),
      oncall: slackId('CG', 'the id of a channel (C…)'),
    }),
    roles: z.strictObject({ staff: people, approver: people, privacy: people, dpo: people, oncall: people }),
  }),
  windows: z
    .strictObject({
      email: hours.default({ 'mon-sun': ['07:00-21:00'] }),
      sms: hours.default({ 'mon-fri': ['09:00-18:00'] }),
      /** Days on which nothing leaves, on the recipient's calendar. */
      closures: closures.default([]),
    })
    .prefault({}),
  budget: z
    .strictObject({
      per7Days: messages(50).default(2),
      per30Days: messages(200).default(6),
      /** The most a person may choose for themselves; without it they only choose fewer. */
      most: z.strictObject({ per7Days: messages(50), per30Days: messages(200) }).optional(),
    })
    .superRefine(({ per7Days, per30Days, most }, context) => {
      if (most === undefined || (most.per7Days >= per7Days && most.per30Days >= per30Days)) return
      context.addIssue({ code: 'custom', path: ['most'], message: 'must not be less than what everybody gets' })
    })
    .prefault({}),
  /** Said on every page that asks: with whom data is shared, where, how long. */
  practices: z
    .strictObject({ sharing: inEachLanguage(600), outsideEurope: inEachLanguage(600), retention: inEachLanguage(600) })
    .partial()
    .prefault({}),
  retention: z.strictObject({}).prefault({}),
  /** How fast messages leave, all campaigns and workers together: what a provider's contract allows. */
  sending: z.strictObject({ perMinute: perMinute.optional(), perDomainPerMinute: perMinute.optional() }).optional(),
  sms: smsSchema.optional(),
})

function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
