import { expect } from 'vitest'
import { mailId, mailIdsIn } from '#db/keys/mail-ids.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import type { Kept } from './moods.ts'
import type { Scene } from './scene.ts'

/** Somebody who took the permission back while messages left. */
export interface Withdrawal {
  contactId: number
  /** When the answer to them had come: by then it was committed. The machine's time and the product's. */
  answeredAt: number
  productAt: number
}

export interface Expected {
  /** The most that may be in doubt: as many as a worker has connections, for each kill. */
  bound: number
  /** Deliveries a person said to send again. */
  again?: ReadonlySet<number>
  /** Deliveries a person counted as sent. */
  countedAsSent?: ReadonlySet<number>
  withdrawals?: readonly Withdrawal[]
}

export interface Tally {
  people: number
  sent: number
  accepted: number
  doubled: number
  lost: number
  failed: number
  inDoubt: number
  /** Of those in doubt, which the mail server has. */
  arrived: number
}

export interface Row {
  id: number
  campaign_id: number
  contact_id: number
  state: string
  sending_at: number | null
}

/** A withdrawal holds within one second, wherever the message is. */
const WITHDRAWAL_MS = 1000

/** Ends every process that still runs, each cleanly. */
export async function endAll({ running }: Scene): Promise<void> {
  const ends = await Promise.all([...running].map((egard) => egard.kill('SIGTERM')))
  expect(ends.filter(({ code }) => code !== 0)).toEqual([])
}

/** What must be true after every fault: compares what the database says with what the mail server has. Ends the processes first. */
export async function proveInvariants(scene: Scene, expected: Expected): Promise<Tally> {
  await endAll(scene)
  const { memory, sink } = scene
  const kept = await sink.kept()
  const rows = await deliveryRows(scene)
  const ours = ourMessages(scene, kept)
  const { bound, again = new Set(), countedAsSent = new Set(), withdrawals = [] } = expected

  const doubled = [...ours].filter(([id, times]) => times.length > 1 && !again.has(id)).map(([id]) => id)
  expect(doubled, 'deliveries the mail server has twice, which nobody said to send again').toEqual([])

  let people = 0
  let lost = 0
  for (const campaign of scene.campaigns) {
    // Throws when a sum does not add up.
    const card = await readCampaign(memory, memory.now().epochMilliseconds, campaign)
    const audience = await audienceOf(scene, campaign)
    const first = rows.filter((row) => row.campaign_id === campaign && audience.firstStep.has(row.id))
    const places = new Set(first.map(({ contact_id }) => contact_id))
    expect(places.size, `campaign ${campaign}: deliveries for one person each`).toBe(first.length)
    lost += audience.people - places.size
    people += audience.people
    expect(card?.audience).toBe(audience.people)
    expect(Object.values(card?.deliveries ?? {}).reduce((sum, count) => sum + count, 0)).toBe(audience.people)
  }
  expect(lost, 'people of an audience whom no delivery speaks of').toBe(0)

  const byState = Map.groupBy(rows, ({ state }) => state)
  const of = (state: string) => byState.get(state) ?? []
  expect([...of('queued'), ...of('held'), ...of('sending')], 'deliveries still open').toEqual([])
  const lies = rows.filter(({ id, state }) => ours.has(id) && state !== 'sent' && state !== 'in-doubt')
  expect(lies, 'deliveries the mail server has and the product calls otherwise').toEqual([])
  const unsent = of('sent').filter(({ id }) => !ours.has(id) && !countedAsSent.has(id))
  expect(unsent, 'deliveries called sent which the mail server never took').toEqual([])
  const arrived = of('in-doubt').filter(({ id }) => ours.has(id)).length
  const invented = [...countedAsSent].filter((id) => !ours.has(id)).length
  expect(of('sent').length - invented + arrived, 'sent, and in doubt but arrived').toBe(ours.size)
  expect(of('in-doubt').length, 'in doubt').toBeLessThanOrEqual(bound)
  expect(afterWithdrawal(rows, ours, withdrawals), 'left after a withdrawal').toEqual([])

  return {
    people,
    sent: of('sent').length,
    accepted: ours.size,
    doubled: doubled.length,
    lost,
    failed: of('failed').length,
    inDoubt: of('in-doubt').length,
    arrived,
  }
}

/** By delivery, every time the mail server took it. Each Message-ID is one of ours, and soundly signed. */
export function ourMessages({ memory }: Scene, kept: readonly Kept[]): Map<number, Kept[]> {
  const found = new Map<number, Kept[]>()
  for (const message of kept) {
    const [mark] = mailIdsIn(memory.keyring, message.messageId)
    if (mark === undefined) throw new Error(`A message without a sound name of ours: ${message.messageId}`)
    if (mark.kind === 's') continue
    expect(message.messageId).toContain(mailId(memory.keyring, 'd', mark.id))
    found.set(mark.id, [...(found.get(mark.id) ?? []), message])
  }
  return found
}

function afterWithdrawal(rows: readonly Row[], ours: Map<number, Kept[]>, withdrawals: readonly Withdrawal[]) {
  const byContact = new Map(withdrawals.map((one) => [one.contactId, one]))
  return rows.flatMap(({ id, contact_id, sending_at }) => {
    const withdrawal = byContact.get(contact_id)
    if (withdrawal === undefined) return []
    const claimedLate = sending_at !== null && sending_at > withdrawal.productAt
    const keptLate = (ours.get(id) ?? []).some(({ at }) => at > withdrawal.answeredAt + WITHDRAWAL_MS)
    return claimedLate || keptLate ? [{ id, claimedLate, keptLate }] : []
  })
}

export async function deliveryRows({ memory }: Scene): Promise<Row[]> {
  return memory.database.read
    .selectFrom('deliveries')
    .select(['id', 'campaign_id', 'contact_id', 'state', 'sending_at'])
    .execute()
}

async function audienceOf({ memory: { database } }: Scene, campaign: number) {
  const { n } = await database.read
    .selectFrom('campaign_audience')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('campaign_id', '=', campaign)
    .executeTakeFirstOrThrow()
  const first = await database.read
    .selectFrom('deliveries')
    .select('id')
    .where('campaign_id', '=', campaign)
    .where('step', 'in', ['ask', 'message'])
    .execute()
  return { people: n, firstStep: new Set(first.map(({ id }) => id)) }
}
