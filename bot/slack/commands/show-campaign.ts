import { campaignCard } from '#bot/slack/campaigns/campaign-card.ts'
import { smsMeans } from '#bot/slack/campaigns/sms-example.ts'
import type { Person } from '#bot/slack/people.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { rememberPlace } from '#db/operations/slack/card-places.ts'
import { campaignNumber } from './words.ts'

/**
 * A campaign's card in the person's own conversation with Égard: what someone may have to act on must not vanish like an ephemeral answer. It
 * stays current like every other card.
 */
export async function showCampaign(
  surface: Surface,
  { id, language }: Person,
  typed: string,
  command: string,
): Promise<{ shown: boolean; text: string }> {
  const { memory, now, client } = surface
  const texts = slackTexts(language)
  const campaignId = campaignNumber(typed)
  const not = (text: string) => ({ shown: false, text })
  if (campaignId === undefined) return not(texts.needsNumber(command))
  const view = await readCampaign(memory, now(), campaignId)
  if (view === undefined) return not(texts.refusals['unknown-campaign'] ?? '')
  const card = campaignCard({
    view,
    house: memory.house,
    language,
    kind: 'campaign-card',
    means: smsMeans(surface),
    now: now(),
  })
  const { channel, ts } = await client.chat.postMessage({ channel: id, ...card })
  if (channel !== undefined && ts !== undefined) {
    const place = { kind: 'campaign-card', subjectId: campaignId, channel, ts, language, version: view.version }
    await rememberPlace(memory, place)
  }
  return { shown: true, text: texts.list.shown(campaignId) }
}
