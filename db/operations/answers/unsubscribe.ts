import { pairLabel, unsubscribeWording, type WayOutScope } from '#core/consent/wording.ts'
import type { Channel } from '#core/house.ts'
import { tokenExpiry } from '#core/links/token-lives.ts'
import type { Language } from '#core/messages/message.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { cancelDeliveries } from '#db/operations/preferences/cancel-deliveries.ts'
import { isLastEvent } from '#db/operations/preferences/last-event.ts'
import { type LinkRefusal, readLink } from '#db/operations/preferences/read-link.ts'
import {
  holdRecipient,
  type LanguageWish,
  NOBODY,
  noteAct,
  pageLanguage,
  type Recipient,
} from '#db/operations/preferences/recipient.ts'
import { answerOpenAsks, markAnswered } from '#db/tables/campaign-audience.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { consentsOf } from '#db/tables/consents.ts'
import { keepWording } from '#db/tables/wordings.ts'
import { stopDeleted } from './stop-deleted.ts'
import { findWayOut } from './way-out.ts'

export interface Unsubscribe {
  token: string
  wish: LanguageWish
  /** `one-click`: the mail program's own button, which shows no page of ours (RFC 8058). */
  by: 'one-click' | 'page'
  agent: string
}

export interface Unsubscribed {
  test: boolean
  at: number
  language: Language
  /** All that came on the `channels`. */
  everything: boolean
  channels: readonly Channel[]
  /** What no longer comes, as the person reads it. */
  stopped: string[]
  preferencesToken: string | undefined
  /** The product tried its own way out: nobody left. */
  rehearsal?: true
}

/** The way out, for ever, also of who was deleted since: a no to what an ask asked, a withdrawal of what a message was about, or of everything on its channel. Pressed twice, it is one act. */
export async function unsubscribe(
  memory: Memory,
  now: number,
  { token, wish, by, agent }: Unsubscribe,
): Promise<Unsubscribed | Refused<LinkRefusal>> {
  if (!isRefused(readLink(memory, now, token, 'self-test'))) return rehearse(memory, now, { wish, by, agent })
  const ids = readLink(memory, now, token, 'unsubscribe')
  if (isRefused(ids)) return ids
  const [contactId = 0, campaignId = 0] = ids
  if (contactId === 0) return previewWayOut(memory, now, campaignId, wish)
  return memory.database.write(async (db) => {
    const recipient = await holdRecipient(db, contactId)
    if (recipient === undefined) {
      const channels = await stopDeleted(db, memory, now, contactId)
      if (channels.length === 0) return { refused: 'link-gone' }
      return {
        test: false,
        at: now,
        language: pageLanguage(wish),
        everything: true,
        channels,
        stopped: [],
        preferencesToken: undefined,
      }
    }
    return leave(db, memory, now, { recipient, campaignId, wish, by, agent })
  })
}

/** The act itself, of somebody who is here. */
async function leave(
  db: Write,
  memory: Memory,
  now: number,
  { recipient, campaignId, wish, by, agent }: Omit<Unsubscribe, 'token'> & { recipient: Recipient; campaignId: number },
): Promise<Unsubscribed> {
  const contactId = recipient.id
  const { scope, language: written } = await findWayOut(db, memory, contactId, campaignId)
  const language = pageLanguage(wish, recipient.language, written)
  const wording = unsubscribeWording(memory.house, language, scope)
  const wordingHash = by === 'page' ? await keepWording(db, wording, now) : undefined
  const evidence = { page: by === 'page' ? 'unsubscribe' : 'one-click', language, at: now, agent }
  const about = campaignId === 0 ? {} : { campaignId }
  const event = { contactId, via: 'one-click', wordingHash, evidence, ...about } as const
  const events = await eventsOf(db, scope, event)
  await stopWaiting(db, { contactId, campaignId, scope }, now)
  await noteAct(db, contactId, now)
  await appendEvents(db, memory, now, events)
  const expiresAt = tokenExpiry('preferences', now)
  const preferencesToken = signToken(memory.keyring, { purpose: 'preferences', ids: [contactId], expiresAt })
  return { test: false, at: now, language, ...ended(memory, language, scope), preferencesToken }
}

