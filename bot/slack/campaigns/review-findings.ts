import { type Block, button, clip, escapeMrkdwn, section } from '#bot/slack/blocks.ts'
import type { Finding } from '#core/messages/finding.ts'
import { explainFinding, type StaffLanguage } from '#core/messages/finding-texts.ts'
import { reviewTexts } from '#core/texts/slack/review.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { Part } from './fitting-blocks.ts'

/** The button of a word the house may know although no dictionary does. */
export const ADD_WORD = 'campaign-review-add-word'

const SECTION = 2900
/** Of one rule, one place, one proposal. */
const PIECE = 300
/** Of one rule in one section. */
const MOST_PLACES = 6

/** Findings under the language and step they are in. */
export function bySteps(findings: readonly Finding[], language: StaffLanguage): Part[] {
  const steps = Map.groupBy(findings, (one) => stepText(one, language))
  return [...steps].flatMap(([step, group]) =>
    inSections(
      `*${step}*`,
      group.map((one) => findingWords(one, language)),
    ),
  )
}

/** The rule, each place on a line, and what to do; for a word, the button that makes it the house's. */
export function kindBlock(group: readonly Finding[], language: StaffLanguage): Block {
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
