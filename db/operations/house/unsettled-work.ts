import { MINUTE_MS, opensAt } from '#core/campaigns/waves.ts'
import { TIMING } from '#core/parameters/timing.ts'
import type { Database, Read } from '#db/open.ts'

/** The states of a campaign whose messages leave. */
const SENDING = ['running', 'reminding', 'grace']

/** How many messages are due by `nowMs`, or on their way: the test clock waits until there are none. */
export async function unsettledMessages({ read }: Database, nowMs: number): Promise<number> {
  const deliveries = await read
    .selectFrom('deliveries as d')
    .innerJoin('campaigns as c', 'c.id', 'd.campaign_id')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where((e) =>
      e.or([
        e('d.state', '=', 'sending'),
        e.and([e('d.state', 'in', ['queued', 'held']), e('d.due_at', '<=', nowMs), e('c.state', 'in', SENDING)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  const services = await read
    .selectFrom('service_messages')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where((e) =>
      e.or([e('state', '=', 'sending'), e.and([e('state', 'in', ['queued', 'held']), e('due_at', '<=', nowMs)])]),
    )
    .executeTakeFirstOrThrow()
  return deliveries.n + services.n
}

/** How many notices to Slack are due by `nowMs` and not given up. */
export async function unsentNotices({ read }: Database, nowMs: number): Promise<number> {
  const { n } = await read
    .selectFrom('notices')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('sent_at', 'is', null)
    .where('failure', 'is', null)
    .where('due_at', '<=', nowMs)
    .executeTakeFirstOrThrow()
  return n
}

/** The soonest instant after `afterMs` at which a message falls due; undefined when none waits. */
export async function nextDueMessage({ read }: Database, afterMs: number): Promise<number | undefined> {
  const delivery = await read
    .selectFrom('deliveries')
    .select((e) => e.fn.min('due_at').as('due'))
    .where('state', 'in', ['queued', 'held'])
    .where('due_at', '>', afterMs)
    .executeTakeFirst()
  const service = await read
    .selectFrom('service_messages')
    .select((e) => e.fn.min('due_at').as('due'))
    .where('state', 'in', ['queued', 'held'])
    .where('due_at', '>', afterMs)
    .executeTakeFirst()
  return soonest(delivery?.due, service?.due)
}

/** The soonest instant after `afterMs` at which a campaign moves by itself: its start, its end of approval, a reminder, a promise. */
export async function nextCampaignMove({ read }: Database, afterMs: number): Promise<number | undefined> {
  const approvalMs = TIMING.approvalHours * 3_600_000
  const reminderMs = TIMING.reminderDays.email * 86_400_000
  const start = await read
    .selectFrom('campaigns')
    .select((e) => e.fn.min('starts_at').as('at'))
    .where('state', '=', 'approved')
    .where('starts_at', '>', afterMs)
    .executeTakeFirst()
  const expiry = await read
    .selectFrom('campaigns')
    .select((e) => e.fn.min('approved_at').as('at'))
    .where('state', '=', 'approved')
    .where('approved_at', '>', afterMs - approvalMs)
    .executeTakeFirst()
  const silent = read
    .selectFrom('campaign_audience as a')
    .innerJoin('campaigns as c', 'c.id', 'a.campaign_id')
    .where('c.state', 'in', SENDING)
    .where('a.answer', 'is', null)
    .where('a.lapsed_at', 'is', null)
  const promise = await silent
    .select((e) => e.fn.min('a.promise_at').as('at'))
    .where('a.promise_at', '>', afterMs)
    .executeTakeFirst()
  const reminder = await silent
    .select((e) => e.fn.min('a.last_step_at').as('at'))
    .where('a.last_step_at', '>', afterMs - reminderMs)
    .executeTakeFirst()
  const wave = await nextWaveMove(read, afterMs)
  return soonest(start?.at, later(expiry?.at, approvalMs + 1), promise?.at, later(reminder?.at, reminderMs), wave)
}

/** When the pause after a wave ends, a wave that waits is looked at again, or a rate's next minute begins. */
async function nextWaveMove(db: Read, afterMs: number): Promise<number | undefined> {
  const rows = await db
    .selectFrom('campaigns')
    .select(['wave_settled_at', 'wave_look_at', 'minute_at'])
    .where('state', 'in', SENDING)
    .whereRef('queued', '<', 'audience')
    .execute()
  const instants = rows.flatMap(({ wave_settled_at, wave_look_at, minute_at }) => [
    wave_settled_at === null ? undefined : opensAt(wave_settled_at),
    wave_look_at ?? undefined,
    later(minute_at, MINUTE_MS),
  ])
  return soonest(...instants.filter((instant) => instant !== undefined && instant > afterMs))
}

function later(at: number | null | undefined, byMs: number): number | undefined {
  return at == null ? undefined : Number(at) + byMs
}

function soonest(...instants: (number | null | undefined)[]): number | undefined {
  const known = instants.flatMap((instant) => (instant == null ? [] : [Number(instant)]))
  return known.length === 0 ? undefined : Math.min(...known)
}
