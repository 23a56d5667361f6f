import { LANGUAGES, type Language, STEPS, type Step } from '#core/messages/message.ts'
import { type CampaignDraft, type Carrier, carrierOf } from './draft.ts'

/** What was decided about, and what is to be decided about now. */
export interface Compared {
  draft: CampaignDraft
  audience: number
  buckets: Readonly<Record<string, number>>
}

/** A setting that is another one now. Values as the draft keeps them; instants are epoch milliseconds. */
export type SettingChange = {
  [Setting in keyof Settings]-?: { setting: Setting; before: Settings[Setting]; after: Settings[Setting] }
}[keyof Settings]

/** The sentences of one text that went and came, in their order. */
export interface TextChange {
  language: Language
  step: Step
  part: 'subject' | 'body' | 'sms'
  removed: string[]
  added: string[]
}

export interface Difference {
  settings: SettingChange[]
  texts: TextChange[]
  /** How many people; undefined when it is as many. */
  audience: { before: number; after: number } | undefined
  buckets: { bucket: string; before: number; after: number }[]
}

interface Settings extends Omit<CampaignDraft, 'kind' | 'texts' | 'window' | 'emptyPages' | 'carrier' | 'overBudget'> {
  carrier: Carrier
  overBudget: 'hold' | 'skip'
  from: number | undefined
  until: number | undefined
}

/** What changed between two states of one campaign, in what people decide about. */
export function differenceBetween(before: Compared, after: Compared): Difference {
  const names = new Set([...Object.keys(before.buckets), ...Object.keys(after.buckets)])
  return {
    settings: settingChanges(settingsOf(before.draft), settingsOf(after.draft)),
    texts: textChanges(before.draft, after.draft),
    audience: before.audience === after.audience ? undefined : { before: before.audience, after: after.audience },
    buckets: [...names]
      .map((bucket) => ({ bucket, before: before.buckets[bucket] ?? 0, after: after.buckets[bucket] ?? 0 }))
      .filter((one) => one.before !== one.after),
  }
}

export function isSame({ settings, texts, audience, buckets }: Difference): boolean {
  return settings.length === 0 && texts.length === 0 && audience === undefined && buckets.length === 0
}

const SETTINGS = [
  'name', 'need', 'segment', 'topics', 'languageOfRest', 'reminders', 'graceHours', 'ticks', 'from', 'until', 'ratePerMinute',
  'carrier', 'overBudget',
] as const satisfies readonly (keyof Settings)[] // biome-ignore format: in the order a card tells them

/** What a draft does not say is what it does: an older one went by e-mail. */
function settingsOf({ kind: _, texts: __, window, ...rest }: CampaignDraft): Settings {
  const { from, until } = window
  return { ...rest, carrier: carrierOf(rest), overBudget: rest.overBudget ?? 'hold', from, until }
}

function settingChanges(before: Settings, after: Settings): SettingChange[] {
  return SETTINGS.filter((setting) => JSON.stringify(before[setting]) !== JSON.stringify(after[setting])).map(
    (setting) => ({ setting, before: before[setting], after: after[setting] }) as SettingChange,
  )
}

function textChanges(before: CampaignDraft, after: CampaignDraft): TextChange[] {
  const changes: TextChange[] = []
  for (const language of LANGUAGES) {
    for (const step of STEPS) {
      for (const part of ['subject', 'body', 'sms'] as const) {
        const was = sentences(before.texts[language]?.[step]?.[part] ?? '')
        const is = sentences(after.texts[language]?.[step]?.[part] ?? '')
        const changed = changedSentences(was, is)
        if (changed.removed.length > 0 || changed.added.length > 0) changes.push({ language, step, part, ...changed })
      }
    }
  }
  return changes
}

/** A sentence, or a line of its own: a greeting and a list item end without a full stop. */
function sentences(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line) => line.split(/(?<=[.!?…][»”"]?)\s+(?=\S)/u))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

/** What is not in the longest run both have in common, so that one new sentence never makes the rest look new. */
function changedSentences(was: readonly string[], is: readonly string[]): { removed: string[]; added: string[] } {
  const common = commonLengths(was, is)
  const removed: string[] = []
  const added: string[] = []
  let [a, b] = [0, 0]
  while (a < was.length || b < is.length) {
    if (a < was.length && b < is.length && was[a] === is[b]) {
      a += 1
      b += 1
    } else if (b >= is.length || (a < was.length && at(common, a + 1, b) >= at(common, a, b + 1))) {
      removed.push(was[a] ?? '')
      a += 1
    } else {
      added.push(is[b] ?? '')
      b += 1
    }
  }
  return { removed, added }
}

/** The length of the longest common subsequence from every pair of places on. */
function commonLengths(was: readonly string[], is: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: was.length + 1 }, () => Array.from({ length: is.length + 1 }, () => 0))
  for (let a = was.length - 1; a >= 0; a -= 1) {
    for (let b = is.length - 1; b >= 0; b -= 1) {
      const row = table[a] as number[]
      row[b] = was[a] === is[b] ? at(table, a + 1, b + 1) + 1 : Math.max(at(table, a + 1, b), at(table, a, b + 1))
    }
  }
  return table
}

function at(table: readonly (readonly number[])[], row: number, column: number): number {
  return table[row]?.[column] ?? 0
}
