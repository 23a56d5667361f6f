import type { Read } from '#db/open.ts'

const DECLINED = ['refused', 'withdrawn', 'objected', 'complained']
/** A file's word for it, or a promise that ran, is nobody's act. */
const NOT_AN_ACT = ['claim', 'import', 'promise']

export async function contactCount(db: Read): Promise<number> {
  const { n } = await db
    .selectFrom('contacts')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** People who agree now, by topic, whatever the channel. */
export async function agreedByTopic(db: Read): Promise<Map<string, number>> {
  const people = db.selectFrom('consents').select(['topic', 'contact_id']).distinct().where('state', '=', 'granted')
  const rows = await db
    .selectFrom(people.as('agreed'))
    .select(['topic', (e) => e.fn.countAll<number>().as('n')])
    .groupBy('topic')
    .execute()
  return new Map(rows.map(({ topic, n }) => [topic, Number(n)]))
}

/** People a campaign asked since then. Whoever was asked since belongs to a campaign that was not over by then. */
export async function askedSince(db: Read, since: number): Promise<number> {
  const { n } = await db
    .selectFrom('campaign_audience')
    .select((e) => e.fn.count<number>('contact_id').distinct().as('n'))
    .where('campaign_id', 'in', (e) =>
      e
        .selectFrom('campaigns')
        .select('id')
        .where('kind', '=', 're-opt-in')
        .where('started_at', 'is not', null)
        .where((w) => w.or([w('closed_at', 'is', null), w('closed_at', '>=', since)])),
    )
    .where('asked_at', '>=', since)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** People who did something about their consents since then, from the ledger: answers to an ask, and all that take away. */
export async function actsSince(db: Read, since: number): Promise<{ answered: number; declined: number }> {
  const { first } = await db
    .selectFrom('ledger_links')
    .select((e) => e.fn.min<number | null>('first_event').as('first'))
    .where('at', '>=', since)
    .executeTakeFirstOrThrow()
  if (first === null) return { answered: 0, declined: 0 }
  const events = db
    .selectFrom('consent_events')
    .select((e) => e.fn.count<number>('contact_id').distinct().as('n'))
    .where('seq', '>=', first)
    .where('via', 'not in', NOT_AN_ACT)
  const answered = await events
    .where('campaign_id', 'is not', null)
    .where('type', 'in', ['granted', 'refused'])
    .executeTakeFirstOrThrow()
  const declined = await events.where('type', 'in', DECLINED).executeTakeFirstOrThrow()
  return { answered: Number(answered.n), declined: Number(declined.n) }
}
