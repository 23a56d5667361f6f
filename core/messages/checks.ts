import { contentFindings } from './content-checks.ts'
import { type LinkField, parseFields } from './fields.ts'
import type { Finding, Place } from './finding.ts'
import { layoutOf } from './layout.ts'
import type { CompiledMessage, MessageSource } from './message.ts'
import { NO_FACTS, type ProofFacts } from './proof-facts.ts'

/** Gmail clips a message over 102 kB; the house stops at 100 kB (rules: content checks). */
const HTML_LIMIT_BYTES = 100_000

/**
 * Every finding on one step in one language: `block` stops submission, `warn` is shown to the approver. The source says what
 * staff wrote; the compiled form says what people will get, so the links, identity and promise are looked for there.
 */
export function checkMessage(
  source: MessageSource,
  compiled: CompiledMessage,
  facts: ProofFacts = NO_FACTS,
): readonly Finding[] {
  const place = { language: source.language, step: source.step }
  return [
    ...contentFindings(source, facts),
    ...identityFindings(source, place),
    ...compiledFindings(source, compiled, place),
  ]
}

export function blocks(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.level === 'block')
}

function identityFindings(
  { kind, organisation, dpo, topics, promise, subject, body }: MessageSource,
  place: Place,
): readonly Finding[] {
  const findings: Finding[] = []
  const sender = (code: Finding['code']) =>
    findings.push({ level: 'block', code, where: { ...place, part: 'sender' }, data: {} })
  if (isBlank(organisation.name)) sender('sender-name-missing')
  if (isBlank(organisation.postalAddress)) sender('postal-address-missing')
  if (isBlank(dpo.email)) sender('contact-missing')
  // The layout writes these texts into the template, where braces would be read as fields.
  const written = [organisation.name, organisation.postalAddress, organisation.site, dpo.name, dpo.email]
  if (written.some((text) => /\{\{|\}\}/.test(text))) sender('stray-braces')
  if (kind !== 'information' && topics.length === 0) {
    findings.push({ level: 'block', code: 'topics-missing', where: { ...place, part: 'topics' }, data: {} })
  }
  const names = parseFields(`${subject}\n${body}`).map((field) => field.name)
  if (kind !== 're-opt-in' && (promise !== undefined || names.includes('promise_date'))) {
    findings.push({ level: 'block', code: 'promise-out-of-place', where: { ...place, part: 'promise' }, data: {} })
  }
  return findings
}

function compiledFindings(source: MessageSource, compiled: CompiledMessage, place: Place): readonly Finding[] {
  const findings: Finding[] = []
  for (const part of ['html', 'text'] as const) {
    const block = (code: Finding['code'], data: Finding['data'] = {}) =>
      findings.push({ level: 'block', code, where: { ...place, part }, data })
    const content = compiled[part]
    if (isBlank(content)) {
      block(part === 'text' ? 'text-alternative-missing' : 'html-missing')
      continue
    }
    const present = new Set(parseFields(content).map((field) => field.name))
    for (const link of linksNeeded(source)) if (!present.has(link)) block('link-missing', { link })
    if (source.kind === 're-opt-in' && (source.promise === undefined || !present.has('promise_date')))
      block('promise-missing')
    if (!saysWhy(source, content)) block('why-missing')
    const warn = (code: Finding['code']) => findings.push({ level: 'warn', code, where: { ...place, part }, data: {} })
    const { name, postalAddress, site } = source.organisation
    if (!shows(content, source.dpo.email)) warn('invitation-missing')
    if (![name, postalAddress, site].every((line) => shows(content, line))) warn('signature-missing')
  }
  const bytes = new TextEncoder().encode(compiled.html).length
  if (bytes > HTML_LIMIT_BYTES) {
    findings.push({
      level: 'block',
      code: 'too-large',
      where: { ...place, part: 'html' },
      data: { bytes, limit: HTML_LIMIT_BYTES },
    })
  }
  if (/<img\b/i.test(compiled.html)) {
    findings.push({ level: 'block', code: 'image', where: { ...place, part: 'html' }, data: {} })
  }
  return findings
}

function linksNeeded({ kind }: MessageSource): readonly LinkField[] {
  const always: readonly LinkField[] = ['preferences_link', 'unsubscribe_link', 'privacy_link']
  return kind === 're-opt-in' ? ['yes_link', 'no_link', ...always] : always
}

/** The first words of the layout's own line are enough: minifying may fold the spaces further on. */
function saysWhy(source: MessageSource, content: string): boolean {
  const { why, origin } = layoutOf(source)
  const plain = (text: string) => text.replaceAll(/[\s\u00A0]|&nbsp;|&#160;/g, '')
  const written = plain(content)
  return [why, origin].every((line) => written.includes(plain(line.slice(0, 20))))
}

/** A line of the layout is there: by its letters and digits, however it was escaped, folded and broken. */
function shows(content: string, line: string): boolean {
  return letters(content).includes(letters(line))
}

function letters(text: string): string {
  return text.replaceAll(/<br\s*\/?>|&#?\w{1,8};|[^\p{L}\p{N}]/gu, '')
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}
