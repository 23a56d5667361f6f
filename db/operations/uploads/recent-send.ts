import type { Memory } from '#db/operations/memory.ts'

const WITHIN_MS = 48 * 3_600_000

/** When a campaign's last message left, if within 48 hours: its readers may still be answering, and a file exported before does not know. */
export async function recentSend({ database }: Memory, now: number): Promise<number | undefined> {
  const since = now - WITHIN_MS
  const row = await database.read
    .selectFrom('campaigns as c')
    .innerJoin('deliveries as d', 'd.campaign_id', 'c.id')
    .select((e) => e.fn.max('d.finished_at').as('at'))
    .where('c.started_at', 'is not', null)
    .where((e) => e.or([e('c.closed_at', 'is', null), e('c.closed_at', '>', since)]))
    .where('d.state', '=', 'sent')
    .where('d.finished_at', '>', since)
    .where('d.finished_at', '<=', now)
    .executeTakeFirst()
  return row?.at == null ? undefined : Number(row.at)
}
