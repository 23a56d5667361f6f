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
import { explainFinding, type StaffLanguage } from '#core/messages/finding-texts.ts'
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
}

export interface ReviewGiven {
  value: CardValue
  language: StaffLanguage
  findings: readonly Finding[]
  simulation: Simulation | undefined
  previewUrl: string
  /** Reasons typed before, or given with an earlier submission, by code. */
  reasons: Readonly<Record<string, string>>
  /** Said on top: why this modal is shown again. */
  notice?: string
}

/** Slack takes 100 blocks in a modal. */
const MOST_BLOCKS = 100
const PIECE = 300
const SECTION = 2900
/** And 250 kB in all. */
const MOST_CHARACTERS = 120_000

/** Everything to read before submitting. With a finding that blocks there is nothing to submit yet. */
export function reviewView(given: ReviewGiven): ModalView {
  const { value, language, findings, notice, previewUrl } = given
  const texts = reviewTexts(language)
  const blocking = findings.filter(({ level }) => level === 'block')
  const warning = findings.filter(({ level }) => level === 'warn')
  const asking = blocking.length > 0 ? [] : [...reasonInputs(given, warning), aloudInput(texts)]
  const before = [
    ...(notice === undefined ? [] : [section(notice)]),
    section(texts.preview(previewUrl)),
    ...peopleBlocks(given),
    ...(findings.length === 0 ? [section(texts.nothing)] : []),
  ]
  const room = MOST_BLOCKS - before.length - asking.length
  const meta: ReviewMeta = { ...value, language }
  return {
    type: 'modal',
    callback_id: REVIEW,
    private_metadata: JSON.stringify(meta),
    title: plain(texts.title),
    close: plain(slackTexts(language).close),
    ...(blocking.length > 0 ? {} : { submit: plain(texts.submit) }),
    blocks: [...before, ...findingBlocks(blocking, warning, language, room), ...asking],
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

function peopleBlocks({ simulation, language }: ReviewGiven): Block[] {
  if (simulation === undefined) return []
  const texts = reviewTexts(language)
  const asked = simulation.buckets.reduce((sum, { then }) => sum + (then ? then.send + then.hold : 0), 0)
  const lines = simulation.buckets
    .filter(({ count }) => count > 0)
    .map(({ bucket, count }) => `*${count}* ${bucketText(bucket, language)}`)
  return [section(texts.people(asked, simulation.total)), ...(lines.length > 0 ? [context(lines.join('\n'))] : [])]
}

function findingBlocks(
  blocking: readonly Finding[],
  warning: readonly Finding[],
  language: StaffLanguage,
  room: number,
): Block[] {
  const texts = reviewTexts(language)
  const listed: Listed[] = []
  if (blocking.length > 0) {
    listed.push({ block: divider, findings: 0 })
    listed.push({ block: section(`*${texts.blocked}*\n${texts.blockedHow}`), findings: 0 })
    listed.push(...groupBlocks(blocking, language))
  }
  if (warning.length > 0) {
    listed.push({ block: divider, findings: 0 })
    const how = blocking.length > 0 ? '' : `\n${texts.warnedHow}`
    listed.push({ block: section(`*${texts.warned}*${how}`), findings: 0 })
    listed.push(...groupBlocks(warning, language))
  }
  const fitting = fittingCount(listed, room)
  if (fitting === listed.length) return listed.map(({ block }) => block)
  const shown = listed.slice(0, fitting)
  const left = listed.slice(fitting).reduce((sum, one) => sum + one.findings, 0)
  return [...shown.map(({ block }) => block), context(texts.more(left))]
}

/** How many of them can stand, with a place left to count the others. */
function fittingCount(listed: readonly Listed[], room: number): number {
  let characters = 0
  for (const [index, { block }] of listed.entries()) {
    characters += JSON.stringify(block).length
    const last = index === listed.length - 1
    if (characters > MOST_CHARACTERS || index >= (last ? room : room - 1)) return index
  }
  return listed.length
}

interface Listed {
  block: Block
  /** How many findings it shows. */
  findings: number
}

/** By language and step; an unknown word stands by itself, with the button that makes it known. */
function groupBlocks(findings: readonly Finding[], language: StaffLanguage): Listed[] {
  const texts = reviewTexts(language)
  const { languages, steps } = slackTexts(language)
  const groups = Map.groupBy(findings, ({ where }) => texts.where(languages[where.language], steps[where.step]))
  return [...groups].flatMap(([place, group]) => {
    const words = group.filter(isOfWord)
    const lines = group.filter((one) => !words.includes(one)).map((one) => findingLine(one, language))
    const listed = inSections(`*${place}*`, lines)
    return [...listed, ...words.map((one) => ({ block: wordBlock(one, language), findings: 1 }))]
  })
}

function inSections(title: string, lines: readonly string[]): Listed[] {
  const listed: Listed[] = []
  let text = title
  let findings = 0
  for (const line of lines) {
    if (text.length + line.length > SECTION) {
      listed.push({ block: section(text), findings })
      text = title
      findings = 0
    }
    text += `\n${line}`
    findings += 1
  }
  return [...listed, { block: section(text), findings }]
}

/** Where, what the rule says, and what to do. */
function findingLine(finding: Finding, language: StaffLanguage): string {
  const { place, rule, proposal } = explainFinding(finding, language)
  const [where, what, how] = [place, rule, proposal].map((text) =>
    escapeMrkdwn(clip(text.replaceAll('\n', ' '), PIECE)),
  )
  return `• *${where}*\n${what}\n→ ${how}`
}

/** A word the house may know although no dictionary does. */
function isOfWord({ code, data }: Finding): boolean {
  return (code === 'misspelled' || code === 'acronym-unexplained') && typeof data['word'] === 'string'
}

function wordBlock(finding: Finding, language: StaffLanguage): Block {
  const texts = reviewTexts(language)
  const word = String(finding.data['word'])
  const add = button({
    action: ADD_WORD,
    text: texts.addWord,
    label: texts.addWordLabel(word),
    value: clip(word, 200),
  })
  return { type: 'section', text: { type: 'mrkdwn', text: findingLine(finding, language) }, accessory: add }
}

/** One input for each kind of warning, its label saying the rule by its first finding. */
function reasonInputs({ language, reasons }: ReviewGiven, warning: readonly Finding[]): Block[] {
  const texts = reviewTexts(language)
  return [...Map.groupBy(warning, ({ code }) => code)].map(([code, group]): Block => {
    const [first] = group
    const rule = first === undefined ? code : explainFinding(first, language).rule
    const typed = reasons[code]
    return {
      type: 'input',
      block_id: reasonId(code),
      label: plain(clip(texts.reason(rule), 300)),
      hint: plain(texts.reasonHint(group.length)),
      element: {
        type: 'plain_text_input',
        action_id: reasonId(code),
        max_length: MOST_REASON,
        ...(typed === undefined || typed === '' ? {} : { initial_value: typed.slice(0, MOST_REASON) }),
      },
    }
  })
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
