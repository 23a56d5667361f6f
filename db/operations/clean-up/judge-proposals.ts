import { type GateVerdict, gate } from '#core/consent/gate.ts'
import type { GateClock } from '#core/consent/gate-facts.ts'
import { type Pair, pairKey } from '#core/consent/pair.ts'
import { CHANNELS } from '#core/consent/reach.ts'
import { type DeletionProposal, proposedForDeletion, type WaitReason } from '#core/contacts/clean-up.ts'
import type { Channel, House } from '#core/house.ts'
import { TOKEN_LIVES } from '#core/links/token-lives.ts'
import { idsFromJson, jsonRows } from '#db/dialects/differences.ts'
import type { Read } from '#db/open.ts'
import type { ContactFacts } from '#db/tables/gate-facts.ts'

/** Every topic on every channel: what a contact could be kept for. */
export function allPairs({ topics }: Pick<House, 'topics'>): Pair[] {
  return topics.flatMap(({ id }) => CHANNELS.map((channel) => ({ topic: id, channel })))
}

/** Whether the gate proposes this contact for deletion now. */
export function proposalOf(
  facts: ContactFacts,
  pairs: readonly Pair[],
  clock: GateClock,
): DeletionProposal | undefined {
  return proposedForDeletion(verdicts(facts, pairs, clock))
}

/** A list whose basis waits for the privacy lead is doubtful for now: nobody is deleted before that word. */
export function waitFor(proposal: DeletionProposal | undefined, waits: WaitReason | undefined): WaitReason | undefined {
  return proposal?.reason === 'basis-not-attested' ? 'open-basis' : waits
}

/** Pairs nothing is recorded about all get one verdict per channel: a house with thirty topics costs little more than one. */
function* verdicts({ gate: about, pair: factsOf }: ContactFacts, pairs: readonly Pair[], clock: GateClock) {
  const bare = new Map<Channel, GateVerdict>()
  for (const pair of pairs) {
    const facts = factsOf(pair)
    const { consent, optedOut, asks } = facts
    const ofItsOwn =
      consent !== undefined ||
      optedOut !== undefined ||
      asks.length > 0 ||
      about.sources.some(({ traceFor }) => traceFor.includes(pairKey(pair)))
    const known = ofItsOwn ? undefined : bare.get(pair.channel)
    if (known !== undefined) continue
    const verdict = gate(about, facts, pair.channel, clock)
    if (!ofItsOwn) bare.set(pair.channel, verdict)
    yield verdict
  }
}

/** The contacts after `afterId`, in order, at most `limit`. */
export async function contactsAfter(db: Read, afterId: number, limit: number): Promise<number[]> {
  const page = db.selectFrom('contacts').select('id').where('id', '>', afterId).orderBy('id').limit(limit)
  const { rows } = await db
    .selectFrom(page.as('page'))
    .select((e) => jsonRows(db, [e.ref('page.id')]).as('rows'))
    .executeTakeFirstOrThrow()
  return (JSON.parse(rows) as [id: number][]).map(([id]) => id).toSorted((a, b) => a - b)
}

/** The states of a campaign that may still write, or remind, or let a promise run. */
const OPEN_CAMPAIGNS = ['submitted', 'approved', 'running', 'reminding', 'grace', 'paused']
/** What is in doubt waits for evidence or a person, who need the address. */
const OPEN_MESSAGES = ['queued', 'held', 'sending', 'in-doubt']
const CONFIRMATION_MS = TOKEN_LIVES.confirmation ?? 0

/** Which of these contacts something still needs: they are counted apart and not taken. */
export async function waitingAmong(db: Read, ids: readonly number[], now: number): Promise<Map<number, WaitReason>> {
  const found = new Map<number, WaitReason>()
  if (ids.length === 0) return found
  const note = (rows: readonly { id: number }[], reason: WaitReason) => {
    for (const { id } of rows) found.set(id, reason)
  }
  const these = idsFromJson(db, ids)
  const mails = await db
    .selectFrom('service_messages as s')
    .innerJoin('contacts as c', 'c.email_hash', 's.address_hash')
    .select('c.id')
    .where('s.state', 'in', ['queued', 'held', 'sending'])
    .where('c.id', 'in', these)
    .execute()
  const changes = await db
    .selectFrom('pending_changes')
    .select('contact_id as id')
    .where('contact_id', 'in', these)
    .where('confirmed_at', 'is', null)
    .where('made_at', '>', now - CONFIRMATION_MS)
    .execute()
  note([...mails, ...changes], 'open-change')
  const campaigns = await db
    .selectFrom('campaign_audience as a')
    .innerJoin('campaigns as c', (on) => on.onRef('c.id', '=', 'a.campaign_id').onRef('c.version', '=', 'a.version'))
    .select('a.contact_id as id')
    .distinct()
    .where('a.contact_id', 'in', these)
    .where('c.state', 'in', OPEN_CAMPAIGNS)
    .execute()
  note(campaigns, 'open-campaign')
  const messages = await db
    .selectFrom('deliveries')
    .select('contact_id as id')
    .distinct()
    .where('contact_id', 'in', these)
    .where('state', 'in', OPEN_MESSAGES)
    .execute()
  note(messages, 'open-message')
  return found
}