/**
 * The whole way out for somebody made up for this moment, taken back before it counts: what the product asks of itself before it writes to
 * anybody. Throws what the real one would throw.
 */
async function rehearse(memory: Memory, now: number, how: Omit<Unsubscribe, 'token'>): Promise<Unsubscribed> {
  let left: Unsubscribed | undefined
  const takenBack = new Error('only a rehearsal')
  await memory.database
    .write(async (db) => {
      const recipient = await madeUpRecipient(db, now)
      left = await leave(db, memory, now, { ...how, recipient, campaignId: 0 })
      throw takenBack
    })
    .catch((error: unknown) => {
      if (error !== takenBack) throw error
    })
  if (left === undefined) throw takenBack
  return { ...left, preferencesToken: undefined, rehearsal: true }
}

async function madeUpRecipient(db: Write, now: number): Promise<Recipient> {
  const nobody = { email_state: 'invalid', tags: '[]', custom: '{}' } as const
  const { id } = await db
    .insertInto('contacts')
    .values({ ...nobody, key: 'rehearsal of the way out', facts_as_of: now, created_at: now, updated_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...NOBODY, id }
}

async function previewWayOut(
  memory: Memory,
  now: number,
  campaignId: number,
  wish: LanguageWish,
): Promise<Unsubscribed> {
  const { scope } = await findWayOut(memory.database.read, memory, 0, campaignId)
  const language = pageLanguage(wish)
  return { test: true, at: now, language, ...ended(memory, language, scope), preferencesToken: undefined }
}

/** Nothing for what already stands: a provider that posts twice writes once. */
async function eventsOf(
  db: Write,
  scope: WayOutScope,
  event: Omit<NewEvent, 'type' | 'topic' | 'channel'>,
): Promise<NewEvent[]> {
  if ('everything' in scope) {
    const stopped = { type: 'withdrawn', topic: '*', channel: '*' } as const
    if (await isLastEvent(db, event.contactId, stopped)) return []
    const all = scope.everything.map((channel) => ({ type: 'withdrawn' as const, topic: '*', channel }))
    const [only] = all
    const said = all.length === 1 && only !== undefined && (await isLastEvent(db, event.contactId, only))
    return said ? [] : all.map((one) => ({ ...event, ...one }))
  }
  const type = scope.asked ? 'refused' : 'withdrawn'
  const current = (await consentsOf(db, [event.contactId])).get(event.contactId)
  return scope.pairs
    .filter(({ topic, channel }) => {
      const consent = current?.get(`${topic} ${channel}`)
      return consent?.state !== type || consent.via !== event.via
    })
    .map((pair) => ({ ...event, ...pair, type }))
}

async function stopWaiting(
  db: Write,
  { contactId, campaignId, scope }: { contactId: number; campaignId: number; scope: WayOutScope },
  now: number,
): Promise<void> {
  if ('everything' in scope) {
    for (const channel of scope.everything) {
      for (const id of await answerOpenAsks(db, contactId, now, channel)) await showCard(db, id, now)
      await cancelDeliveries(db, contactId, now, 'stopped', { channel })
    }
    return
  }
  await cancelDeliveries(db, contactId, now, scope.asked ? 'refused' : 'withdrawn', { campaignId })
  await cancelDeliveries(db, contactId, now, 'withdrawn', { pairs: scope.pairs })
  if (!scope.asked) return
  await markAnswered(db, { campaignId, contactId }, 'no', now)
  await showCard(db, campaignId, now)
}

function ended({ house }: Memory, language: Language, scope: WayOutScope) {
  if ('everything' in scope) return { everything: true, channels: scope.everything, stopped: [] }
  return { everything: false, channels: [], stopped: scope.pairs.map((pair) => pairLabel(house, language, pair)) }
}
