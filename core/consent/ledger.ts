import type { Channel } from '#core/house.ts'

/**
 * What happened to consents. `*` as topic or channel means all of them. What is said of a source's basis is about no contact: contact 0.
 * `deleted`: the contact and their current consents are gone; their opt-outs, kept by address, are not.
 * `restored`: a person found that the newest stop read from a reply of theirs was none; see `standing`.
 */
export type ConsentEventType =
  | 'granted'
  | 'refused'
  | 'withdrawn'
  | 'lapsed'
  | 'objected'
  | 'complained'
  | 'restricted'
  | 'unrestricted'
  | 'guardian-consented'
  | 'basis-declared'
  | 'basis-confirmed'
  | 'basis-refused'
  | 'deleted'
  | 'restored'

/** How it reached us. `text`: one word by SMS, or the provider's block of the number. `mailbox`: in their mail program or with their provider, which tells us. `claim` and `import` are a file's word for it; `restore` is the journal's word for what a restored copy had lost; every other way is the person's own act, or a promise that ran. */
export type Via =
  | 'claim'
  | 'import'
  | 'answer-page'
  | 'preference-page'
  | 'one-click'
  | 'confirmation'
  | 'reply'
  | 'text'
  | 'mailbox'
  | 'promise'
  | 'staff'
  | 'restore'

export type ConsentState = 'granted' | 'refused' | 'withdrawn' | 'lapsed' | 'objected'

export interface ConsentEvent {
  seq: number
  /** Epoch milliseconds. */
  at: number
  contactId: number
  type: ConsentEventType
  topic: string
  channel: Channel | '*'
  via: Via
  campaignId?: number | undefined
  sourceId?: number | undefined
  wordingHash?: string | undefined
  actor?: string | undefined
  evidenceDigest?: string | undefined
}

/** One contact × topic × channel as it stands, and the event that made it so. */
export interface Consent {
  state: ConsentState
  via: Via
  at: number
  eventSeq: number
}

/**
 * The state after one more event; `undefined` means the event changes nothing.
 * A claim only ever speaks for a pair without history: an import never raises what a person lowered. Opt-outs always win over what came before.
 */
export function foldConsent(current: Consent | undefined, event: ConsentEvent): Consent | undefined {
  const state = stateAfter(event.type)
  if (state === undefined) return undefined
  if (state === 'granted' && !isOwnYes(event) && current !== undefined) return undefined
  if (state === 'lapsed' && current !== undefined && current.state !== 'granted') return undefined
  if (current?.state === 'objected' && state !== 'granted') return undefined
  return { state, via: event.via, at: event.at, eventSeq: event.seq }
}

/** A yes by the person's own act; a file's word for it is not one, and nobody says yes by staying silent. */
export function isOwnYes(event: Pick<ConsentEvent, 'type' | 'via'>): boolean {
  const { type, via } = event
  return type === 'granted' && via !== 'claim' && via !== 'import' && via !== 'promise' && via !== 'restore'
}

/** Takes something away or forgets: it must survive whatever happens to the database, so the journal keeps it too. */
export function lowers(type: ConsentEventType): boolean {
  switch (type) {
    case 'refused':
    case 'withdrawn':
    case 'lapsed':
    case 'objected':
    case 'complained':
    case 'restricted':
    case 'deleted':
      return true
    case 'granted':
    case 'unrestricted':
    case 'guardian-consented':
    case 'basis-declared':
    case 'basis-confirmed':
    case 'basis-refused':
    case 'restored':
      return false
  }
}

function stateAfter(type: ConsentEventType): ConsentState | undefined {
  switch (type) {
    case 'granted':
    case 'refused':
    case 'withdrawn':
    case 'lapsed':
    case 'objected':
      return type
    case 'complained':
      return 'withdrawn'
    case 'restricted':
    case 'unrestricted':
    case 'guardian-consented':
    case 'basis-declared':
    case 'basis-confirmed':
    case 'basis-refused':
    case 'deleted':
    case 'restored':
      return undefined
  }
}

/**
 * The events of one contact that still count: a stop that was read from a reply and found to be none is left out, as if it had never been written.
 * Fold a history only after this.
 */
export function standing(events: readonly ConsentEvent[]): ConsentEvent[] {
  if (!events.some(({ type }) => type === 'restored')) return [...events]
  const kept: ConsentEvent[] = []
  for (const event of events) {
    const undone = event.type === 'restored' ? newestReadStop(kept, event) : undefined
    if (undone !== undefined) kept.splice(kept.indexOf(undone), 1)
    else if (event.type !== 'restored') kept.push(event)
  }
  return kept
}

/** The newest stop that was read from a reply and has not been found to be none; `events` are those that still count. */
export function newestReadStop(
  events: readonly ConsentEvent[],
  { topic, channel }: Pick<ConsentEvent, 'topic' | 'channel'>,
): ConsentEvent | undefined {
  return events.findLast(
    (one) => one.type === 'withdrawn' && one.via === 'reply' && one.topic === topic && one.channel === channel,
  )
}

/** Canonical text of an event, hashed into the chain. Ids, codes and digests only, so forgetting a person never breaks it. */
export function eventText(event: ConsentEvent): string {
  const fields = [
    event.seq,
    event.at,
    event.contactId,
    event.type,
    event.topic,
    event.channel,
    event.via,
    event.campaignId ?? '',
    event.sourceId ?? '',
    event.wordingHash ?? '',
    event.actor ?? '',
    event.evidenceDigest ?? '',
  ]
  return `egard event 1\n${fields.join('\n')}\n`
}

/** Canonical text of one link of the chain: one a transaction, over its events and the previous link. */
export function linkText(link: { seq: number; at: number; previous: string; digests: readonly string[] }): string {
  return `egard link 1\n${link.seq}\n${link.at}\n${link.previous}\n${link.digests.join('\n')}\n`
}

/** The chain begins here. */
export const GENESIS = '0'.repeat(64)
