import { slackTexts, staffLanguage } from '#core/texts/slack/slack-texts.ts'
import type { CampaignView } from '#db/operations/campaigns/read-campaign.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'
import { type CardPlace, forgetPlace, placesOf, rememberPlace } from '#db/operations/slack/card-places.ts'
import { attestMessage } from './attest/attest-message.ts'
import { section } from './blocks.ts'
import { type CardMessage, campaignCard } from './campaigns/campaign-card.ts'
import type { CardKind } from './campaigns/card-buttons.ts'
import type { Pace } from './pace.ts'
import { slackError } from './slack-error.ts'
import type { Surface } from './surface.ts'

/** What became of telling. `waitUntil`: a channel just had a message; what was done already is done again without harm. */
export type Told = { done: true } | { waitUntil: number } | { error: unknown }

/** Tells notices that belong together. Throws what Slack throws. */
export type Tell = (notices: readonly Notice[], now: number, pace: Pace) => Promise<Told>

interface Teller extends Pick<Surface, 'memory' | 'client' | 'house'> {
  now: number
  pace: Pace
}

const DONE: Told = { done: true }

export function createTell(surface: Pick<Surface, 'memory' | 'client' | 'house'>): Tell {
  return async (notices, now, pace) => {
    const [first] = notices
    if (first === undefined) return DONE
    const teller: Teller = { ...surface, now, pace }
    switch (first.kind) {
      case 'campaign-card':
      case 'approval-card':
      case 'visitors-waiting':
        return tellCampaign(teller, notices)
      case 'attest-basis':
        return post(teller, channelId(teller, first), await attestMessage(teller.memory, first))
      case 'sending-stopped':
        return post(teller, channelId(teller, first), stoppedMessage(teller, first))
      default:
        throw Object.assign(new Error('a notice of a kind nobody tells'), { code: `unknown-notice-${first.kind}` })
    }
  }
}

const KINDS: readonly CardKind[] = ['campaign-card', 'approval-card']

/** Posts the card where it is asked for, and renews it wherever it stands. */
async function tellCampaign(teller: Teller, notices: readonly Notice[]): Promise<Told> {
  const { memory, now } = teller
  const subjectId = notices[0]?.subjectId ?? 0
  const view = await readCampaign(memory, now, subjectId)
  const places = await placesOf(memory, KINDS, subjectId)
  if (view === undefined) return bury(teller, places, notices)
  const busy: number[] = []
  const wanted = wantedCards(teller, notices)
  for (const place of places) {
    const again = wanted.find(({ kind, channel }) => kind === place.kind && channel === place.channel)
    if (again !== undefined) wanted.splice(wanted.indexOf(again), 1)
    if (again !== undefined && needsNewPost(place, view, again.loud)) {
      const old = place.ts
      if (await show(teller, place, view, busy))
        await edit(teller, { ...place, ts: old }, onlyText(slackTexts(place.language).card.replaced))
    } else if (!(await edit(teller, place, cardFor(teller, place, view)))) {
      await show(teller, place, view, busy)
    }
  }
  const language = staffLanguage(memory.house.organisation.language)
  for (const { kind, channel } of wanted) {
    await show(teller, { kind, channel, subjectId, language, ts: '', version: view.version }, view, busy)
  }
  return busy.length > 0 ? { waitUntil: Math.max(...busy) } : DONE
}

/** A new submission, and people who wait for a decision, are worth a message of their own: an edit notifies nobody. */
function needsNewPost({ kind, version }: CardPlace, view: CampaignView, loud: boolean): boolean {
  return loud || (kind === 'approval-card' && view.state === 'submitted' && version !== view.version)
}

function wantedCards(teller: Teller, notices: readonly Notice[]) {
  const wanted: { kind: CardKind; channel: string; loud: boolean }[] = []
  for (const notice of notices) {
    const kind: CardKind = notice.kind === 'approval-card' ? 'approval-card' : 'campaign-card'
    const channel = channelId(teller, notice)
    const loud = notice.kind === 'visitors-waiting'
    const known = wanted.find((one) => one.kind === kind && one.channel === channel)
    if (known === undefined) wanted.push({ kind, channel, loud })
    else known.loud ||= loud
  }
  return wanted
}

function cardFor({ memory }: Teller, { kind, language }: CardPlace, view: CampaignView): CardMessage {
  return campaignCard({ view, house: memory.house, language, kind: kind as CardKind })
}

/** Posts the card, or notes in `busy` when its channel is free again. */
async function show(teller: Teller, place: CardPlace, view: CampaignView, busy: number[]): Promise<boolean> {
  const { client, memory, now, pace } = teller
  const free = pace.freeAt(place.channel)
  if (free > now) {
    busy.push(free)
    return false
  }
  const { ts = '' } = await client.chat.postMessage({ channel: place.channel, ...cardFor(teller, place, view) })
  pace.posted(place.channel, now)
  await rememberPlace(memory, { ...place, ts, version: view.version })
  return true
}

/** False when the message is gone: it was deleted in Slack, or is too old to edit. */
async function edit({ client }: Teller, { channel, ts }: CardPlace, message: CardMessage): Promise<boolean> {
  try {
    await client.chat.update({ channel, ts, ...message })
    return true
  } catch (error) {
    if (GONE.has(slackError(error))) return false
    throw error
  }
}

const GONE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'thread_not_found'])

/** The campaign was a draft and is deleted: its cards say so and are forgotten. */
async function bury(teller: Teller, places: readonly CardPlace[], notices: readonly Notice[]): Promise<Told> {
  const by = notices.map(({ data }) => data['deletedBy']).findLast((who) => who !== undefined)
  for (const place of places) {
    const { card } = slackTexts(place.language)
    await edit(teller, place, onlyText(card.deleted(by === undefined ? '?' : `<@${by}>`)))
    await forgetPlace(teller.memory, place)
  }
  return DONE
}

function stoppedMessage({ memory }: Teller, { data }: Notice): CardMessage {
  const { stop } = slackTexts(staffLanguage(memory.house.organisation.language))
  const who = `<@${data['by']}>`
  const campaigns = String(data['campaigns'] ?? '')
  return onlyText(campaigns === '' ? stop.announcedNone(who) : stop.announced(who, campaigns))
}

async function post({ client, now, pace }: Teller, channel: string, message: CardMessage | undefined): Promise<Told> {
  if (message === undefined) return DONE
  const free = pace.freeAt(channel)
  if (free > now) return { waitUntil: free }
  await client.chat.postMessage({ channel, ...message })
  pace.posted(channel, now)
  return DONE
}

function onlyText(text: string): CardMessage {
  return { text, blocks: [section(text)] }
}

function channelId({ house }: Teller, { channel }: Notice): string {
  return house.channels[channel as keyof Teller['house']['channels']] ?? channel
}
