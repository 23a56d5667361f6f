import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { UsageError } from '#bot/cli/shared/usage-error.ts'
import { PREFERABLE_FIELDS, type PreferableField } from '#core/contacts/merge.ts'
import type { House } from '#core/house.ts'
import type { ImportOptions } from '#db/operations/imports/import-options.ts'
import { declarationProblemText, isProblem, readDeclaration } from './declaration.ts'
import type { ReadingOptions } from './prepare-file.ts'

/** What `egard import` was asked, checked against the house. */
export interface ImportRequest {
  files: readonly string[]
  options: ImportOptions
  /** For numbers without a prefix: the file's country, else the organisation's. */
  country: string
  reading: ReadingOptions
  dryRun: boolean
  json: boolean
}

const ARGUMENTS = {
  source: { type: 'string' },
  basis: { type: 'string' },
  reason: { type: 'string' },
  collected: { type: 'string' },
  topics: { type: 'string' },
  channels: { type: 'string' },
  country: { type: 'string' },
  language: { type: 'string' },
  map: { type: 'string', multiple: true },
  prefer: { type: 'string', multiple: true },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  suppression: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
} as const satisfies ParseArgsOptionsConfig

const FILES_LIMIT = 100

/**
 * A refusal is its sentence.
 * @throws UsageError when the command line itself cannot be understood
 */
export function readImportRequest(args: string[], house: House, now: Temporal.Instant): ImportRequest | string {
  const { values, positionals } = parseArgs({ args, options: ARGUMENTS, allowPositionals: true, strict: true })
  if (positionals.length === 0) throw new UsageError('Which file?')
  if (positionals.length > FILES_LIMIT) throw new UsageError(`At most ${FILES_LIMIT} files at a time.`)
  const declaration = readDeclaration(
    {
      ...values,
      topics: words(values.topics),
      channels: words(values.channels),
      suppression: values.suppression === true,
    },
    house,
    now,
  )
  if (isProblem(declaration)) return declarationProblemText(declaration, 'en')
  const prefer = readPreferences(values.prefer ?? [])
  if (typeof prefer === 'string') return prefer
  const reading: ReadingOptions = {
    encoding: values.encoding,
    delimiter: values.delimiter,
    map: values.map ?? [],
    contactKey: house.contactKey === 'email' ? undefined : house.contactKey,
  }
  return {
    files: positionals,
    country: declaration.country ?? house.organisation.country,
    reading,
    dryRun: values['dry-run'] === true,
    json: values.json === true,
    options: { ...declaration, prefer, reading: JSON.stringify(reading) },
  }
}

function readPreferences(given: readonly string[]): ImportOptions['prefer'] | string {
  const prefer: Partial<Record<PreferableField, 'this-file' | 'known'>> = {}
  for (const text of given) {
    const [field = '', whose = ''] = text.split('=')
    if (!(PREFERABLE_FIELDS as readonly string[]).includes(field)) {
      return `--prefer knows no field “${field}”: choose among ${PREFERABLE_FIELDS.join(', ')}.`
    }
    if (whose !== 'this-file' && whose !== 'known') return `--prefer ${field}= is followed by this-file or known.`
    prefer[field as PreferableField] = whose
  }
  return prefer
}

function words(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
