import type { Channel } from '#core/house.ts'
import { readSetting } from '#db/operations/house/setting.ts'
import type { Memory } from '#db/operations/memory.ts'
import { addNotice } from '#db/tables/notices.ts'
import { raiseAlert } from './raise-alert.ts'

/** `since`: epoch milliseconds. `response`: what the server said. */
export type ServerNews = { now: 'down'; since: number; response: string } | { now: 'up' }

/** How an outage is remembered, told of and ended, by the channel that is shut. */
const NAMES = {
  email: { down: 'mail-server-down', up: 'mail-server-up' },
  sms: { down: 'sms-provider-down', up: 'sms-provider-up' },
} as const
const LONGEST = 200
/** A server may repeat whom it was asked to write to, or for. */
const ADDRESS = /[^\s<>()"',;:]+@[^\s<>()"',;:]+/g

/** One alert an outage and one word when it is over, however many workers see it and whichever process lives on. */
export async function tellServer(memory: Memory, now: number, channel: Channel, news: ServerNews): Promise<void> {
  const { down, up } = NAMES[channel]
  if (news.now === 'down') return tellDown(memory, now, channel, news)
  if ((await readSetting(memory.database.read, down)) === undefined) return
  await memory.database.write(async (db) => {
    const over = await db.deleteFrom('settings').where('name', '=', down).returning('value').executeTakeFirst()
    if (over === undefined) return
    await addNotice(db, { kind: up, channel: 'oncall', data: { since: Number(over.value) } }, now)
  })
}

async function tellDown(
  memory: Memory,
  now: number,
  channel: Channel,
  { since, response }: Extract<ServerNews, { now: 'down' }>,
): Promise<void> {
  const { down } = NAMES[channel]
  await memory.database.write(async (db) => {
    const first = await db
      .insertInto('settings')
      .values({ name: down, value: String(since) })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('name')
      .executeTakeFirst()
    if (first === undefined) return
    const said = response.replaceAll(ADDRESS, '…').replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST)
    await raiseAlert(db, memory, { code: down, response: said }, now)
  })
}
