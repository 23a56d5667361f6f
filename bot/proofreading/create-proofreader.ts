import { addressesOf } from '#core/messages/checks/links.ts'
import { readingsOf } from '#core/messages/checks/reading.ts'
import { wordsToSpell } from '#core/messages/checks/spelling.ts'
import type { MessageSource } from '#core/messages/message.ts'
import type { CheckedLink, Misspelling, ProofFacts } from '#core/messages/proof-facts.ts'
import type { Proofread } from '#db/operations/campaigns/compile-messages.ts'
import type { Spell } from './spelling.ts'

export interface ProofreaderOptions {
  spell: Spell
  /** Undefined where nothing leaves this machine: links come back unchecked and say so. */
  checkLink: ((href: string) => Promise<CheckedLink>) | undefined
  /** The house's own word list as it stands. */
  houseWords: () => Promise<readonly string[]>
  /** What people see a message come from. */
  sender: string
}

const MOST_LINKS = 20
/** A submission's texts share their links, and a review is often followed by its submission. */
const REMEMBER_MS = 120_000

/** Looks up what only the outside world knows of a message: dictionaries, its links, who sends it, the house's words. */
export function createProofreader({ spell, checkLink, houseWords, sender }: ProofreaderOptions): Proofread {
  const check = checkLink === undefined ? undefined : rememberAnswers(checkLink)
  return async (source): Promise<ProofFacts> => {
    const words = await houseWords()
    const [misspelled, links] = await Promise.all([spellingOf(source, words, spell), checkLinks(source.body, check)])
    return { misspelled, links, houseWords: words, sender }
  }
}

async function spellingOf(
  source: MessageSource,
  houseWords: readonly string[],
  spell: Spell,
): Promise<readonly Misspelling[]> {
  const { subject, body } = readingsOf(source, houseWords)
  const words = [subject, body].flatMap((reading) => wordsToSpell(reading).map(({ word }) => word))
  return spell(source.language, [...new Set(words)])
}

function checkLinks(body: string, check: ProofreaderOptions['checkLink']): Promise<CheckedLink[]> {
  return Promise.all(
    addressesOf(body).map(async (href, index): Promise<CheckedLink> => {
      // What is wrong on paper is not asked.
      if (!href.toLowerCase().startsWith('https://')) return { href, verdict: 'unchecked' }
      if (check === undefined) return { href, verdict: 'unchecked', because: 'stays-here' }
      return index < MOST_LINKS ? check(href) : { href, verdict: 'unchecked', because: 'too-many' }
    }),
  )
}

/** One question for everybody who asks about the same address within two minutes; what nobody could answer is asked again. */
function rememberAnswers(checkLink: (href: string) => Promise<CheckedLink>) {
  const answers = new Map<string, Promise<CheckedLink>>()
  return (href: string): Promise<CheckedLink> => {
    const known = answers.get(href)
    if (known !== undefined) return known
    const asked = checkLink(href)
    answers.set(href, asked)
    const forget = () => void answers.delete(href)
    const settled = (link?: CheckedLink) => {
      if (link === undefined || link.verdict === 'unchecked') forget()
      else setTimeout(forget, REMEMBER_MS).unref()
    }
    asked.then(settled, () => settled())
    return asked
  }
}
