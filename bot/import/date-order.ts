import { type DateOrder, detectDateOrder } from '#core/contacts/dates.ts'
import { DATE_FIELDS, type Field } from '#core/contacts/headers.ts'
import type { FileRow } from './split-rows.ts'

/** One order per file: the tool that wrote it wrote all its date columns alike. */
export function fileDateOrder(sample: readonly FileRow[], fields: readonly Field[]): DateOrder {
  const columns = fields.flatMap((field, column) => ((DATE_FIELDS as readonly Field[]).includes(field) ? [column] : []))
  return detectDateOrder(
    sample.flatMap((row) => (row.problem === undefined ? columns.map((column) => row.values[column] ?? '') : [])),
  )
}
