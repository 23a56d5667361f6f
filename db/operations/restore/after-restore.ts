import type { Journal } from '#db/journal/open-journal.ts'
import { raiseAlert } from '#db/operations/alerts/raise-alert.ts'
import type { Memory } from '#db/operations/memory.ts'
import { campaignsIn } from '#db/tables/campaigns.ts'
import { doubtCampaign, pauseRestored } from './doubt-campaign.ts'
import { type Replayed, replayLines } from './replay-lines.ts'

export interface AfterRestore {
  /** The actor of the audit log. */
  by: string
  /** Act on a copy that is not older than the journal: the journal was lost, or belongs to another machine. */
  anyway: boolean
}

/** What was done. All zeros where there was nothing to do. */
export interface Restored extends Replayed {
  /** Whether this database was older than its journal, or a restore of it was cut short. */
  older: boolean
  /** Ids of the campaigns that were paused now. */
  paused: number[]
  /** Messages of campaigns nobody can know the fate of: a person settles them. */
  inDoubt: number
  /** Campaigns that sent after this copy was made, and that are not even approved in it: their messages are not known here. */
  unknownCampaigns: number[]
}

const LINES_PER_TRANSACTION = 500
const ROWS_PER_TRANSACTION = 2000

/**
 * Makes a restored copy safe to work on: what was taken away or forgotten after it was made holds again, every campaign is paused, and every message
 * that may have left since is in doubt until a person settles it. Nothing else may work on the database meanwhile. May be killed and run again.
 */
export async function afterRestore(
  memory: Memory,
  now: number,
  { journal, by, anyway }: AfterRestore & { journal: Journal },
): Promise<Restored> {
  const done: Restored = {
    older: false,
    events: 0,
    forgotten: 0,
    addresses: 0,
    paused: [],
    inDoubt: 0,
    unknownCampaigns: [],
  }
  const needs = await journal.restoreNeeds()
  const unsettled = needs.unsettled || anyway
  if (needs.missing === 0 && !unsettled) return done
  done.older = needs.missing > 0 || needs.unsettled
  journal.allowReplay()
  const sent = new Set<number>()
  if (unsettled) {
    if (!needs.begun) await memory.database.write((db) => journal.beginRestore(db, needs.lostEras))
    for await (const lines of journal.missing())
      for (const line of lines) if (line.about === 'sends') sent.add(line.campaignId)
    for (const campaign of await campaignsIn(memory.database.read, [
      'approved',
      'running',
      'reminding',
      'grace',
      'paused',
    ]))
      if (await pauseRestored(memory, now, campaign, sent.has(campaign.id))) done.paused.push(campaign.id)
  }
  for await (const lines of journal.missing())
    for (let from = 0; from < lines.length; from += LINES_PER_TRANSACTION)
      add(done, await replayLines(memory, now, lines.slice(from, from + LINES_PER_TRANSACTION)))
  if (unsettled) {
    for (const id of await startedCampaigns(memory)) done.inDoubt += await doubtCampaign(memory, now, id)
    await doubtServiceMessages(memory, now)
    done.unknownCampaigns = await unknownAmong(memory, sent)
  }
  await memory.database.write(async (db) => {
    await db.insertInto('audit').values({ at: now, actor: by, act: 'after-restore', subject: 'database' }).execute()
    const counts = { campaigns: done.paused.length, inDoubt: done.inDoubt, events: done.events + done.addresses }
    if (unsettled) await raiseAlert(db, memory, { code: 'database-restored', ...counts }, now)
  })
  await journal.endRestore(now)
  return done
}

function add(done: Replayed, more: Replayed): void {
  done.events += more.events
  done.forgotten += more.forgotten
  done.addresses += more.addresses
}

/** Those that have begun and are not over, and any other that still has a message in the middle of its hand-over. */
async function startedCampaigns({ database }: Memory): Promise<number[]> {
  const paused = await database.read
    .selectFrom('campaigns')
    .select('id')
    .where('state', '=', 'paused')
    .where('started_at', 'is not', null)
    .execute()
  const leaving = await database.read
    .selectFrom('deliveries')
    .select('campaign_id as id')
    .distinct()
    .where('state', '=', 'sending')
    .execute()
  return [...new Set([...paused, ...leaving].map(({ id }) => id))]
}

/** A confirmation or an answer of then: whoever still waits for it asks again. */
async function doubtServiceMessages({ database }: Memory, now: number): Promise<void> {
  for (;;) {
    const done = await database.write(async (db) => {
      const rows = await db
        .selectFrom('service_messages')
        .select('id')
        .where('state', 'in', ['queued', 'held', 'sending'])
        .limit(ROWS_PER_TRANSACTION)
        .execute()
      const ids = rows.map(({ id }) => id)
      if (ids.length > 0)
        await db
          .updateTable('service_messages')
          .set({ state: 'in-doubt', finished_at: now })
          .where('id', 'in', ids)
          .execute()
      return ids.length
    })
    if (done < ROWS_PER_TRANSACTION) return
  }
}

async function unknownAmong({ database }: Memory, sent: ReadonlySet<number>): Promise<number[]> {
  const known = await database.read.selectFrom('campaigns').select('id').where('started_at', 'is not', null).execute()
  return [...sent].filter((id) => !known.some((campaign) => campaign.id === id)).toSorted((a, b) => a - b)
}
