import type { Language } from './message.ts'

/** What is known of the person; anything may be missing. `civility` is free text from an import ("Mme", "M.", "mevr."). */
export type Person = {
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
  readonly civility?: string | undefined
}

type Gender = 'woman' | 'man'

// biome-ignore format: a table of synonyms reads better in rows
const CIVILITIES: Readonly<Record<string, Gender>> = {
  m: 'man', mr: 'man', monsieur: 'man', mister: 'man', dhr: 'man', heer: 'man', 'de heer': 'man', sir: 'man',
  mme: 'woman', madame: 'woman', mlle: 'woman', mademoiselle: 'woman', mrs: 'woman', ms: 'woman', miss: 'woman',
  mevr: 'woman', mevrouw: 'woman', mw: 'woman',
}

const HELLO: Readonly<Record<Language, string>> = { fr: 'Bonjour', en: 'Hello', nl: 'Goedendag' }
const TITLES: Readonly<Record<Language, Readonly<Record<Gender, string>>>> = {
  fr: { woman: 'Madame', man: 'Monsieur' },
  en: { woman: 'Ms', man: 'Mr' },
  nl: { woman: 'mevrouw', man: 'meneer' },
}
const NAME_LIMIT = 60

/** "Bonjour Madame Durand," · "Bonjour Marie," · "Bonjour,": reads well whatever is missing, and never guesses a gender. */
export function greeting(language: Language, person: Person): string {
  const title = civilityText(language, person.civility)
  const lastName = readableName(person.lastName)
  const firstName = readableName(person.firstName)
  if (title !== undefined && lastName !== undefined) return `${HELLO[language]} ${title} ${lastName},`
  return firstName === undefined ? `${HELLO[language]},` : `${HELLO[language]} ${firstName},`
}

/** The civility written in the message's language, or undefined when it says nothing we know. */
export function civilityText(language: Language, civility: string | undefined): string | undefined {
  const key = (civility ?? '').trim().toLowerCase().replaceAll('.', '')
  const gender = Object.hasOwn(CIVILITIES, key) ? CIVILITIES[key] : undefined
  return gender === undefined ? undefined : TITLES[language][gender]
}

/** A name good enough to greet with: some letters, no digits, addresses, markup or braces, not too long. */
function readableName(name: string | undefined): string | undefined {
  const trimmed = (name ?? '').replaceAll(/\s+/g, ' ').trim()
  const reads = trimmed.length <= NAME_LIMIT && /\p{L}/u.test(trimmed) && /^[\p{L}\p{M}' ’.-]+$/u.test(trimmed)
  return reads ? trimmed : undefined
}
