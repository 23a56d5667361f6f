import { findConfidential } from './checks/confidential.ts'
import { clipped } from './checks/excerpt.ts'
import { lengthRemarks } from './checks/length.ts'
import { linkRemarks } from './checks/links.ts'
import { missingRemarks } from './checks/missing.ts'
import { type Reading, readingsOf } from './checks/reading.ts'
import { senderRemarks } from './checks/sender.ts'
import { spellingRemarks } from './checks/spelling.ts'
import { subjectRemarks } from './checks/subject.ts'
import { wordingRemarks } from './checks/wording.ts'
import { hasStrayBraces, isField, isLinkField, parseFields, TEXT_FIELDS, unknownFields } from './fields.ts'
import type { Finding, FindingPart, Remark } from './finding.ts'
import type { MessageSource } from './message.ts'
import type { ProofFacts } from './proof-facts.ts'

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

/** What staff wrote: subject and body, their fields and words, and how the text reads when every fallback is used. */
export function contentFindings(source: MessageSource, facts: ProofFacts): readonly Finding[] {
  const read = readingsOf(source, facts.houseWords)
  const hidden = (reading: Reading) => {
    const { remarks, text } = findConfidential(reading.text, source.organisation)
    return { reading: { ...reading, text }, remarks: [...remarks] }
  }
  const subject = hidden(read.subject)
  const body = hidden(read.body)
  const words = ({ reading, remarks }: typeof body) => [
    ...remarks,
    ...wordingRemarks(reading),
    ...spellingRemarks(reading, facts.misspelled),
  ]
  return [
    ...subjectFindings(source, subject.reading),
    ...bodyFindings(source, body.reading),
    ...placed(source, 'subject', words(subject)),
    ...placed(source, 'body', words(body)),
    ...placed(source, 'body', linkRemarks(source.body, facts.links)),
    ...placed(source, 'body', lengthRemarks(source.body, source.kind)),
    ...placed(source, 'body', missingRemarks(source, body.reading)),
    ...placed(source, 'sender', senderRemarks(facts.sender)),
  ]
}

function subjectFindings(source: MessageSource, reading: Reading): readonly Finding[] {
  const { subject } = source
  const { block, findings } = collector(source, 'subject')
  if (subject.trim() === '') block('subject-empty')
  if (/[\r\n]/.test(subject)) block('subject-line-break')
  if (parseFields(subject).some((field) => isLinkField(field.name)) || /https?:\/\//i.test(subject))
    block('subject-link')
  return [...findings, ...placed(source, 'subject', subjectRemarks(reading)), ...fieldFindings(source, 'subject')]
}

function bodyFindings(source: MessageSource, reading: Reading): readonly Finding[] {
  const { block, findings } = collector(source, 'body')
  if (reading.text.trim() === '') block('body-empty')
  return [...findings, ...fieldFindings(source, 'body')]
}

function fieldFindings(source: MessageSource, part: 'subject' | 'body'): readonly Finding[] {
  const text = source[part]
  const remarks: Remark[] = []
  const block = (code: Remark['code'], data: Remark['data'], excerpt?: string) =>
    remarks.push({ level: 'block', code, data, ...(excerpt !== undefined && { excerpt }) })
  const fields = parseFields(text)
  for (const name of unknownFields(text)) {
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
  const shown = (line: string) => clipped(findConfidential(line, source.organisation).text)
  const badly = lines.find((line) => readsBadly(line))
  if (badly !== undefined) block('fallback-reads-badly', { reads: shown(withFallbacks(badly)) })
  const gendered = lines.find((line) => guessesGender(line))
  if (gendered !== undefined) block('gendered-greeting', { line: shown(gendered) })
  return placed(source, part, remarks)
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

/** Remarks about words, with the place they were found in. */
function placed(source: MessageSource, part: FindingPart, remarks: readonly Remark[]): readonly Finding[] {
  const place = { language: source.language, step: source.step, part }
  return remarks.map(({ level, code, data, excerpt }) => ({
    level,
    code,
    where: excerpt === undefined ? place : { ...place, excerpt },
    data,
  }))
}

function collector(source: MessageSource, part: FindingPart) {
  const findings: Finding[] = []
  const where = { language: source.language, step: source.step, part }
  const block = (code: Finding['code'], data: Finding['data'] = {}): void => {
    findings.push({ level: 'block', code, where, data })
  }
  return { findings, block }
}
