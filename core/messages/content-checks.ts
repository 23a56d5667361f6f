import { findConfidential } from './checks/confidential.ts'
import { lengthRemarks } from './checks/length.ts'
import { linkRemarks } from './checks/links.ts'
import { fieldRemarks } from './checks/merge-fields.ts'
import { missingRemarks } from './checks/missing.ts'
import { type Reading, readingsOf } from './checks/reading.ts'
import { senderRemarks } from './checks/sender.ts'
import { spellingRemarks } from './checks/spelling.ts'
import { subjectRemarks } from './checks/subject.ts'
import { wordingRemarks } from './checks/wording.ts'
import { isLinkField, parseFields } from './fields.ts'
import type { Finding, FindingPart, Remark } from './finding.ts'
import type { MessageSource } from './message.ts'
import type { ProofFacts } from './proof-facts.ts'

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
  return placed(source, part, fieldRemarks(source[part], source.organisation))
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
