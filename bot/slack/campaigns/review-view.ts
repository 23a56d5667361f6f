import { type Block, clip, context, divider, type ModalView, plain, section } from '#bot/slack/blocks.ts'
import { type Forecast, MOST_REASONS } from '#core/campaigns/forecast.ts'
import { MOST_REASON } from '#core/campaigns/waivers.ts'
import type { Finding, FindingCode } from '#core/messages/finding.ts'
import { explainFinding, findingText, type StaffLanguage } from '#core/messages/finding-texts.ts'
import type { Language, Step } from '#core/messages/message.ts'
import { bucketText } from '#core/texts/reasons.ts'
import { type ReviewTexts, reviewTexts } from '#core/texts/slack/review.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import type { Simulation } from '#db/operations/campaigns/simulate-campaign.ts'
import type { CardValue } from './card-value.ts'
import { fittingBlocks, needed, type Part } from './fitting-blocks.ts'
import { forecastLines } from './forecast-lines.ts'
import { bySteps, kindBlock } from './review-findings.ts'
import { smsSection } from './sms-blocks.ts'
import type { ExampleSms } from './sms-example.ts'

export const REVIEW = 'campaign-review'
export const ALOUD = 'aloud'
const REASON_OF = 'reason:'

/** What the modal is about, for when it comes back. */
export interface ReviewMeta extends CardValue {
  language: StaffLanguage
  /** Counted and made once: a word more in the house's list changes nothing about them. */
  people: ReviewPeople
  previewUrl: string
}

/** How many would get it now, of how many, and why: counts only. */
export interface ReviewPeople {
  asked: number
  total: number
  buckets: readonly [bucket: string, count: number][]
  forecast?: Forecast | undefined
}

export interface ReviewGiven {
  value: CardValue
  language: StaffLanguage
  findings: readonly Finding[]
  people: ReviewPeople
  previewUrl: string
  /** Every SMS as a person reads it, by language and step. */
  sms?: readonly ReviewedSms[]
  /** An instant as people read it. */
  date: (at: number) => string
  /** Reasons typed before, or given with an earlier submission, by code. */
  reasons: Readonly<Record<string, string>>
  /** Said on top: why this modal is shown again. */
  notice?: string
}

export interface ReviewedSms {
  written: Language
  step: Step
  example: ExampleSms
}

/** Of a notice, a hint: characters. */
const PIECE = 300

/**
 * Everything to read before submitting. What blocks stands by language and step, with nothing to submit yet; a warning stands by its kind, with
 * the reason asked right under it: it is corrected everywhere, or explained once.
 */
export function reviewView(given: ReviewGiven): ModalView {
  const { value, language, findings, notice, previewUrl } = given
  const texts = reviewTexts(language)
  const blocking = findings.filter(({ level }) => level === 'block')
  const warning = findings.filter(({ level }) => level === 'warn')
  const blocked = blocking.length > 0
  const parts: Part[] = [
    ...(notice === undefined ? [] : [needed(section(clip(notice, PIECE)))]),
    needed(section(texts.preview(previewUrl))),
    ...peopleBlocks(given).map(needed),
    ...smsBlocks(given).map(needed),
    ...(findings.length === 0 ? [needed(section(texts.nothing))] : []),
    ...(blocked ? [needed(divider), needed(section(`*${texts.blocked}*\n${texts.blockedHow}`))] : []),
    ...bySteps(blocking, language),
    ...(warning.length > 0 ? [needed(divider), needed(section(warnedText(texts, blocked)))] : []),
    ...byKinds(warning, given, blocked),
    ...(blocked ? [] : [needed(aloudInput(texts))]),
  ]
  const { campaignId, version, seal } = value
  const meta: ReviewMeta = { campaignId, version, seal, language, people: given.people, previewUrl }
  return {
    type: 'modal',
    callback_id: REVIEW,
    private_metadata: JSON.stringify(meta),
    title: plain(texts.title),
    close: plain(slackTexts(language).close),
    ...(blocked ? {} : { submit: plain(texts.submit) }),
    blocks: fittingBlocks(parts, texts.more),
  }
}

/** The input under which the reason for a kind of warning stands. */
export function reasonId(code: string): string {
  return `${REASON_OF}${code}`
}

