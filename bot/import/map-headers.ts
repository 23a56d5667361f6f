import { foldText } from '#core/contacts/fold-text.ts'
import { customField, FIELDS, type Field, REPEATABLE_FIELDS, readHeader, readHeaders } from '#core/contacts/headers.ts'

export interface HeaderMapping {
  /** One field per column. */
  readonly fields: readonly Field[]
  /** True when no column says who unsubscribed: the preview warns. */
  readonly withoutStatus: boolean
}

export type HeaderProblemCode =
  | 'map-form'
  | 'map-unknown-header'
  | 'map-unknown-field'
  | 'map-twice'
  | 'duplicate-header'
  | 'no-usable-column'
export interface HeaderProblem {
  readonly problem: HeaderProblemCode
  readonly detail: string
}

const STATUS_FIELDS: readonly Field[] = ['status', 'optIn', 'optOut']

/** Reads the titles by their synonyms, then applies `--map HEADER=FIELD` corrections. HEADER is a title, `TITLE#2` or `#7` (the seventh column). */
export function mapHeaders(
  headers: readonly string[],
  corrections: readonly string[] = [],
): HeaderMapping | HeaderProblem {
  const { fields, problem } = proposeFields(headers, corrections)
  return problem ?? { fields, withoutStatus: isWithoutStatus(fields) }
}

/** The same for a page that shows every column whatever is wrong: the fields as far as they could be read, and what is wrong. */
export function proposeFields(
  headers: readonly string[],
  corrections: readonly string[] = [],
): { fields: readonly Field[]; problem?: HeaderProblem } {
  const reading = readHeaders(headers)
  const fields = [...reading.fields]
  const corrected = new Map<number, Field>()
  for (const correction of corrections) {
    const applied = readCorrection(headers, correction)
    if ('problem' in applied) return { fields, problem: applied }
    for (const column of applied.columns) corrected.set(column, applied.field)
  }
  for (const [column, field] of corrected) {
    if (!REPEATABLE_FIELDS.has(field)) {
      if ([...corrected].some(([other, same]) => other !== column && same === field))
        return { fields, problem: { problem: 'map-twice', detail: field } }
      fields.forEach((other, at) => {
        if (other === field && !corrected.has(at)) fields[at] = customField(headers[at] ?? '')
      })
    }
    fields[column] = field
  }
  const duplicate = reading.duplicates.find(
    ({ columns }) => columns.filter((column) => !corrected.has(column - 1)).length > 1,
  )
  if (duplicate !== undefined) {
    const detail = `${duplicate.header} (${duplicate.columns.join(', ')})`
    return { fields, problem: { problem: 'duplicate-header', detail } }
  }
  if (fields.some((field) => field === 'email' || field === 'phone' || field === 'customerNumber')) return { fields }
  const titles = headers.slice(0, 30).map((header) => header.trim())
  return { fields, problem: { problem: 'no-usable-column', detail: titles.join(', ') } }
}

export function isWithoutStatus(fields: readonly Field[]): boolean {
  return !fields.some((field) => STATUS_FIELDS.includes(field))
}

function readCorrection(
  headers: readonly string[],
  correction: string,
): { columns: readonly number[]; field: Field } | HeaderProblem {
  const equals = correction.lastIndexOf('=')
  const header = correction.slice(0, Math.max(0, equals)).trim()
  const named = correction.slice(equals + 1).trim()
  if (equals < 1 || header === '' || named === '') return { problem: 'map-form', detail: correction }
  const columns = columnsNamed(headers, header)
  if (columns.length === 0)
    return {
      problem: 'map-unknown-header',
      detail: `${header} (${headers
        .slice(0, 30)
        .map((title) => title.trim())
        .join(', ')})`,
    }
  const field = fieldNamed(named)
  return field === undefined
    ? { problem: 'map-unknown-field', detail: `${named} (${FIELDS.join(', ')}, custom:…)` }
    : { columns, field }
}

function columnsNamed(headers: readonly string[], name: string): readonly number[] {
  const number = /^#(\d+)$/.exec(name)
  if (number !== null)
    return Number(number[1]) >= 1 && Number(number[1]) <= headers.length ? [Number(number[1]) - 1] : []
  const matching = (title: string) =>
    headers.flatMap((header, column) =>
      header.trim() === title || foldText(header) === foldText(title) ? [column] : [],
    )
  const whole = matching(name)
  if (whole.length > 0) return whole
  const nth = /^(.+)#(\d+)$/.exec(name)
  return nth === null ? [] : matching(nth[1] ?? '').slice(Number(nth[2]) - 1, Number(nth[2]))
}

function fieldNamed(name: string): Field | undefined {
  if (/^custom:.*\S/.test(name)) return customField(name.slice('custom:'.length))
  const field = readHeader(name)
  return field.startsWith('custom:') || (field === 'ignore' && foldText(name) !== 'ignore') ? undefined : field
}

const TEXTS: Readonly<Record<HeaderProblemCode, { readonly fr: string; readonly en: string }>> = {
  'map-form': {
    fr: '--map s’écrit TITRE=CHAMP, par exemple --map "Mail perso=email" : corrigez « % ».',
    en: '--map is written HEADER=FIELD, for instance --map "Private mail=email": correct “%”.',
  },
  'map-unknown-header': {
    fr: 'Le fichier n’a pas ce titre de colonne : %. Corrigez --map.',
    en: 'The file has no such column title: %. Correct --map.',
  },
  'map-unknown-field': {
    fr: 'Ce champ n’existe pas : %. Corrigez --map.',
    en: 'There is no such field: %. Correct --map.',
  },
  'map-twice': {
    fr: 'Deux colonnes sont données pour le champ « % » : gardez-en une.',
    en: 'Two columns are given for the field “%”: keep one.',
  },
  'duplicate-header': {
    fr: 'Plusieurs colonnes ont le même titre : % ; dites laquelle garder, par exemple --map "#3=email" --map "#5=ignore".',
    en: 'Several columns have one title: %; say which to keep, for instance --map "#3=email" --map "#5=ignore".',
  },
  'no-usable-column': {
    fr: 'Aucune colonne ne donne une adresse, un téléphone ou un numéro client parmi : %. Indiquez-la, par exemple --map "#1=email".',
    en: 'No column gives an address, a phone or a customer number among: %. Name it, for instance --map "#1=email".',
  },
}

export function isHeaderProblem(trouble: {
  readonly problem: string
  readonly detail: string
}): trouble is HeaderProblem {
  return Object.hasOwn(TEXTS, trouble.problem)
}

/** The same where columns are chosen on a page. */
const ON_A_PAGE: Partial<typeof TEXTS> = {
  'map-twice': {
    fr: 'Deux colonnes sont données pour « % » : n’en gardez qu’une.',
    en: 'Two columns are given for “%”: keep one.',
  },
  'duplicate-header': {
    fr: 'Plusieurs colonnes ont le même titre : % ; choisissez un sens pour chacune, ou « ne pas reprendre ».',
    en: 'Several columns have one title: %; choose a meaning for each, or “leave out”.',
  },
  'no-usable-column': {
    fr: 'Aucune colonne ne donne une adresse, un téléphone ou un numéro client : dites laquelle le fait.',
    en: 'No column gives an address, a phone or a customer number: say which one does.',
  },
}

export function headerProblemText(
  { problem, detail }: HeaderProblem,
  language: 'fr' | 'en',
  where: 'command' | 'page' = 'command',
): string {
  return ((where === 'page' ? ON_A_PAGE[problem] : undefined) ?? TEXTS[problem])[language]
    .replace(/ ([:;?!»])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0')
    .replace('%', () => detail)
}
