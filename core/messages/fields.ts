import { escapeHtml } from './escape-html.ts'

/** Fields about the person and the sending. Those marked `optional` may be empty for some people, so they need a fallback. */
export const TEXT_FIELDS = {
  greeting: 'always',
  organisation: 'always',
  contact_email: 'always',
  topics: 'always',
  promise_date: 'always',
  first_name: 'optional',
  last_name: 'optional',
  civility: 'optional',
  company: 'optional',
  source: 'optional',
} as const

/** Fields that become an address of our own pages. */
export const LINK_FIELDS = ['yes_link', 'no_link', 'preferences_link', 'unsubscribe_link', 'privacy_link'] as const

export type TextField = keyof typeof TEXT_FIELDS
export type LinkField = (typeof LINK_FIELDS)[number]
export type FieldName = TextField | LinkField

/** One value per field; absent or blank means unknown for this person. */
export type FieldValues = Readonly<Partial<Record<FieldName, string>>>

/** A `{{name}}` or `{{name|fallback}}` found in a text. `start` and `end` are offsets in UTF-16 units. */
export type ParsedField = {
  readonly name: string
  readonly fallback: string | undefined
  readonly start: number
  readonly end: number
}

/** Where a text lands; a value is escaped for that place. */
export type Target = 'html' | 'text' | 'subject'

const FIELD = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g
const VALUE_LIMIT = 500
// Control characters end a header or a line; the bidirectional ones let a value rewrite the text around it.
const UNSAFE = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu

export function parseFields(text: string): readonly ParsedField[] {
  return [...text.matchAll(FIELD)].map((match) => ({
    name: (match[1] ?? '').trim(),
    fallback: match[2]?.trim(),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** Names between double braces that are no field of ours, each once, in order. */
export function unknownFields(text: string): readonly string[] {
  const names = parseFields(text).map((field) => field.name)
  return [...new Set(names.filter((name) => !isField(name)))]
}

/** True when braces are left over that no field explains, as in `{{first_name}` or `{ {yes_link}}`. */
export function hasStrayBraces(text: string): boolean {
  return /\{\{|\}\}/.test(text.replaceAll(FIELD, ''))
}

export function isField(name: string): name is FieldName {
  return Object.hasOwn(TEXT_FIELDS, name) || isLinkField(name)
}

export function isLinkField(name: string): name is LinkField {
  return (LINK_FIELDS as readonly string[]).includes(name)
}

/** The one way a field is written in a compiled message. */
export function fieldText(name: string, fallback: string | undefined): string {
  return fallback === undefined ? `{{${name}}}` : `{{${name}|${fallback}}}`
}

/** A value is missing for a field that must not be empty: the message must not leave. */
export class MissingFieldError extends Error {
  readonly code = 'missing-merge-field'
  readonly field: string
  constructor(field: string) {
    super(`The merge field ${field} has no value: give it one before sending.`)
    this.name = 'MissingFieldError'
    this.field = field
  }
}

/**
 * Splits a template once, so that each message costs one concatenation. The template (fallbacks included) is already in the
 * form of its target; only values are escaped. What a value contains is text, never a field, a tag or a header.
 * The function it gives throws `MissingFieldError` when a field has neither a value nor a fallback.
 */
export function prepare(template: string, target: Target): (values: FieldValues) => string {
  const literals: string[] = []
  const fields: { name: FieldName; fallback: string | undefined }[] = []
  let from = 0
  for (const { name, fallback, start, end } of parseFields(template)) {
    if (!isField(name)) continue
    literals.push(template.slice(from, start))
    fields.push({ name, fallback })
    from = end
  }
  const last = template.slice(from)

  return (values) => {
    let text = ''
    for (const [index, { name, fallback }] of fields.entries()) {
      const value = valueFor(target, values[name] ?? '', isLinkField(name)) || fallback
      if (value === undefined) throw new MissingFieldError(name)
      text += (literals[index] ?? '') + value
    }
    return text + last
  }
}

/** `prepare` and use, for a text that is written once. */
export function substitute(template: string, values: FieldValues, target: Target): string {
  return prepare(template, target)(values)
}

function valueFor(target: Target, value: string, isLink: boolean): string {
  const oneLine = value.replaceAll(UNSAFE, ' ').trim()
  const limited = isLink || oneLine.length <= VALUE_LIMIT ? oneLine : `${oneLine.slice(0, VALUE_LIMIT).trimEnd()}…`
  return target === 'html' ? escapeHtml(limited) : limited
}
