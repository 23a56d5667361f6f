import type { House } from '#core/house.ts'
import { CHECKED_ON, COUNTRY_TABLES } from '#core/parameters/countries.ts'
import { TIMING } from '#core/parameters/timing.ts'
import { WINDOW_TABLE } from '#core/parameters/windows.ts'
import type { CampaignDraft } from './draft.ts'
import type { Waiver } from './waivers.ts'

/** What an approval is bound to: the compiled bytes, the audience, the promise, the window, the rules, and who answers for the text. */
export interface SealInput {
  campaignId: number
  version: number
  draft: Omit<CampaignDraft, 'texts' | 'name'>
  /** One per step × language × variant; `digest` is of the compiled bytes. */
  messages: readonly { step: string; language: string; variant: string; digest: string }[]
  /** Digest over the ordered audience: ids, pairs, languages. */
  audienceDigest: string
  audience: number
  rulesDigest: string
  /** Why staff send although a check warned, in the order of the codes. */
  waivers: readonly Waiver[]
  /** Who read it aloud to the end. Undefined for what was sealed before that was asked: its seal has the form of then. */
  readAloudBy: string | undefined
}

/** Canonical text of a seal: any change of any input changes it. */
export function sealText(input: SealInput): string {
  const { draft } = input
  const messages = input.messages.map((m) => [m.step, m.language, m.variant, m.digest].join(' ')).toSorted()
  // Left out where staff left it out, so that what was sealed before there was a choice keeps its seal.
  const chosen = { carrier: draft.carrier, overBudget: draft.overBudget }
  const answered = input.readAloudBy === undefined ? {} : { readAloudBy: input.readAloudBy, waivers: input.waivers }
  return canonical({
    seal: input.readAloudBy === undefined ? 1 : 2,
    campaign: input.campaignId,
    version: input.version,
    kind: draft.kind,
    need: draft.need,
    segment: draft.segment,
    topics: draft.topics,
    languageOfRest: draft.languageOfRest,
    graceHours: draft.graceHours,
    reminders: draft.reminders,
    ticks: draft.ticks,
    from: draft.window.from ?? null,
    until: draft.window.until ?? null,
    ratePerMinute: draft.ratePerMinute ?? null,
    messages,
    audienceDigest: input.audienceDigest,
    audience: input.audience,
    rulesDigest: input.rulesDigest,
    ...chosen,
    ...answered,
  })
}

/** The rules of the house that can hold a message or change its text, as they stand. */
export type Rules = Pick<House, 'organisation' | 'topics' | 'windows' | 'closures' | 'budget' | 'sms'>

/** Canonical text of the rules in force: the dated tables and what the house adds. */
export function rulesText({ organisation, topics, windows, closures, budget, sms }: Rules): string {
  return canonical({
    rules: 1,
    checkedOn: CHECKED_ON,
    countries: COUNTRY_TABLES,
    countryWindows: WINDOW_TABLE,
    timing: TIMING,
    organisation,
    topics,
    windows,
    closures,
    budget,
    senders: sms?.senders,
  })
}

/** JSON with sorted keys: one value, one text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const entries = Object.entries(value).filter(([, v]) => v !== undefined)
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, v]) => `${JSON.stringify(key)}:${canonical(v)}`).join(',')}}`
}
