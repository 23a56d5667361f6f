import { type RawBuilder, sql } from 'kysely'
import { stepsOf } from '#core/campaigns/draft.ts'
import type { ReasonCode } from '#core/decision/reasons.ts'
import type { Read } from '#db/open.ts'
import type { Campaign } from '#db/tables/campaigns.ts'

/** Reasons that are a person's own will. */
const WILL: readonly ReasonCode[] = ['withdrawn', 'refused', 'objected', 'complained', 'stopped']

/** Words of a person, not a file's word for them, and not a promise that ran. */
const OWN_WAYS = ['answer-page', 'preference-page', 'one-click', 'confirmation', 'reply', 'staff']

/**
 * People who said so after the campaign started and whose message therefore never left: cancelled by their act, or refused when its turn
 * came. Who had gone before the start is not among them. A no that keeps a reminder from going is an answer to the ask, not a change of mind.
 */
export async function countChangedMinds(db: Read, { id, draft, startedAt }: Campaign): Promise<number> {
  if (startedAt === undefined) return 0
  const [first = 'ask', ...reminders] = stepsOf(draft)
  const later = WILL.filter((code) => code !== 'refused')
  const { n } = await db
    .selectFrom('deliveries as d')
    .select((e) => e.fn.count<number>('d.contact_id').distinct().as('n'))
    .where('d.campaign_id', '=', id)
    .where('d.step', 'in', [first, ...reminders])
    .where('d.state', 'in', ['refused', 'cancelled'])
    .where((e) =>
      e.or([e.and([e('d.step', '=', first), names(WILL)]), e.and([e('d.step', '<>', first), names(later)])]),
    )
    // A row is cancelled by the act itself, and there are none before the start; a refusal may be about an act of long before.
    .where((e) => e.or([e('d.state', '=', 'cancelled'), saidSince(startedAt), saidForTheAddressSince(startedAt)]))
    .executeTakeFirstOrThrow()
  return n
}

function names(codes: readonly ReasonCode[]): RawBuilder<boolean> {
  const any = codes.map((code) => sql`d.reasons like ${`%"${code}"%`}`)
  return sql<boolean>`(${sql.join(any, sql` or `)})`
}

function saidSince(startedAt: number): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from consent_events e
    where e.contact_id = d.contact_id and e.at >= ${startedAt} and e.at <= d.finished_at and ${isOwnNo})`
}

/** Who shares an address may have spoken for it. */
function saidForTheAddressSince(startedAt: number): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from suppressions s join consent_events e on e.seq = s.event_seq
    where s.address_hash = d.address_hash and s.at >= ${startedAt} and s.at <= d.finished_at and ${isOwnNo})`
}

const isOwnNo = sql<boolean>`e.type in ('withdrawn', 'refused', 'objected', 'complained')
  and e.via in (${sql.join(OWN_WAYS.map((way) => sql.lit(way)))})`
