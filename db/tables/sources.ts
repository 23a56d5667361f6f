import type { Basis } from '#core/consent/gate-facts.ts'
import { idsFromJson } from '#db/dialects/differences.ts'
import type { Read, Write } from '#db/open.ts'

export interface NewSource {
  importId: number
  name: string
  basis: Basis
  basisReason: string | null
  /** As staff wrote it: a day or a period. */
  collected: string | null
  collectedAt: number | null
  collectedUntil: number | null
  fileName: string
  fileDigest: string
  importedAt: number
}

export interface StoredSource {
  id: number
  importId: number | null
  name: string
  basis: Basis
  basisReason: string | null
  attestedAt: number | null
}

export async function sourcesOfImport(db: Read, importId: number): Promise<StoredSource[]> {
  const rows = await sourceColumns(db).where('import_id', '=', importId).orderBy('id').execute()
  return rows.map(toSource)
}

export async function sourceById(db: Read, id: number): Promise<StoredSource | undefined> {
  const row = await sourceColumns(db).where('id', '=', id).executeTakeFirst()
  return row && toSource(row)
}

export async function insertSource(db: Write, source: NewSource): Promise<number> {
  const { id } = await db
    .insertInto('sources')
    .values({
      import_id: source.importId,
      name: source.name,
      basis: source.basis,
      basis_reason: source.basisReason,
      collected: source.collected,
      collected_at: source.collectedAt,
      collected_until: source.collectedUntil,
      file_name: source.fileName,
      file_digest: source.fileDigest,
      imported_at: source.importedAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Confirms a declared basis; false when it was confirmed before. */
export async function attestSource(
  db: Write,
  id: number,
  { by, reason }: { by: string; reason: string },
  now: number,
): Promise<boolean> {
  const done = await db
    .updateTable('sources')
    .set({ attested_at: now, attested_by: by, basis_reason: reason })
    .where('id', '=', id)
    .where('attested_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** The declared basis was not believed: nothing is known of the collection any more. */
export async function forgetBasis(db: Write, id: number): Promise<boolean> {
  const done = await db
    .updateTable('sources')
    .set({ basis: 'unknown' })
    .where('id', '=', id)
    .where('attested_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** The newest source each of these contacts had, by name. */
export async function latestSourceNames(db: Read, contactIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('contact_sources as cs')
    .innerJoin('sources as s', 's.id', 'cs.source_id')
    .select(['cs.contact_id', 's.name'])
    .where('cs.contact_id', 'in', idsFromJson(db, contactIds))
    .orderBy('cs.source_id')
    .orderBy('cs.row_number')
    .execute()
  return new Map(rows.map(({ contact_id, name }) => [contact_id, name]))
}

function sourceColumns(db: Read) {
  return db.selectFrom('sources').select(['id', 'import_id', 'name', 'basis', 'basis_reason', 'attested_at'])
}

function toSource(row: {
  id: number
  import_id: number | null
  name: string
  basis: string
  basis_reason: string | null
  attested_at: number | null
}): StoredSource {
  return {
    id: row.id,
    importId: row.import_id,
    name: row.name,
    basis: row.basis as Basis,
    basisReason: row.basis_reason,
    attestedAt: row.attested_at,
  }
}
