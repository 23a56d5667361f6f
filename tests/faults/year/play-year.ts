import { publicHolidays } from '#bot/holidays/public-holidays.ts'
import { stepsOf } from '#core/campaigns/draft.ts'
import type { Channel, House } from '#core/house.ts'
import { openKeyring } from '#db/keys/keyring.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { approveCampaign } from '#db/operations/campaigns/approve-campaign.ts'
import { resumeCampaign } from '#db/operations/campaigns/change-state.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { submitCampaign } from '#db/operations/campaigns/submit-campaign.ts'
import type { DeliveryResult } from '#db/operations/deliveries/record-results.ts'
import type { ServiceResult } from '#db/operations/deliveries/service-messages.ts'
import { settleDoubts } from '#db/operations/deliveries/settle-doubts.ts'
import { turnOver } from '#db/operations/deliveries/turn-over.ts'
import { answerReply } from '#db/operations/incoming/answer-reply.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { saveSegment } from '#db/operations/segments/save-segment.ts'
import { type Move, watchDeliveries } from '#tests/simulation/moves.ts'
import { Random } from '#tests/simulation/random.ts'
import { Store } from '#tests/simulation/store.ts'
import { Actor } from '#tests/simulation/turns.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aWorkshop, everythingWaived } from '#tests/support/a-workshop.ts'
import { Acts } from './acts.ts'
import { type HouseThen, Oracle } from './oracle.ts'
import { planYear } from './plan.ts'
import { populate, TAGS } from './populate.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** A Friday and a holiday. */
const BEGIN = Date.UTC(2027, 0, 1, 5)
const ALICE = 'U0ALICE'
const BRUNO = 'U0BRUNO'
const WORKER = 1
const GROUP = 500
const LOOK_MS = 8 * HOUR_MS

const day = (...hours: (readonly [number, number])[]) => hours
const OFFICE = day([540, 1080])
/** What the house's rules are by default, and its closures. */
const RULES: HouseThen = {
  windows: {
    email: Array.from({ length: 7 }, () => day([420, 1260])),
    sms: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []],
  },
  closures: [{ from: '2027-12-24', until: '2028-01-02' }],
  budget: { per7Days: 2, per30Days: 6, most: { per7Days: 4, per30Days: 12 } },
}
const STRICTER_RULES: HouseThen = {
  ...RULES,
  closures: [...RULES.closures, { from: '2027-07-14', until: '2027-07-18' }],
  budget: { ...RULES.budget, per7Days: 1 },
}
/** Campaigns under way when the rules become stricter keep today's; when they become looser, those they were sealed with. */
const CHANGES = [
  { at: Date.UTC(2027, 6, 13, 12), rules: STRICTER_RULES },
  { at: Date.UTC(2027, 7, 15, 12), rules: RULES },
  { at: Date.UTC(2027, 9, 20, 12), rules: STRICTER_RULES },
  { at: Date.UTC(2027, 10, 2, 12), rules: RULES },
]

export interface YearTold {
  people: number
  campaigns: number
  /** Each checked by the oracle. */
  left: number
  bySms: number
  held: number
  refused: number
  most: { in7Days: number; in30Days: number }
  acts: Record<string, number>
  /** Looks at the database. */
  looks: number
  broken: string[]
}

/** A year of campaigns, from one instant something is due to the next, by the product's own operations. */
export class Year {
  readonly store = new Store()
  readonly random: Random
  readonly oracle = new Oracle(RULES)
  memory!: Memory
  now = BEGIN
  looks = 0
  /** What the house's file says to the product; a fault may say something else. */
  rulesToProduct = (rules: HouseThen): Partial<House> => rules
  readonly #over = new Set<number>()
  readonly #steps = new Map<number, string>()
  readonly #held = new Set<number>()
  readonly #counts = { sms: 0, held: 0, refused: 0 }
  #acts!: Acts
  #results: Record<Channel, DeliveryResult[]> = { email: [], sms: [] }

  constructor(seed: number) {
    this.random = new Random(seed)
  }

  async play(people: number, fault?: (year: Year) => void): Promise<YearTold> {
    await this.#prepare(people, fault)
    const plan = planYear(2027, this.random, people < 1000 ? 4 : 10)
    const changes = [...CHANGES]
    let doubtsAt = BEGIN
    for (;;) {
      const next = this.#nextInstant([plan[0]?.at, changes[0]?.at])
      if (next === undefined) break
      // Nobody looks at the very instant: some minutes later, sometimes past a window's end.
      this.now = Math.max(this.now, next) + this.random.below(60) * MINUTE_MS
      if (this.now > BEGIN + 460 * DAY_MS) {
        this.oracle.broken.push('The year does not come to an end.')
        break
      }
      for (; changes[0] !== undefined && changes[0].at <= this.now; changes.shift()) this.#newRules(changes[0].rules)
      for (; plan[0] !== undefined && plan[0].at <= this.now; plan.shift()) await this.#begin(plan[0].change)
      await this.#acts.due(this.now)
      await this.#work()
      if (this.now - doubtsAt > 5 * DAY_MS) {
        doubtsAt = this.now
        await this.#staff()
      }
    }
    await this.#staff()
    await this.#lookAtTheEnd()
    return {
      people,
      campaigns: this.oracle.campaigns.size,
      left: this.oracle.checked,
      bySms: this.#counts.sms,
      held: this.#counts.held,
      refused: this.#counts.refused,
      most: this.oracle.most(),
      acts: this.#acts.counts,
      looks: this.looks,
      broken: this.oracle.broken,
    }
  }

