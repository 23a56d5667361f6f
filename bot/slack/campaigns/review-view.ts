import { type Block, clip, context, divider, type ModalView, plain, section } from '#bot/slack/blocks.ts'
import { MOST_REASON } from '#core/campaigns/waivers.ts'
import type { Finding, FindingCode } from '#core/messages/finding.ts'
import { explainFinding, findingText, type StaffLanguage } from '#core/messages/finding-texts.ts'
import { bucketText } from '#core/texts/reasons.ts'
import { type ReviewTexts, reviewTexts } from '#core/texts/slack/review.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { Simulation } from '#db/operations/campaigns/simulate-campaign.ts'
import type { CardValue } from './card-value.ts'
import { fittingBlocks, needed, type Part } from './fitting-blocks.ts'
import { bySteps, kindBlock } from './review-findings.ts'

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
}

export interface ReviewGiven {
  value: CardValue
  language: StaffLanguage
  findings: readonly Finding[]
  people: ReviewPeople
  previewUrl: string
  /** Reasons typed before, or given with an earlier submission, by code. */
  reasons: Readonly<Record<string, string>>
  /** Said on top: why this modal is shown again. */
  notice?: string
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
export function reviewPeople({ total, buckets }: Simulation): ReviewPeople {
  return {
    asked: buckets.reduce((sum, { then }) => sum + (then ? then.send + then.hold : 0), 0),
    total,
    buckets: buckets.filter(({ count }) => count > 0).map(({ bucket, count }) => [bucket, count]),
  }
}

function peopleBlocks({ people, language }: ReviewGiven): Block[] {
  const texts = reviewTexts(language)
  const lines = people.buckets.map(([bucket, count]) => `*${count}* ${bucketText(bucket, language)}`)
  return [section(texts.people(people.asked, people.total)), ...(lines.length > 0 ? [context(lines.join('\n'))] : [])]
}

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
