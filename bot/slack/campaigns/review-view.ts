import {
  type Block,
  button,
  clip,
  context,
  divider,
  escapeMrkdwn,
  type ModalView,
  plain,
  section,
} from '#bot/slack/blocks.ts'
import { MOST_REASON } from '#core/campaigns/waivers.ts'
import type { Finding, FindingCode } from '#core/messages/finding.ts'
import { explainFinding, findingText, type StaffLanguage } from '#core/messages/finding-texts.ts'
import { bucketText } from '#core/texts/reasons.ts'
import { type ReviewTexts, reviewTexts } from '#core/texts/slack/review.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { Simulation } from '#db/operations/campaigns/simulate-campaign.ts'
import type { CardValue } from './card-value.ts'

export const REVIEW = 'campaign-review'
export const ADD_WORD = 'campaign-review-add-word'
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

/** Slack takes 100 blocks in a modal. */
const MOST_BLOCKS = 100
/** And 250 kB in all. */
const MOST_CHARACTERS = 120_000
const SECTION = 2900
const PIECE = 300
/** Of one rule in one section. */
const MOST_PLACES = 6

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
    blocks: fitting(parts, texts),
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

/** One block. `findings` is how many it shows; 0 for what must stand whatever there is. */
interface Part {
  block: Block
  findings: number
}

function needed(block: Block): Part {
  return { block, findings: 0 }
}

/** As many blocks as Slack takes, never without an input; what had no room is counted at the end. */
function fitting(parts: readonly Part[], texts: ReviewTexts): Block[] {
  const must = parts.filter(({ findings }) => findings === 0)
  let room = MOST_BLOCKS - must.length
  let characters = JSON.stringify(must).length
  // One place is kept for the count.
  if (parts.length > MOST_BLOCKS || JSON.stringify(parts).length > MOST_CHARACTERS) room -= 1
  let left = 0
  const blocks = parts.flatMap(({ block, findings }) => {
    if (findings === 0) return [block]
    const size = JSON.stringify(block).length
    if (room <= 0 || characters + size > MOST_CHARACTERS) {
      left += findings
      return []
    }
    room -= 1
    characters += size
    return [block]
  })
  return left === 0 ? blocks : [...blocks, context(texts.more(left))]
}

function warnedText({ warned, warnedHow }: ReviewTexts, blocked: boolean): string {
  return blocked ? `*${warned}*` : `*${warned}*\n${warnedHow}`
}

function bySteps(findings: readonly Finding[], language: StaffLanguage): Part[] {
  const steps = Map.groupBy(findings, (one) => stepText(one, language))
  return [...steps].flatMap(([step, group]) =>
    inSections(
      `*${step}*`,
      group.map((one) => findingWords(one, language)),
    ),
  )
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

/** The rule, each place on a line, and what to do; for a word, the button that makes it the house's. */
function kindBlock(group: readonly Finding[], language: StaffLanguage): Block {
  const [first] = group
  const places = group.map((one) => `${stepText(one, language)} · ${words(explainFinding(one, language).place)}`)
  const shown = places.slice(0, MOST_PLACES)
  if (places.length > shown.length) shown.push(slackTexts(language).card.more(places.length - shown.length))
  if (first === undefined) return section(shown.join('\n'))
  const { rule, proposal } = explainFinding(first, language)
  const block = section(clip([`*${words(rule)}*`, ...shown, `→ ${words(proposal)}`].join('\n'), SECTION))
  if (!isOfWord(first)) return block
  const { addWord, addWordLabel } = reviewTexts(language)
  const word = String(first.data['word'])
  const accessory = button({ action: ADD_WORD, text: addWord, label: addWordLabel(word), value: clip(word, 200) })
  return { ...block, accessory } as Block
}

/** Lines in as few sections as hold them, each under the title. */
function inSections(title: string, lines: readonly string[]): Part[] {
  const parts: { text: string; findings: number }[] = []
  for (const line of lines) {
    const last = parts.at(-1)
    if (last !== undefined && last.text.length + line.length < SECTION) {
      last.text += `\n${line}`
      last.findings += 1
    } else parts.push({ text: title === '' ? line : `${title}\n${line}`, findings: 1 })
  }
  return parts.map(({ text, findings }) => ({ block: section(text), findings }))
}

function stepText({ where }: Finding, language: StaffLanguage): string {
  const { languages, steps } = slackTexts(language)
  return reviewTexts(language).where(languages[where.language], steps[where.step])
}

/** What the rule says, where, and what to do. */
function findingWords(finding: Finding, language: StaffLanguage): string {
  const { place, rule, proposal } = explainFinding(finding, language)
  return `${words(rule)}\n${words(place)}\n→ ${words(proposal)}`
}

function words(text: string): string {
  return escapeMrkdwn(clip(text.replaceAll(/\s*\n\s*/g, ' '), PIECE))
}

/** A word the house may know although no dictionary does. */
function isOfWord({ code, data }: Finding): boolean {
  return (code === 'misspelled' || code === 'acronym-unexplained') && typeof data['word'] === 'string'
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
