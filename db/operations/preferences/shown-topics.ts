import { createHash } from 'node:crypto'
import { type Pair, pairKey } from '#core/consent/pair.ts'
import { CHANNELS } from '#core/consent/reach.ts'
import { pairsByTopic } from '#core/consent/wording.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Channel } from '#core/house.ts'
import type { Read } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { consentsOf } from '#db/tables/consents.ts'
import { settingsOfContact, settingsText } from '#db/tables/preferences.ts'
import type { Recipient } from './recipient.ts'

/** One topic on one channel, as it stands for this person. */
export interface ShownPair {
  pair: Pair
  on: boolean
}

/** What the preference page shows. `version` changes with anything of it, so that a stale page cannot switch what it did not show. */
export interface ShownState {
  /** How this person can be reached, and whatever still comes to them. */
  channels: Channel[]
  pairs: ShownPair[]
  /** The person stopped everything and nothing was granted since. */
  stopped: boolean
  settings: RecipientSettings
  version: string
}

/** Off unless granted, and unless an opt-out holds for the address or number, whoever it came from. */
export async function shownTopics(
  db: Read,
  { house, channels: possible = CHANNELS }: Pick<Memory, 'house' | 'channels'>,
  recipient: Recipient,
): Promise<ShownState> {
  const consents = (await consentsOf(db, [recipient.id])).get(recipient.id)
  const held = await optOutsOf(db, recipient)
  const isOn = (pair: Pair) =>
    consents?.get(pairKey(pair))?.state === 'granted' &&
    !held.some(
      ({ topic, channel }) => (topic === '*' || topic === pair.topic) && (channel === '*' || channel === pair.channel),
    )
  const channels = channelsOf(recipient, possible, (channel) => pairsByTopic(house, [channel]).some(isOn))
  const pairs = pairsByTopic(house, channels).map((pair) => ({ pair, on: isOn(pair) }))
  const ended = (channel: Channel) =>
    held.some((one) => one.topic === '*' && one.kind === 'stopped' && (one.channel === '*' || one.channel === channel))
  const stopped = channels.every(ended)
  const settings = await settingsOfContact(db, recipient.id)
  const shown = [pairs.map(({ pair, on }) => [pairKey(pair), on]), stopped, recipient.language ?? null]
  return { channels, pairs, stopped, settings, version: versionOf([...shown, settingsText(settings)]) }
}

/** E-mail for whom nothing reaches: the page then says what is missing. */
function channelsOf(
  { email, emailHash, phone, phoneHash }: Recipient,
  possible: readonly Channel[],
  comesBy: (channel: Channel) => boolean,
): Channel[] {
  const usable = { email: email !== undefined, sms: phone !== undefined }
  const known = { email: emailHash !== undefined, sms: phoneHash !== undefined }
  const found = CHANNELS.filter(
    (channel) => (possible.includes(channel) && usable[channel]) || (known[channel] && comesBy(channel)),
  )
  return found.length > 0 ? found : ['email']
}

async function optOutsOf(
  db: Read,
  { emailHash, phoneHash }: Recipient,
): Promise<{ topic: string; channel: string; kind: string }[]> {
  const hashes = [emailHash, phoneHash].filter((hash) => hash !== undefined)
  if (hashes.length === 0) return []
  return db
    .selectFrom('suppressions')
    .select(['topic', 'channel', 'kind'])
    .where('address_hash', 'in', hashes)
    .where('lifted_at', 'is', null)
    .execute()
}

function versionOf(shown: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 22)
}
