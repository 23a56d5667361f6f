import { readSetting } from '#db/operations/house/setting.ts'
import type { Memory } from '#db/operations/memory.ts'
import { addNotice } from '#db/tables/notices.ts'
import { raiseAlert } from './raise-alert.ts'

/** `since`: epoch milliseconds. `response`: what the server said. */
export type MailServerNews = { now: 'down'; since: number; response: string } | { now: 'up' }

const NAME = 'mail-server-down'
const LONGEST = 200
/** A server may repeat whom it was asked to write to, or for. */
const ADDRESS = /[^\s<>()"',;:]+@[^\s<>()"',;:]+/g

/** One alert an outage and one word when it is over, however many workers see it and whichever process lives on. */
export async function tellMailServer(memory: Memory, now: number, news: MailServerNews): Promise<void> {
  if (news.now === 'down') return tellDown(memory, now, news)
  if ((await readSetting(memory.database.read, NAME)) === undefined) return
  await memory.database.write(async (db) => {
    const over = await db.deleteFrom('settings').where('name', '=', NAME).returning('value').executeTakeFirst()
    if (over === undefined) return
    await addNotice(db, { kind: 'mail-server-up', channel: 'oncall', data: { since: Number(over.value) } }, now)
  })
}

async function tellDown(
  memory: Memory,
  now: number,
  { since, response }: Extract<MailServerNews, { now: 'down' }>,
): Promise<void> {
  await memory.database.write(async (db) => {
    const first = await db
      .insertInto('settings')
      .values({ name: NAME, value: String(since) })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('name')
      .executeTakeFirst()
    if (first === undefined) return
    const said = response.replaceAll(ADDRESS, '…').replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST)
    await raiseAlert(db, memory, { code: 'mail-server-down', response: said }, now)
  })
}
