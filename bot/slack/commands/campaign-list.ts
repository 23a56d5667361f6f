import { type Block, button, clip, escapeMrkdwn, section } from '#bot/slack/blocks.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { listCampaigns } from '#db/operations/campaigns/read-campaign.ts'
import type { Memory } from '#db/operations/memory.ts'

export const OPEN_CAMPAIGN = 'campaign:open'
/** Slack takes 50 blocks and about 13,200 characters. */
const SHOWN = 20

/** The newest campaigns, a line and a button each. */
export async function listMessage(memory: Pick<Memory, 'database'>, language: StaffLanguage) {
  const { list, states, unnamed } = slackTexts(language)
  const all = await listCampaigns(memory)
  if (all.length === 0) return list.none
  const lines = all.slice(0, SHOWN).map(({ id, name, state, audience }): Block => {
    const shown = escapeMrkdwn(clip(name.trim() || unnamed, 80))
    return {
      type: 'section',
      text: { type: 'mrkdwn', text: list.line(id, shown, states[state], audience) },
      accessory: button({ action: OPEN_CAMPAIGN, text: list.open, value: String(id), label: list.openLabel(id) }),
    }
  })
  const rest = all.length > SHOWN ? [section(list.more(all.length - SHOWN))] : []
  return { text: list.title, blocks: [section(`*${list.title}*`), ...lines, ...rest] }
}