  async #prepare(count: number, fault: ((year: Year) => void) | undefined): Promise<void> {
    const database = this.store.openFor(new Actor('the year'))
    await migrateToLatest(database)
    const keyring = await openKeyring(database, Buffer.alloc(32, 'a year').toString('base64'), undefined, BEGIN)
    this.memory = { database, keyring, house: aHouse(RULES), holidays: publicHolidays() }
    const people = await populate(this.memory, BEGIN - 30 * DAY_MS, count, this.random)
    for (const person of people) this.oracle.people.set(person.id, person)
    for (const tag of TAGS)
      await saveSegment(this.memory, BEGIN, { name: tag, filter: { field: 'tags', contains: tag }, by: ALICE })
    watchDeliveries(this.store)
    this.#acts = new Acts(this)
    fault?.(this)
    this.#newRules(RULES)
  }

  #newRules(rules: HouseThen): void {
    this.oracle.today = rules
    this.memory.house = aHouse(this.rulesToProduct(rules))
  }

  /** Submitted by one person and approved by another. */
  async #begin(change: Parameters<typeof createDraft>[2]['change'] & object): Promise<void> {
    const { memory, now } = this
    const kind = change.kind ?? 'topic'
    const need = 'Nous écrivons à celles et ceux qui le souhaitent.'
    const { campaignId, version } = await createDraft(memory, now, { by: ALICE, kind, change: { ...change, need } })
    const submission = { campaignId, version, by: ALICE, approvers: [BRUNO], ...everythingWaived }
    const submitted = await submitCampaign(memory, now, submission, aWorkshop)
    if (isRefused(submitted)) {
      if (submitted.refused === 'nobody-to-ask') return
      throw new Error(JSON.stringify(submitted))
    }
    const approved = await approveCampaign(memory, now, { campaignId, version, seal: submitted.seal, by: BRUNO })
    if (isRefused(approved)) throw new Error(JSON.stringify(approved))
    const { topics = [], reminders = 0 } = change
    const order = this.oracle.campaigns.size
    this.oracle.campaigns.set(campaignId, { kind, topics, order, sealed: this.oracle.today })
    this.#steps.set(campaignId, stepsOf({ kind, reminders }).at(-1) ?? '')
    const audience = this.store.rows<{ id: number }>(
      'select contact_id as id from campaign_audience where campaign_id = ?',
      campaignId,
    )
    for (const { id } of audience) {
      const kept = this.oracle.reserved.get(id)
      if (kept === undefined) this.oracle.reserved.set(id, new Set([campaignId]))
      else kept.add(campaignId)
    }
  }

  /** The soonest of what is planned and what falls due; campaigns that are under way are looked at every few hours anyway. */
  #nextInstant(others: (number | undefined)[]): number | undefined {
    const known = others.filter((at) => at !== undefined)
    const active = this.store.rows<{ id: number }>(
      "select id from campaigns where state in ('approved', 'running', 'reminding', 'grace', 'paused')",
    )
    if (active.length > 0) known.push(this.now + LOOK_MS)
    for (const { id } of active) {
      for (const channel of ['email', 'sms']) {
        // The claim's own index.
        const [due] = this.store.rows<{ at: number | null }>(
          "select min(due_at) as at from deliveries where campaign_id = ? and channel = ? and state in ('queued', 'held')",
          id,
          channel,
        )
        if (due?.at != null) known.push(due.at)
      }
    }
    return known.length === 0 ? undefined : Math.min(...known)
  }

  /** All that is due: campaigns are moved, messages claimed, handed over and recorded, until nothing is left to do. */
  async #work(): Promise<void> {
    this.looks += 1
    await advanceCampaigns(this.memory, this.now)
    this.#look()
    this.#endedGiveBack()
    for (const channel of ['email', 'sms'] as const) {
      let answered: ServiceResult[] = []
      for (let idle = false; !idle; ) {
        const results = this.#results[channel]
        this.#results[channel] = []
        const command = { workerId: WORKER, channel, results, services: answered, limit: GROUP }
        const { deliveries, services } = await turnOver(this.memory, this.now, command)
        answered = services.map(({ id }) => ({ id, result: 'sent', response: '' }))
        this.#look()
        for (const { id } of deliveries.claimed) this.#results[channel].push(this.#handOver(id, channel))
        idle = services.length + deliveries.claimed.length + deliveries.held + deliveries.refused === 0
      }
    }
  }

  #handOver(deliveryId: number, channel: Channel): DeliveryResult {
    const fate = this.random.real()
    if (fate < 0.975) return { deliveryId, result: 'sent', response: '250 2.0.0 Ok' }
    if (fate < 0.985) return { deliveryId, result: 'retry', response: '450 4.2.1 later' }
    if (fate < 0.99) return { deliveryId, result: 'in-doubt', response: 'Timeout' }
    if (fate < 0.997 || channel === 'sms') return { deliveryId, result: 'failed', response: '550 5.7.1 no' }
    this.#bounced(deliveryId)
    return { deliveryId, result: 'failed', response: '550 5.1.1 nobody here', hardBounce: true }
  }

  /** What moved since the last look, in its order. */
  #look(): void {
    for (const move of this.store.moves.splice(0)) this.#moved(move)
  }

  /** A campaign that is over, or that a change of the rules made void, keeps nobody's slot. */
  #endedGiveBack(): void {
    const ended = "select id from campaigns where state in ('closed', 'stopped', 'void')"
    for (const { id } of this.store.rows<{ id: number }>(ended)) {
      if (this.#over.has(id)) continue
      this.#over.add(id)
      for (const kept of this.oracle.reserved.values()) kept.delete(id)
    }
  }

  #bounced(delivery: number): void {
    const [row] = this.store.rows<{ contact: number }>(
      'select contact_id as contact from deliveries where id = ?',
      delivery,
    )
    this.oracle.people.get(row?.contact ?? 0)?.reaches.delete('email')
  }

  #moved({ what, delivery, campaign, contact, step, is, address }: Move): void {
    const { oracle } = this
    const kept = oracle.reserved.get(contact)
    if (what === 'lapse') return void kept?.delete(campaign)
    const channel = address.includes('@') ? 'email' : 'sms'
    switch (is) {
      case 'sending':
        this.#counts.sms += channel === 'sms' ? 1 : 0
        return oracle.leaves({ delivery, campaign, contact, channel, at: this.now })
      case 'held':
        this.#counts.held += 1
        return void this.#held.add(delivery)
      case 'sent':
      case 'in-doubt':
        if (step === this.#steps.get(campaign)) kept?.delete(campaign)
        return this.#acts.got({ contact, campaign, channel })
      case 'queued':
        return oracle.cameToNothing({ contact, delivery })
      case 'failed':
        oracle.cameToNothing({ contact, delivery })
        return void kept?.delete(campaign)
      case 'refused':
        this.#counts.refused += 1
        return void kept?.delete(campaign)
      case 'cancelled':
        return void kept?.delete(campaign)
    }
  }

  /** Now and then somebody of the house looks: doubts count as sent, a campaign that paused itself goes on. */
  async #staff(): Promise<void> {
    const { memory, now } = this
    for (const { id: campaignId } of this.store.rows<{ id: number }>(
      "select distinct campaign_id as id from deliveries where state = 'in-doubt'",
    ))
      await settleDoubts(memory, now, { campaignId, by: BRUNO, as: 'sent' })
    for (const { id: campaignId } of this.store.rows<{ id: number }>("select id from campaigns where state = 'paused'"))
      await resumeCampaign(memory, now, { campaignId, by: BRUNO })
    for (const { id } of this.store.rows<{ id: number }>(
      "select id from incoming_mails where wants = 'answer' and settled_at is null",
    ))
      await answerReply(memory, now, { id, as: 'not-an-answer', by: ALICE })
    this.#look()
  }

  /** Whatever waited has left, or was refused for a reason; and every sum adds up. */
  async #lookAtTheEnd(): Promise<void> {
    const { broken, campaigns } = this.oracle
    const open = this.store.rows<{ id: number; state: string; campaign: number }>(
      "select id, state, campaign_id as campaign from deliveries where state in ('queued', 'held', 'sending', 'in-doubt')",
    )
    for (const { id, state, campaign } of open) broken.push(`d${id} of campaign ${campaign} is ${state} for ever`)
    const silent = this.store.rows<{ id: number; state: string }>(
      "select id, state from deliveries where state in ('refused', 'cancelled') and reasons = '[]'",
    )
    for (const { id, state } of silent) broken.push(`d${id} is ${state}, and nothing says why`)
    for (const id of campaigns.keys()) {
      try {
        const card = await readCampaign(this.memory, this.now, id)
        const sum = Object.values(card?.deliveries ?? {}).reduce((total, count) => total + count, 0)
        if (card === undefined || (card.state !== 'void' && sum !== card.audience))
          broken.push(`campaign ${id} (${card?.state}) counts ${sum} of ${card?.audience}`)
      } catch (error) {
        broken.push(`campaign ${id}: ${String(error)}`)
      }
    }
    const ended = this.store.rows<{ state: string; n: number }>(
      'select state, count(*) as n from deliveries group by 1',
    )
    const sent = ended.find(({ state }) => state === 'sent')?.n ?? 0
    if (sent !== this.oracle.arrived()) broken.push(`${sent} count as sent, ${this.oracle.arrived()} left`)
  }
}
