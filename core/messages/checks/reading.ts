import { isField, isLinkField, parseFields } from '#core/messages/fields.ts'
import type { Language, MessageSource } from '#core/messages/message.ts'
import { plainWords } from '#core/messages/rich-text.ts'
import { knownWords } from './known-words.ts'

/** Stands where a value, a web address or an e-mail address will be read: neither a word nor a number. */
export const HOLE = '\uFFFC'

/** What a check of words looks at: one part of a message as a person will read it. */
export type Reading = {
  readonly language: Language
  readonly text: string
  /** Folded words that belong to the house: its name, its topics, its people, its word list. */
  readonly known: ReadonlySet<string>
}

/** Subject and body as read: marks taken away, a field as its fallback or a hole, addresses as holes. */
export function readingsOf(
  source: MessageSource,
  houseWords: readonly string[] = [],
): { readonly subject: Reading; readonly body: Reading } {
  const known = knownWords(source, houseWords)
  const { language } = source
  return {
    subject: { language, known, text: readable(source.subject) },
    body: { language, known, text: readable(plainWords(source.body)) },
  }
}

/** The words of an SMS as read: they have no marks. */
export function smsReading(source: Readable & { readonly words: string }, houseWords: readonly string[] = []): Reading {
  return { language: source.language, known: knownWords(source, houseWords), text: readable(source.words) }
}

type Readable = Pick<MessageSource, 'language' | 'organisation' | 'dpo' | 'topics'>

function readable(text: string): string {
  return withoutAddresses(withoutFields(text)).normalize('NFC')
}

function withoutFields(text: string): string {
  let read = ''
  let from = 0
  for (const { name, fallback, start, end } of parseFields(text)) {
    const isText = isField(name) && !isLinkField(name)
    read += text.slice(from, start) + (isText && fallback ? fallback : HOLE)
    from = end
  }
  return read + text.slice(from)
}

const ADDRESS = /https?:\/\/\S+|\bwww\.\S+/giu
/** "capsante.example/compte", as people write it in a sentence. */
const BARE_HOST = /(?<![\w.@-])(?:[a-z0-9-]{2,63}\.){1,4}[a-z]{2,24}(?:\/[\w./?=&%-]{0,200})?(?![\w@-])/gu
const MAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/gu

function withoutAddresses(text: string): string {
  return text.replaceAll(ADDRESS, HOLE).replaceAll(MAIL, HOLE).replaceAll(BARE_HOST, HOLE)
}
