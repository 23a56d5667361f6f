import { actions, type Block, button, section } from '#bot/slack/blocks.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'

const MENU_ACTIONS = ['reoptin', 'campaigns', 'help', 'stop'] as const

/** What a bare `/egard` answers: the four things people come for. */
export function menuMessage(language: StaffLanguage): { text: string; blocks: Block[] } {
  const { menu } = slackTexts(language)
  const buttons = MENU_ACTIONS.map((name) =>
    button({
      action: `menu:${name}`,
      text: menu[name],
      value: name,
      ...(name === 'stop' && { style: 'danger' as const, label: menu.stopLabel }),
    }),
  )
  return { text: menu.intro, blocks: [section(menu.intro), ...actions(buttons)] }
}
