import { type DeclarationProblem, isProblem, readDeclaration } from '#bot/import/declaration.ts'
import type { ReadingOptions } from '#bot/import/prepare-file.ts'
import { BASES_TO_ATTEST } from '#core/consent/gate-facts.ts'
import type { House } from '#core/house.ts'
import type { ImportOptions } from '#db/operations/imports/import-options.ts'
import type { FileChoices, UploadRules } from '#db/operations/uploads/read-upload.ts'

export const NO_CHOICES: FileChoices = {
  encoding: '',
  delimiter: '',
  columns: [],
  source: '',
  basis: 'unknown',
  reason: '',
  collected: '',
  topics: [],
  channels: [],
  country: '',
  language: '',
  suppression: false,
}

/** How a file is read, as the command line would be told with the same choices. */
export function readingOf({ encoding, delimiter, columns }: FileChoices, house: House): ReadingOptions {
  return {
    encoding: encoding || undefined,
    delimiter: delimiter || undefined,
    map: columns,
    contactKey: house.contactKey === 'email' ? undefined : house.contactKey,
  }
}

export interface FileRequest {
  reading: ReadingOptions
  options: ImportOptions
  /** For numbers without a prefix: the file's country, else the organisation's. */
  country: string
}

/** What a person chose for a file, checked; or what they have to correct. */
export function fileRequest(
  choices: FileChoices,
  rules: UploadRules,
  house: House,
  now: Temporal.Instant,
): FileRequest | DeclarationProblem | { problem: 'reason-missing' } {
  const declaration = readDeclaration(choices, house, now)
  if (isProblem(declaration)) return declaration
  const { basis, basisReason, suppression } = declaration
  if (!suppression && BASES_TO_ATTEST.includes(basis) && basisReason === undefined) return { problem: 'reason-missing' }
  const reading = readingOf(choices, house)
  return {
    reading,
    options: { ...declaration, prefer: rules, reading: JSON.stringify(reading) },
    country: declaration.country ?? house.organisation.country,
  }
}
