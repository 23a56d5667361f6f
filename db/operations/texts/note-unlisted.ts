import { DOUBT_RESPONSES } from '#core/deliveries/doubt.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory } from '#db/operations/memory.ts'

/** The provider's list does not show an SMS that is in doubt, and has had its time: it stays in doubt, for a named person, and is not looked for again. */
export async function noteUnlisted(
  { database }: Pick<Memory, 'database'>,
  now: number,
  text: { kind: 'delivery' | 'service'; id: number },
): Promise<void> {
  const response = DOUBT_RESPONSES['not-listed']
  await database.write(async (db) => {
    if (text.kind === 'service') {
      await db
        .updateTable('service_messages')
        .set({ response })
        .where('id', '=', text.id)
        .where('state', '=', 'in-doubt')
        .execute()
      return
    }
    const changed = await db
      .updateTable('deliveries')
      .set({ response })
      .where('id', '=', text.id)
      .where('state', '=', 'in-doubt')
      .returning('campaign_id')
      .executeTakeFirst()
    if (changed !== undefined) await showCard(db, changed.campaign_id, now)
  })
}
