import type { Selectable } from 'kysely'
import type { Write } from '#db/open.ts'
import type { Schema } from '#db/schema.ts'
import { cardOf, showPile } from './lay-on-pile.ts'

type Row = Selectable<Schema['incoming_mails']>

/** Settles a message in a person's name, once: whoever comes second gets undefined. Its pile's card says so. */
export async function takeCase(
  db: Write,
  now: number,
  { id, by, as, wants }: { id: number; by: string; as: Row['settled_as']; wants?: Row['wants'] },
): Promise<Row | undefined> {
  let query = db
    .updateTable('incoming_mails')
    .set({ settled_at: now, settled_by: by, settled_as: as })
    .where('id', '=', id)
    .where('pile', 'is not', null)
    .where('settled_at', 'is', null)
  if (wants !== undefined) query = query.where('wants', '=', wants)
  const row = await query.returningAll().executeTakeFirst()
  if (row?.pile == null || row.wants === null) return undefined
  await db
    .insertInto('audit')
    .values({ at: now, actor: by, act: `incoming-${as}`, subject: `incoming:${id}` })
    .execute()
  await showPile(db, now, row.pile, cardOf(row.wants))
  return row
}
