import type { Trouble } from '#bot/import/import-error.ts'
import { readingOf } from '#bot/import/uploads/file-request.ts'
import { isTrouble, type Look, type Looks } from '#bot/import/uploads/look-at-file.ts'
import { customField } from '#core/contacts/headers.ts'
import { PREFERABLE_FIELDS } from '#core/contacts/merge.ts'
import type { House } from '#core/house.ts'
import type { FileChoices, UploadRules } from '#db/operations/uploads/read-upload.ts'

const TEXT_LIMIT = 1000

/**
 * What a person chose for a file, as they typed it. Columns were shown as the choices before had them read: when another encoding or delimiter
 * cuts the file otherwise, what was said of its columns is dropped.
 */
export async function choicesFrom(
  form: URLSearchParams,
  { path, before, looks, house }: { path: string; before: FileChoices; looks: Looks; house: House },
): Promise<FileChoices> {
  const typed = (name: keyof FileChoices, else_: string) => (form.get(name) ?? else_).slice(0, TEXT_LIMIT)
  const reading = { encoding: typed('encoding', before.encoding), delimiter: typed('delimiter', before.delimiter) }
  const seen = await looks(path, readingOf(before, house))
  const columns = columnsFrom(form, seen, before)
  const isReadAnew = reading.encoding !== before.encoding || reading.delimiter !== before.delimiter
  const fits =
    !isReadAnew || sameColumns(seen, await looks(path, readingOf({ ...before, ...reading, columns: [] }, house)))
  const told = !form.has('basis')
    ? before
    : {
        source: typed('source', ''),
        basis: typed('basis', ''),
        reason: typed('reason', ''),
        collected: typed('collected', ''),
        topics: form.getAll('topics').slice(0, 100),
        channels: form.getAll('channels').slice(0, 10),
        country: typed('country', ''),
        language: typed('language', ''),
        suppression: form.has('suppression'),
      }
  return { ...before, ...told, ...reading, columns: fits ? columns : [] }
}

function columnsFrom(form: URLSearchParams, seen: Look | Trouble, before: FileChoices): readonly string[] {
  if (isTrouble(seen) || !form.has('column-1')) return before.columns
  return seen.headers.flatMap((title, column) => {
    const chosen = form.get(`column-${column + 1}`)
    if (chosen === null) return []
    const field = chosen === 'custom' ? customField(title.replaceAll('=', ' ')) : chosen
    return field === seen.proposed[column] ? [] : [`#${column + 1}=${field}`]
  })
}

function sameColumns(a: Look | Trouble, b: Look | Trouble): boolean {
  return !isTrouble(a) && !isTrouble(b) && a.headers.length === b.headers.length
}

/** One rule per field; the newest value wins where none is chosen. */
export function rulesFrom(form: URLSearchParams, before: UploadRules): UploadRules {
  const rules: Record<string, 'this-file' | 'known'> = { ...before }
  for (const field of PREFERABLE_FIELDS) {
    const rule = form.get(`rule-${field}`)
    if (rule === 'this-file' || rule === 'known') rules[field] = rule
    else if (rule !== null) delete rules[field]
  }
  return rules
}
