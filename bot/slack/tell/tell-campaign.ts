import { campaignCard } from '#bot/slack/campaigns/campaign-card.ts'
import type { CardKind } from '#bot/slack/campaigns/card-buttons.ts'
import { smsMeans } from '#bot/slack/campaigns/sms-example.ts'
import { slackTexts, staffLanguage } from '#core/texts/slack/slack-texts.ts'
import { type CampaignView, readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'
import { type CardPlace, forgetPlace, placesOf } from '#db/operations/slack/card-places.ts'
import { type CardMessage, channelId, DONE, editCard, onlyText, postCard, type Teller, type Told } from './teller.ts'

const KINDS: readonly CardKind[] = ['campaign-card', 'approval-card']

/** Posts a campaign's card where it is asked for, and renews it wherever it stands. */
export async function tellCampaign(teller: Teller, notices: readonly Notice[]): Promise<Told> {
  const { memory, now } = teller
  const subjectId = notices[0]?.subjectId ?? 0
  const view = await readCampaign(memory, now, subjectId)
  const places = await placesOf(memory, KINDS, subjectId)
  if (view === undefined) return bury(teller, places, notices)
  const busy: number[] = []
  const wanted = wantedCards(teller, notices)
  const show = (place: CardPlace) =>
    postCard(teller, { ...place, version: view.version }, cardFor(teller, place, view), busy)
  for (const place of places) {
    const again = wanted.find(({ kind, channel }) => kind === place.kind && channel === place.channel)
    if (again !== undefined) wanted.splice(wanted.indexOf(again), 1)
    if (again !== undefined && needsNewPost(place, view, again.loud)) {
      if (await show(place)) await editCard(teller, place, onlyText(slackTexts(place.language).card.replaced))
    } else if (!(await editCard(teller, place, cardFor(teller, place, view)))) {
      await show(place)
    }
  }
  const language = staffLanguage(memory.house.organisation.language)
  for (const { kind, channel } of wanted) {
    await show({ kind, channel, subjectId, language, ts: '', version: view.version })
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

function cardFor(teller: Teller, { kind, language }: CardPlace, view: CampaignView): CardMessage {
  const { memory, now } = teller
  const means = smsMeans(teller)
  return campaignCard({ view, house: memory.house, language, kind: kind as CardKind, means, now })
}

/** The campaign was a draft and is deleted: its cards say so and are forgotten. */
async function bury(teller: Teller, places: readonly CardPlace[], notices: readonly Notice[]): Promise<Told> {
  const by = notices.map(({ data }) => data['deletedBy']).findLast((who) => who !== undefined)
  for (const place of places) {
    const { card } = slackTexts(place.language)
    await editCard(teller, place, onlyText(card.deleted(by === undefined ? '?' : `<@${by}>`)))
    await forgetPlace(teller.memory, place)
  }
  return DONE
}
