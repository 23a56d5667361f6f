import { setTimeout } from 'node:timers/promises'
import { type Block, button, escapeMrkdwn, section } from '#bot/slack/blocks.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { Language } from '#core/messages/message.ts'
import { languageName, writingTexts } from '#core/texts/slack/writing.ts'
import { countLanguages, type LanguageCount } from '#db/operations/campaigns/count-languages.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'

/** The button that counts again, where the first count took too long to wait for. */
export const COUNT_LANGUAGES = 'wizard:count-languages'

/** More languages than this are summed. */
const MOST_NAMED = 6

export type Counted = { total: number; languages: readonly LanguageCount[] } | 'counting'

/** Waits for the count at most so long: a modal must answer within Slack's three seconds. Undefined when the segment is gone. */
export async function languagesOf(
  memory: Pick<Memory, 'database'>,
  segment: string,
  mostMs: number,
): Promise<Counted | undefined> {
  const ended = new AbortController()
  const counted = countLanguages(memory, { segment }).finally(() => ended.abort())
  const waited = setTimeout(mostMs, 'counting' as const, { ref: false, signal: ended.signal })
  const first = await Promise.race([counted, waited.catch(() => counted)])
  if (first === 'counting') counted.catch(() => undefined)
  return first === 'counting' || !isRefused(first) ? first : undefined
}

/** How many people have each language, and who would get another one than theirs. */
export function languageBlocks(
  counted: Counted | undefined,
  { written, rest }: { written: readonly Language[]; rest: Language },
  language: StaffLanguage,
): Block[] {
  const texts = writingTexts(language)
  if (counted === undefined) return []
  if (counted === 'counting') {
    const accessory = button({ action: COUNT_LANGUAGES, text: texts.count, value: 'count' })
    return [{ type: 'section', text: { type: 'mrkdwn', text: texts.counting }, accessory }]
  }
  if (counted.total === 0) return [section(texts.nobody)]
  const named = (code: string | undefined) =>
    code === undefined ? undefined : escapeMrkdwn(languageName(code, language))
  const shown = counted.languages.slice(0, MOST_NAMED)
  const others = counted.total - sum(shown)
  const counts = shown.map((one) => texts.perLanguage(named(one.language) ?? texts.unknownLanguage, one.count))
  const get = languageName(written.includes(rest) ? rest : (written[0] ?? rest), language)
  const strangers = counted.languages.filter(({ language: own }) => !written.some((one) => one === own))
  const flags = strangers.slice(0, MOST_NAMED).map((one) => texts.willGet(one.count, named(one.language), get))
  const more = sum(strangers.slice(MOST_NAMED))
  return [
    section(
      [
        texts.ofSegment(counted.total, [...counts, ...(others > 0 ? [texts.others(others)] : [])].join(' · ')),
        ...(flags.length > 0 ? flags.map((flag) => `• ${flag}`) : [texts.everybodyOwn]),
        ...(more > 0 ? [`• ${texts.moreWillGet(more, get)}`] : []),
      ].join('\n'),
    ),
  ]
}

function sum(counts: readonly LanguageCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0)
}
