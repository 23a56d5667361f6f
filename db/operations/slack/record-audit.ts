import type { Memory } from '#db/operations/memory.ts'

/** Who looked at what. `subject` names it by kind and id, never by an address or a name. */
export async function recordAudit(
  { database }: Pick<Memory, 'database'>,
  now: number,
  { actor, act, subject }: { actor: string; act: string; subject: string },
): Promise<void> {
  await database.write((db) => db.insertInto('audit').values({ at: now, actor, act, subject }).execute())
}
