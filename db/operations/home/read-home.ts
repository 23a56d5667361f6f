import type { CampaignState } from '#core/campaigns/life.ts'
import type { Basis } from '#core/consent/gate-facts.ts'
import type { Memory } from '#db/operations/memory.ts'
import {
  answersOf,
  basesToAttest,
  doubtsOf,
  type HomeCampaign,
  type HomeCleanUp,
  type HomeUpload,
  homeCampaigns,
  nextPromise,
  openCleanUps,
  sentOf,
  uploadsOf,
  visitorsOf,
} from '#db/tables/home.ts'

/** Who looks, and what they may do: it decides what waits for them. */
export interface HomeReader {
  person: string
  isStaff: boolean
  mayApprove: boolean
  mayAttest: boolean
  /** May confirm a clean-up somebody else proposed. */
  mayConfirm: boolean
}

export interface NamedCount {
  campaignId: number
  name: string
  count: number
}

export interface RunningCampaign {
  id: number
  name: string
  state: CampaignState
  audience: number
  sent: number
  /** Of those it was sent to; undefined where nothing is asked. */
  answers: { yes: number; no: number } | undefined
  nextPromiseAt: number | undefined
}

/** What waits for one person, and what runs. Counts and codes; names are those staff gave their campaigns. */
export interface Home {
  /** This person's own, to finish; `isVoid`: approved once, and no longer. */
  drafts: { id: number; name: string; version: number; isVoid: boolean }[]
  toApprove: { id: number; name: string; audience: number }[]
  /** Submitted campaigns this person cannot decide about. */
  withOthers: { id: number; name: string }[]
  visitors: NamedCount[]
  doubts: NamedCount[]
  bases: { sourceId: number; basis: Basis; importedAt: number }[]
  cleanUps: (HomeCleanUp & { mayConfirm: boolean })[]
  imports: HomeUpload[]
  running: RunningCampaign[]
}

const RUNNING: readonly CampaignState[] = ['approved', 'running', 'reminding', 'grace', 'paused']

/** One moment, for one person. Nothing in it walks over the contacts. */
export async function readHome({ database }: Pick<Memory, 'database'>, now: number, reader: HomeReader): Promise<Home> {
  const { person, isStaff, mayApprove, mayAttest, mayConfirm } = reader
  return database.snapshot(async (db) => {
    const campaigns = await homeCampaigns(db)
    const running = campaigns.filter(({ state }) => RUNNING.includes(state))
    const idsOf = (some: readonly HomeCampaign[]) => some.map(({ id }) => id)
    const submitted = campaigns.filter(({ state }) => state === 'submitted')
    const mine = submitted.filter((campaign) => mayApprove && mayDecide(campaign, person))
    const started = running.filter((campaign) => campaign.isStarted)
    const asking = started.filter(({ kind }) => kind === 're-opt-in')
    const sent = await sentOf(db, idsOf(started))
    const answers = await answersOf(db, idsOf(asking))
    const named = (counts: ReadonlyMap<number, number>): NamedCount[] =>
      campaigns
        .filter(({ id }) => counts.has(id))
        .map(({ id, name }) => ({ campaignId: id, name, count: counts.get(id) ?? 0 }))
    const lines: RunningCampaign[] = []
    for (const { id, name, state, audience, kind, isStarted } of running) {
      const asks = kind === 're-opt-in' && isStarted
      lines.push({
        id,
        name,
        state,
        audience,
        sent: sent.get(id) ?? 0,
        answers: asks ? (answers.get(id) ?? { yes: 0, no: 0 }) : undefined,
        nextPromiseAt: asks ? await nextPromise(db, id, now) : undefined,
      })
    }
    return {
      drafts: isStaff
        ? campaigns
            .filter(({ state }) => state === 'draft' || state === 'void')
            .filter(({ madeBy, authors }) => madeBy === person || authors.includes(person))
            .map(({ id, name, version, state }) => ({ id, name, version, isVoid: state === 'void' }))
        : [],
      toApprove: mine.map(({ id, name, audience }) => ({ id, name, audience })),
      withOthers: submitted.filter((one) => !mine.includes(one)).map(({ id, name }) => ({ id, name })),
      visitors: mayApprove ? named(await visitorsOf(db, idsOf(asking), now)) : [],
      doubts: mayApprove ? named(await doubtsOf(db, idsOf(campaigns.filter((one) => one.isStarted)))) : [],
      bases: mayAttest ? await basesToAttest(db) : [],
      cleanUps: (await openCleanUps(db)).map((cleanUp) => ({
        ...cleanUp,
        mayConfirm: mayConfirm && cleanUp.state === 'proposed' && cleanUp.proposedBy !== person,
      })),
      imports: isStaff ? await uploadsOf(db, person, now) : [],
      running: lines.toSorted((a, b) => promiseOf(a) - promiseOf(b)),
    }
  })
}

/** The nearest promise first; who has none comes after, the newest first. */
function promiseOf({ nextPromiseAt = Number.MAX_SAFE_INTEGER }: RunningCampaign): number {
  return nextPromiseAt
}

/** As an approval is judged: not by who worked at it, and only by who held the role when it was submitted. */
function mayDecide({ authors, approvers, submittedBy }: HomeCampaign, person: string): boolean {
  return !authors.includes(person) && submittedBy !== person && approvers.includes(person)
}
