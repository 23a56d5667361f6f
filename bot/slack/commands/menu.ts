import { actions, type Block, type Button, button, section } from '#bot/slack/blocks.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'

export const MENU_ACTIONS = ['reoptin', 'campaigns', 'import', 'segments', 'cleanup', 'help', 'stop'] as const
export type MenuAction = (typeof MENU_ACTIONS)[number]

/** What a bare `/egard` answers: what people come for. */
export function menuMessage(language: StaffLanguage): { text: string; blocks: Block[] } {
  const { menu } = slackTexts(language)
  return { text: menu.intro, blocks: [section(menu.intro), ...actions(menuButtons(MENU_ACTIONS, language))] }
}

/** The same buttons in the menu and on the Home tab. */
export function menuButtons(names: readonly MenuAction[], language: StaffLanguage): Button[] {
  const { menu } = slackTexts(language)
  return names.map((name) =>
    button({
      action: `menu:${name}`,
      text: menu[name],
      value: name,
      ...(name === 'reoptin' && { style: 'primary' as const }),
      ...(name === 'stop' && { style: 'danger' as const, label: menu.stopLabel }),
    }),
  )
}
