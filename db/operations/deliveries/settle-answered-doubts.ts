import { STEPS } from '#core/messages/message.ts'
import type { Memory } from '#db/operations/memory.ts'
import { markAllSent } from '#db/tables/campaign-audience.ts'

const A_BATCH = 500

/** An answer is evidence that the message arrived: doubts about people who answered are settled by it. */
export async function settleAnsweredDoubts({ database }: Pick<Memory, 'database'>): Promise<void> {
  for (const step of STEPS) {
    const answered = await database.read
      .selectFrom('deliveries as d')
      .innerJoin('campaign_audience as a', (on) =>
        on.onRef('a.campaign_id', '=', 'd.campaign_id').onRef('a.contact_id', '=', 'd.contact_id'),
      )
      .select('d.id')
      // Campaign by campaign, so that it is a seek in the index of what is in doubt, however many messages were ever sent.
      .where('d.campaign_id', 'in', (e) => e.selectFrom('campaigns').select('id').where('started_at', 'is not', null))
      .where('d.step', '=', step)
      .where('d.state', '=', 'in-doubt')
      .where('a.answer', 'is not', null)
      .limit(A_BATCH)
      .execute()
    if (answered.length === 0) continue
    await database.write(async (db) => {
      const ids = answered.map(({ id }) => id)
      const done = await db
        .updateTable('deliveries')
        .set({ state: 'sent' })
        .where('id', 'in', ids)
        .where('state', '=', 'in-doubt')
        .returning(['campaign_id', 'contact_id', 'promise_at', 'sending_at'])
        .execute()
      await markAllSent(
        db,
        done.map(({ sending_at, ...about }) => ({ ...about, at: sending_at ?? 0 })),
      )
    })
  }
}
