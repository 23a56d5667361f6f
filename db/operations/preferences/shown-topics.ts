import { createHash } from 'node:crypto'
import { pairKey } from '#core/consent/pair.ts'
import { emailPairs } from '#core/consent/wording.ts'
import type { House } from '#core/house.ts'
import type { Language } from '#core/messages/message.ts'
import type { Read } from '#db/open.ts'
import { consentsOf } from '#db/tables/consents.ts'
import type { Recipient } from './recipient.ts'

/** One topic by e-mail, as it stands for this person. */
export interface ShownTopic {
  id: string
  on: boolean
}

/** What the preference page shows. `version` changes with anything of it, so that a stale page cannot switch what it did not show. */
export interface ShownState {
  topics: ShownTopic[]
  /** The person stopped everything and nothing was granted since. */
  stopped: boolean
  version: string
}

/** Off unless granted, and unless an opt-out holds for the address, whoever it came from. */
export async function shownTopics(db: Read, house: House, recipient: Recipient): Promise<ShownState> {
  const consents = (await consentsOf(db, [recipient.id])).get(recipient.id)
  const optOuts = recipient.emailHash === undefined ? [] : await optOutsOf(db, recipient.emailHash)
  const topics = emailPairs(house).map((pair) => ({
    id: pair.topic,
    on:
      consents?.get(pairKey(pair))?.state === 'granted' &&
      !optOuts.some(({ topic }) => topic === '*' || topic === pair.topic),
  }))
  const stopped = optOuts.some(({ topic, kind }) => topic === '*' && kind === 'stopped')
  return { topics, stopped, version: versionOf(topics, stopped, recipient.language) }
}

async function optOutsOf(db: Read, emailHash: string): Promise<{ topic: string; kind: string }[]> {
  return db
    .selectFrom('suppressions')
    .select(['topic', 'kind'])
    .where('address_hash', '=', emailHash)
    .where('channel', 'in', ['email', '*'])
    .where('lifted_at', 'is', null)
    .execute()
}

function versionOf(topics: readonly ShownTopic[], stopped: boolean, language: Language | undefined): string {
  const shown = JSON.stringify([topics.map(({ id, on }) => [id, on]), stopped, language ?? null])
  return createHash('sha256').update(shown).digest('base64url').slice(0, 22)
}
