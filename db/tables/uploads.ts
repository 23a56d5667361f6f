import type { PreferableField } from '#core/contacts/merge.ts'
import type { Read, Write } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'

export type UploadState = Schema['uploads']['state']

/** Whose value wins where a file and the base disagree; the newest for fields that are not here. */
export type UploadRules = Readonly<Partial<Record<PreferableField, 'this-file' | 'known'>>>

export interface StoredUpload {
  id: number
  /** Name of its folder under the folder of uploads. */
  folder: string
  madeBy: string
  language: 'fr' | 'en'
  expiresAt: number
  usedAt: number | undefined
  state: UploadState
  rules: UploadRules
  workerId: number | undefined
  begunAt: number | undefined
  resumedAt: number | undefined
  shownAt: number | undefined
  endedAt: number | undefined
  endedBy: string | undefined
}

export async function insertUpload(
  db: Write,
  one: { madeBy: string; language: 'fr' | 'en'; expiresAt: number },
  now: number,
): Promise<number> {
  const { id } = await db
    .insertInto('uploads')
    .values({
      folder: '',
      made_by: one.madeBy,
      language: one.language,
      made_at: now,
      expires_at: one.expiresAt,
      state: 'collecting',
      rules: '{}',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function uploadById(db: Read, id: number): Promise<StoredUpload | undefined> {
  const row = await db.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toUpload(row)
}

/** Those whose files may still be on a disk. */
export async function keptUploads(db: Read): Promise<StoredUpload[]> {
  const rows = await db.selectFrom('uploads').selectAll().where('removed_at', 'is', null).orderBy('id').execute()
  return rows.map(toUpload)
}

type Row = Pick<Schema['uploads'], Exclude<keyof Schema['uploads'], 'id'>> & { id: number }

function toUpload(row: Row): StoredUpload {
  return {
    id: row.id,
    folder: row.folder,
    madeBy: row.made_by,
    language: row.language,
    expiresAt: row.expires_at,
    usedAt: row.used_at ?? undefined,
    state: row.state,
    rules: JSON.parse(row.rules) as UploadRules,
    workerId: row.worker_id ?? undefined,
    begunAt: row.begun_at ?? undefined,
    resumedAt: row.resumed_at ?? undefined,
    shownAt: row.shown_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    endedBy: row.ended_by ?? undefined,
  }
}