/** The kind of warning an input is about; undefined when it is another input. */
export function codeOf(blockId: string): FindingCode | undefined {
  return blockId.startsWith(REASON_OF) ? (blockId.slice(REASON_OF.length) as FindingCode) : undefined
}

/** The counts of a simulation that the author reads. */
export function reviewPeople(simulation: Simulation): ReviewPeople {
  const { total, buckets } = simulation
  return {
    forecast: forecastOf(simulation),
    asked: buckets.reduce((sum, { then }) => sum + (then ? then.send + then.hold : 0), 0),
    total,
    buckets: buckets.filter(({ count }) => count > 0).map(({ bucket, count }) => [bucket, count]),
  }
}

function peopleBlocks(given: ReviewGiven): Block[] {
  const { people, language } = given
  const texts = reviewTexts(language)
  const lines = people.buckets.map(([bucket, count]) => `*${count}* ${bucketText(bucket, language)}`)
  return [
    section(texts.people(people.asked, people.total)),
    ...(lines.length > 0 ? [context(lines.join('\n'))] : []),
    ...forecastBlocks(given),
  ]
}

/** What is kept of it with a submission: the most frequent reasons. */
function forecastOf({ channels, sms, reasons }: Simulation & Partial<Forecast>): Forecast | undefined {
  if (channels === undefined) return undefined
  const frequent = (reasons ?? []).toSorted((a, b) => b.count - a.count).slice(0, MOST_REASONS)
  return { channels, ...(sms !== undefined && { sms }), reasons: frequent }
}

function forecastBlocks({ people, language, date }: ReviewGiven): Block[] {
  if (people.forecast === undefined) return []
  const texts = textingTexts(language)
  const { channels, cost, waits, leftOut } = forecastLines(people.forecast, language, date)
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [section([`*${title}*`, ...lines.map((line) => `• ${line}`)].join('\n'))]
  const counts = [channels, cost].filter((line) => line !== undefined)
  return [
    ...(counts.length > 0 ? [section(counts.join('\n'))] : []),
    ...list(texts.waitNow, waits),
    ...list(texts.leftOutNow, leftOut),
  ]
}

function smsBlocks({ sms = [], language }: ReviewGiven): Block[] {
  const { steps, languages } = slackTexts(language)
  const { channels } = textingTexts(language)
  return sms.map(({ written, step, example }) => {
    const where = `${channels.sms} · ${reviewTexts(language).where(languages[written], steps[step])}`
    return smsSection(where, example, MOST_SMS, language)
  })
}

/** Of one SMS, characters: no provider takes longer ones. */
const MOST_SMS = 1600

function warnedText({ warned, warnedHow }: ReviewTexts, blocked: boolean): string {
  return blocked ? `*${warned}*` : `*${warned}*\n${warnedHow}`
}

function byKinds(findings: readonly Finding[], given: ReviewGiven, blocked: boolean): Part[] {
  const { language } = given
  const kinds = Map.groupBy(findings, ({ code }) => code)
  return [...kinds].flatMap(([code, kind]) => {
    // The same word in three messages is one thing to read.
    const same = [...Map.groupBy(kind, (one) => findingText(one, language)).values()]
    const parts = same.map((group) => ({ block: kindBlock(group, language), findings: group.length }))
    return [...parts, ...(blocked ? [] : [needed(reasonInput(code, kind, given))])]
  })
}

/** Its hint says the rule by its first finding, for who hears the inputs one by one. */
function reasonInput(code: string, group: readonly Finding[], { language, reasons }: ReviewGiven): Block {
  const texts = reviewTexts(language)
  const [first] = group
  const rule = first === undefined ? code : explainFinding(first, language).rule
  const typed = reasons[code]?.slice(0, MOST_REASON) ?? ''
  return {
    type: 'input',
    block_id: reasonId(code),
    label: plain(texts.reason),
    hint: plain(clip(texts.reasonHint(clip(rule, PIECE), group.length), 2 * PIECE)),
    element: {
      type: 'plain_text_input',
      action_id: reasonId(code),
      max_length: MOST_REASON,
      ...(typed === '' ? {} : { initial_value: typed }),
    },
  }
}

function aloudInput(texts: ReviewTexts): Block {
  return {
    type: 'input',
    block_id: ALOUD,
    label: plain(texts.aloud),
    element: {
      type: 'checkboxes',
      action_id: ALOUD,
      options: [{ text: plain(texts.aloudTick), value: 'yes' }],
    },
  }
}
