import { alertMessage } from '#bot/slack/alerts/alert-message.ts'
import { serverUpMessage } from '#bot/slack/alerts/server-up-message.ts'
import { tellAttest } from '#bot/slack/attest/tell-attest.ts'
import { tellCleanUp } from '#bot/slack/clean-up/tell-clean-up.ts'
import { tellImport } from '#bot/slack/imports/tell-import.ts'
import { tellPile } from '#bot/slack/replies/tell-pile.ts'
import { stoppedMessage } from '#bot/slack/stop/stopped-message.ts'
import type { Surface } from '#bot/slack/surface.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'
import type { Pace } from './pace.ts'
import { tellCampaign } from './tell-campaign.ts'
import { type CardMessage, channelId, DONE, postMessage, type Teller, type Told } from './teller.ts'

/** Tells notices that belong together. Throws what Slack throws. */
export type Tell = (notices: readonly Notice[], now: number, pace: Pace) => Promise<Told>

interface NoticeKind {
  /** Several of one family about one subject are told at once; those without one, each alone. */
  family?: string
  tell(teller: Teller, notices: readonly Notice[]): Promise<Told>
}

/** Every kind of notice an operation may write, and who tells it. */
const KINDS: Readonly<Record<string, NoticeKind>> = {
  alert: { tell: each(async ({ memory }, notice) => alertMessage(memory.house, notice)) },
  'campaign-card': { family: 'campaign', tell: tellCampaign },
  'approval-card': { family: 'campaign', tell: tellCampaign },
  'visitors-waiting': { family: 'campaign', tell: tellCampaign },
  'attest-basis': { tell: tellAttest },
  'clean-up-card': { family: 'clean-up', tell: tellCleanUp },
  'import-card': { family: 'import', tell: tellImport },
  'mail-server-up': { tell: each(async ({ memory }, notice) => serverUpMessage(memory.house, notice, 'mailServerUp')) },
  'replies-card': { family: 'replies', tell: tellPile },
  'untrusted-mail-card': { family: 'untrusted-mail', tell: tellPile },
  'sms-provider-up': {
    tell: each(async ({ memory }, notice) => serverUpMessage(memory.house, notice, 'smsProviderUp')),
  },
  'sending-stopped': { tell: each(async ({ memory }, notice) => stoppedMessage(memory.house, notice)) },
}

export function createTell(surface: Pick<Surface, 'memory' | 'client' | 'house' | 'smsFrom' | 'publicOrigin'>): Tell {
  return async (notices, now, pace) => {
    const [first] = notices
    if (first === undefined) return DONE
    const kind = KINDS[first.kind]
    if (kind !== undefined) return kind.tell({ ...surface, now, pace }, notices)
    throw Object.assign(new Error('a notice of a kind nobody tells'), { code: `unknown-notice-${first.kind}` })
  }
}

/** Notices with the same key are told together. */
export function togetherKey({ id, kind, subjectId }: Notice): string {
  const family = KINDS[kind]?.family
  return family === undefined ? String(id) : `${family} ${subjectId}`
}

function each(message: (teller: Teller, notice: Notice) => Promise<CardMessage | undefined>): NoticeKind['tell'] {
  return async (teller, [notice]) =>
    notice === undefined ? DONE : postMessage(teller, channelId(teller, notice), await message(teller, notice))
}
