import { h } from 'preact'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { SandboxTexts } from '#core/texts/sandbox.ts'
import type { SlackState } from './store.ts'
import type { StoryStep } from './story-steps.ts'

interface SlackSlotProps {
  /** Slack is the organisation's own, and not on this page. */
  real: boolean
  state: SlackState | undefined
  me: string
  channel: string
  onChannel: (id: string) => void
  language: StaffLanguage
  texts: SandboxTexts['slack']
  hint: StoryStep | undefined
  channels: { approvals: string; campaigns: string }
}

/** Where Slack is drawn. */
export function SlackSlot({ real, texts }: SlackSlotProps) {
  return h(
    'section',
    { class: 'slack-pane-slot', 'aria-label': texts.label },
    h('p', { class: 'nothing' }, real ? texts.real : '…'),
  )
}
