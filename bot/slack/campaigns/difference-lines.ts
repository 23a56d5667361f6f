import { clip, escapeMrkdwn } from '#bot/slack/blocks.ts'
import {
  type Compared,
  type Difference,
  differenceBetween,
  type SettingChange,
  type TextChange,
} from '#core/campaigns/difference.ts'
import type { Carrier } from '#core/campaigns/draft.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { Language } from '#core/messages/message.ts'
import { bucketText } from '#core/texts/reasons.ts'
import { reviewTexts } from '#core/texts/slack/review.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import type { CampaignView } from '#db/operations/campaigns/read-campaign.ts'

export interface LinesGiven {
  house: Pick<House, 'organisation' | 'topics'>
  language: StaffLanguage
  /** Of one value or one sentence; the modal shows them whole. */
  most: number
  /** How many sentences of one text are shown; the rest is counted. */
  sentences: number
  /** An instant as people read it. */
  date: (at: number) => string
  /** In a channel a segment has no name: it may be a list's. */
  posted: boolean
}

/** What changed since the last decision; undefined when nobody decided yet, or nothing waits for a decision. */
export function differenceOf(view: CampaignView): Difference | undefined {
  const { lastDecision, draft, audience, buckets } = view
  if (view.state !== 'submitted' || lastDecision === undefined) return undefined
  const now: Compared = { draft, audience, buckets }
  return differenceBetween(lastDecision, now)
}

/** One line a change, in mrkdwn, the texts first: they are what people will read. */
export function differenceLines({ texts, settings, audience, buckets }: Difference, given: LinesGiven): string[] {
  const { card } = reviewTexts(given.language)
  return [
    ...texts.map((change) => textLine(change, given)),
    ...settings.map((change) => settingLine(change, given)),
    ...(audience === undefined ? [] : [card.people(audience.before, audience.after)]),
    ...buckets.map(({ bucket, before, after }) => `${bucketText(bucket, given.language)}\u00A0: ${before} → ${after}`),
  ]
}

function textLine(
  { language: written, step, part, removed, added }: TextChange,
  { language, most, sentences: shown }: LinesGiven,
): string {
  const { card, parts } = reviewTexts(language)
  const { languages, steps, labelled, quote } = slackTexts(language)
  const said = (how: string, sentences: readonly string[]) => [
    ...sentences.slice(0, shown).map((one) => `\n– ${labelled(how, quote(escapeMrkdwn(clip(one, most))))}`),
    ...(sentences.length > shown ? [`\n– ${slackTexts(language).card.more(sentences.length - shown)}`] : []),
  ]
  const changes = [...said(card.removed, removed), ...said(card.added, added)]
  return `*${card.text(steps[step], languages[written])}, ${parts[part]}*${changes.join('')}`
}

function settingLine(change: SettingChange, given: LinesGiven): string {
  const { fields } = reviewTexts(given.language)
  const [before, after] = [change.before, change.after].map((value) => valueText(change.setting, value, given))
  return `*${fields[change.setting] ?? change.setting}* · ${before} → ${after}`
}

function valueText(setting: SettingChange['setting'], value: SettingChange['before'], given: LinesGiven): string {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return reviewTexts(given.language).none
  if (typeof value === 'number') return setting === 'from' || setting === 'until' ? given.date(value) : String(value)
  const words = typeof value === 'string' ? [value] : value
  return escapeMrkdwn(clip(words.map((word) => wordText(setting, word, given)).join(', '), given.most))
}

/** What the draft keeps as an id, in words. */
function wordText(setting: SettingChange['setting'], word: string, { house, language, posted }: LinesGiven): string {
  const { languages, everyone, wizard } = slackTexts(language)
  if (setting === 'topics') return house.topics.find(({ id }) => id === word)?.name[language] ?? word
  if (setting === 'ticks') return word === 'documented' ? wizard.tickDocumented : wizard.tickProfessional
  if (setting === 'languageOfRest') return languages[word as Language]
  if (setting === 'carrier') return textingTexts(language).carriers[word as Carrier]
  if (setting === 'overBudget') return textingTexts(language).overBudgetOptions[word as 'hold' | 'skip']
  if (setting !== 'segment') return word
  if (word === 'everyone') return everyone
  return posted ? reviewTexts(language).card.aSegment : word
}
