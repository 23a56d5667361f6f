import { hasStrayBraces, isField, isLinkField, parseFields, TEXT_FIELDS } from '#core/messages/fields.ts'
import type { Remark } from '#core/messages/finding.ts'
import type { MessageSource } from '#core/messages/message.ts'
import { findConfidential } from './confidential.ts'
import { clipped } from './excerpt.ts'

const SUGGESTIONS: Readonly<Record<string, string>> = {
  prenom: 'first_name',
  firstname: 'first_name',
  voornaam: 'first_name',
  nom: 'last_name',
  lastname: 'last_name',
  achternaam: 'last_name',
  civilite: 'civility',
  societe: 'company',
  entreprise: 'company',
  bedrijf: 'company',
  organization: 'organisation',
  salutation: 'greeting',
  bonjour: 'greeting',
  sujets: 'topics',
}

const MALE = /(^|[^\p{L}])(cher|monsieur|mr|m\.|sir|heer|meneer)(?=$|[^\p{L}(])/iu
const FEMALE = /(^|[^\p{L}])(chère|madame|mme|mrs|ms|madam|mevrouw)(?=$|[^\p{L}])/iu

/** Fields nobody knows, fields that may be empty without a word in their place, and how lines read when every fallback is used. */
export function fieldRemarks(
  text: string,
  organisation: MessageSource['organisation'],
  isKnown: (name: string) => boolean = isField,
): readonly Remark[] {
  const remarks: Remark[] = []
  const block = (code: Remark['code'], data: Remark['data'], excerpt?: string) =>
    remarks.push({ level: 'block', code, data, ...(excerpt !== undefined && { excerpt }) })
  const fields = parseFields(text)
  for (const name of new Set(fields.map((field) => field.name).filter((one) => !isKnown(one)))) {
    const suggestion = suggestionFor(name)
    const first = fields.find((field) => field.name === name)
    const data: Remark['data'] = suggestion === undefined ? { field: name } : { field: name, suggestion }
    block('unknown-field', data, clipped(text.slice(first?.start, first?.end)))
  }
  if (hasStrayBraces(text)) block('stray-braces', {})
  for (const { name, fallback, start, end } of fields) {
    if (fallback === undefined && isField(name) && !isLinkField(name) && TEXT_FIELDS[name] === 'optional') {
      block('field-without-fallback', { field: name }, clipped(text.slice(start, end)))
    }
  }
  const lines = text.split(/\r?\n/)
  const shown = (line: string) => clipped(findConfidential(line, organisation).text)
  const badly = lines.find((line) => readsBadly(line))
  if (badly !== undefined) block('fallback-reads-badly', { reads: shown(withFallbacks(badly)) })
  const gendered = lines.find((line) => guessesGender(line))
  if (gendered !== undefined) block('gendered-greeting', { line: shown(gendered) })
  return remarks
}

function suggestionFor(name: string): string | undefined {
  const key = name
    .normalize('NFD')
    .replaceAll(/[\p{M} _-]/gu, '')
    .toLowerCase()
  return Object.hasOwn(SUGGESTIONS, key) ? SUGGESTIONS[key] : undefined
}

/** "Bonjour ," or a hole between two words: only where a field may be empty; French needs its spaces before ; : ! ?. */
function readsBadly(line: string): boolean {
  if (!parseFields(line).some((field) => field.fallback !== undefined)) return false
  const read = withFallbacks(line)
  return /[\s\u00A0][,.](\s|$)|^\s*[,.;:!?]|\S {2,}\S|\S\s+$/u.test(read) || read.trim() === ''
}

/** A line that speaks to a man or a woman, with a field for the name, without naming both. */
function guessesGender(line: string): boolean {
  const speaksToAName = parseFields(line).some((field) => field.name === 'first_name' || field.name === 'last_name')
  return speaksToAName && MALE.test(withoutFields(line)) !== FEMALE.test(withoutFields(line))
}

function withoutFields(line: string): string {
  return line.replaceAll(/\{\{[^{}]*\}\}/g, ' ')
}

function withFallbacks(text: string): string {
  let read = ''
  let from = 0
  for (const { name, fallback, start, end } of parseFields(text)) {
    read += text.slice(from, start) + (fallback ?? name)
    from = end
  }
  return read + text.slice(from)
}
