import { type Block, section } from '#bot/slack/blocks.ts'
import { slackError } from '#bot/slack/slack-error.ts'
import type { Surface } from '#bot/slack/surface.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'
import { type CardPlace, rememberPlace } from '#db/operations/slack/card-places.ts'
import type { Pace } from './pace.ts'

/** A message as Slack takes it: blocks, and the text of notifications and screen readers. */
export interface CardMessage {
  text: string
  blocks: Block[]
}

/** What became of telling. `waitUntil`: a channel just had a message; what was done already is done again without harm. */
export type Told = { done: true } | { waitUntil: number } | { error: unknown }

export const DONE: Told = { done: true }

/** What telling is done with. */
export interface Teller extends Pick<Surface, 'memory' | 'client' | 'house' | 'smsFrom' | 'publicOrigin'> {
  now: number
  pace: Pace
}

/** One of the organisation's channels by its name in the file; anything else is an id already. */
export function channelId({ house }: Pick<Teller, 'house'>, { channel }: Pick<Notice, 'channel'>): string {
  return house.channels[channel as keyof Teller['house']['channels']] ?? channel
}

/** A message that is posted once and never edited. */
export async function postMessage(
  { client, now, pace }: Teller,
  channel: string,
  message: CardMessage | undefined,
): Promise<Told> {
  if (message === undefined) return DONE
  const free = pace.freeAt(channel)
  if (free > now) return { waitUntil: free }
  await client.chat.postMessage({ channel, ...message })
  pace.posted(channel, now)
  return DONE
}

/** Posts a card and remembers where it stands; false, with the moment in `busy`, when its channel just had a message. */
export async function postCard(
  { client, memory, now, pace }: Teller,
  place: CardPlace,
  message: CardMessage,
  busy: number[],
): Promise<boolean> {
  const free = pace.freeAt(place.channel)
  if (free > now) {
    busy.push(free)
    return false
  }
  const { ts = '' } = await client.chat.postMessage({ channel: place.channel, ...message })
  pace.posted(place.channel, now)
  await rememberPlace(memory, { ...place, ts })
  return true
}

const GONE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'thread_not_found'])

/** False when the message is gone: it was deleted in Slack, or is too old to edit. */
export async function editCard(
  { client }: Pick<Teller, 'client'>,
  { channel, ts }: Pick<CardPlace, 'channel' | 'ts'>,
  message: CardMessage,
): Promise<boolean> {
  try {
    await client.chat.update({ channel, ts, ...message })
    return true
  } catch (error) {
    if (GONE.has(slackError(error))) return false
    throw error
  }
}

export function onlyText(text: string): CardMessage {
  return { text, blocks: [section(text)] }
}
