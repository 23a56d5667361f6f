import { h } from 'preact'
import { useCallback } from 'preact/hooks'
import { SlackPane } from '#bot/sandbox/page/slack/slack-pane.ts'
import type { Act, Seen, WorkspaceState } from '#bot/sandbox/page/slack/state-types.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { SandboxTexts } from '#core/texts/sandbox.ts'
import { postJson } from './store.ts'
import type { StoryStep } from './story-steps.ts'

interface SlackSlotProps {
  /** Slack is the organisation's own, and not on this page. */
  real: boolean
  state: WorkspaceState | undefined
  me: string
  channel: string
  onChannel: (id: string) => void
  language: StaffLanguage
  texts: SandboxTexts['slack']
  /** The step of the story that this person does next. */
  hint: StoryStep | undefined
  channels: { approvals: string; campaigns: string }
}

/** Where Slack is drawn. */
export function SlackSlot({ real, state, me, channel, onChannel, language, texts, hint, channels }: SlackSlotProps) {
  const act: Act = useCallback(
    (path, body) => postJson<Seen>(`/sandbox/slack${path}`, body).catch(() => ({ ok: false, error: 'unreachable' })),
    [],
  )
  const next = hint && {
    ...(hint.channel !== undefined && { channel: channels[hint.channel] }),
    ...(hint.command !== undefined && { text: hint.command }),
  }
  return h(
    'section',
    { class: 'slack-pane-slot', 'aria-label': texts.label },
    real
      ? h('p', { class: 'nothing' }, texts.real)
      : state && me !== ''
        ? h(SlackPane, { state, me, channel, onChannel, act, language, ...(next && { hint: next }) })
        : null,
  )
}
