import type { MessageSource } from '#core/messages/message.ts'

/** One form for a word however it is written: small letters, no accents, straight apostrophe. */
export function fold(word: string): string {
  return word.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase()
}

/** What nobody has to explain or look up: words of the house's names and topics, and its own list. */
export function knownWords(
  { organisation, dpo, topics }: Pick<MessageSource, 'organisation' | 'dpo' | 'topics'>,
  houseWords: readonly string[],
): ReadonlySet<string> {
  const texts = [
    organisation.name,
    organisation.postalAddress,
    organisation.site,
    dpo.name,
    dpo.email,
    ...topics.flatMap(({ id, name }) => [id, name]),
    ...houseWords,
  ]
  const known = new Set<string>()
  for (const text of texts) {
    for (const [word] of text.normalize('NFC').matchAll(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)) {
      known.add(fold(word))
      for (const piece of word.split(/['’-]/)) if (piece !== '') known.add(fold(piece))
    }
  }
  return known
}
