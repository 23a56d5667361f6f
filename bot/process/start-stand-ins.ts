import { createHash, randomBytes } from 'node:crypto'
import type { Settings, SlackSettings } from '#bot/config/settings.ts'
import { type Answer, pathOf } from '#bot/http/create-server.ts'
import type { TakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { mailListener } from '#bot/sandbox/mail/mail-listener.ts'
import { startMailStandIn } from '#bot/sandbox/mail/mail-stand-in.ts'
import { createSlackStandIn, type MountedSlackStandIn } from '#bot/sandbox/slack/start-slack-stand-in.ts'
import { createSmsBox } from '#bot/sandbox/sms/sms-box.ts'
import { smsListener } from '#bot/sandbox/sms/sms-listener.ts'
import { createStatusCallbacks } from '#bot/sandbox/sms/status-callbacks.ts'
import { createTextIn } from '#bot/sandbox/sms/text-in.ts'
import { twilioListener } from '#bot/sandbox/sms/twilio-listener.ts'
import type { TwilioSettings } from '#bot/sms/twilio-client.ts'

/** What Slack, mail and SMS are reached with: the settings', or the stand-ins'. */
export interface Connections {
  slack: SlackSettings
  smtpUrl: string
  /** Undefined in production without a provider: then no SMS leaves. */
  sms: TwilioSettings | undefined
  sandbox: Answer[]
  /** Which of them are stand-ins. */
  standIns: { slack: boolean; mail: boolean; sms: boolean }
  /** The stand-in's people and groups; nobody where Slack is real. */
  workspace: Pick<MountedSlackStandIn['workspace'], 'people' | 'groups'>
  close(): Promise<void>
}

export interface StandInOptions {
  settings: Settings
  slack: { team: string }
  /** This process's own address on the loopback; known once it listens. */
  ownUrl: () => string
  /** What links say, and what a webhook's signature is over. */
  publicOrigin: () => string
  now: () => Temporal.Instant
  /** Told what changed in a stand-in, so that whoever looks sees it. */
  changed: (what: 'slack' | 'mail' | 'sms') => void
  /** What a raw message posted to the stand-in does: the same as one that came in by any other way. */
  takeIn: TakeInMail
}

const TWILIO_BASE = '/sandbox/twilio'
const INBOUND = '/webhooks/twilio/inbound'

/** Starts a stand-in for whatever is not configured. In production everything needed is, so none starts. */
export async function startStandIns({
  settings,
  slack,
  ownUrl,
  publicOrigin,
  now,
  changed,
  takeIn,
}: StandInOptions): Promise<Connections> {
  const sandbox: Answer[] = []
  const closing: (() => Promise<void> | void)[] = []
  const close = async () => {
    for (const step of closing.reverse()) await step()
  }

  let slackConnection = settings.slack
  let workspace: Connections['workspace'] = { people: new Map(), groups: new Map() }
  if (slackConnection === undefined) {
    const secrets = {
      botToken: `xoxb-${randomBytes(12).toString('hex')}`,
      signingSecret: randomBytes(16).toString('hex'),
    }
    const standIn = createSlackStandIn({
      ...secrets,
      team: slack.team,
      appUrl: () => `${ownUrl()}/slack/events`,
      baseUrl: () => `${ownUrl()}/sandbox/slack`,
      now: () => now().epochMilliseconds,
    })
    workspace = standIn.workspace
    closing.push(standIn.onChange(() => changed('slack')))
    sandbox.push((request, response) => standIn.router(request, response))
    closing.push(() => standIn.sockets.close())
    slackConnection = {
      ...secrets,
      appToken: undefined,
      get apiUrl() {
        return `${ownUrl()}/sandbox/slack/api/`
      },
    }
  }

  let { smtpUrl } = settings.mail
  if (smtpUrl === undefined) {
    const mail = await startMailStandIn({ now, onChange: () => changed('mail') })
    closing.push(() => mail.close())
    const listener = mailListener(mail, takeIn)
    sandbox.push((request, response) => listener(request, response, pathOf(request)))
    smtpUrl = mail.smtpUrl
  }

  const smsStandIn = settings.sms === undefined && !settings.production
  let sms: Connections['sms'] = settings.sms
  if (smsStandIn) {
    const box = createSmsBox(now, () => changed('sms'))
    const account = standInAccount(settings.databaseUrl)
    const texting = createTextIn({
      account,
      box,
      webhook: () => ({ url: `${ownUrl()}${INBOUND}`, calledAs: `${publicOrigin()}${INBOUND}` }),
    })
    closing.push(() => texting.close())
    const list = smsListener(box, texting.textIn)
    const statuses = createStatusCallbacks(account, box)
    closing.push(() => statuses.close())
    sms = {
      ...account,
      get apiUrl() {
        return `${ownUrl()}${TWILIO_BASE}`
      },
    }
    const twilio = twilioListener(account, box, statuses.tell)
    sandbox.push((request, response) => list(request, response, pathOf(request)))
    sandbox.push(async (request, response) => {
      const path = pathOf(request)
      return path.startsWith(`${TWILIO_BASE}/`) && twilio(request, response, path.slice(TWILIO_BASE.length))
    })
  }
  const standIns = {
    slack: settings.slack === undefined,
    mail: settings.mail.smtpUrl === undefined,
    sms: smsStandIn,
  }
  return { slack: slackConnection, smtpUrl, sms, sandbox, standIns, workspace, close }
}

/** The same in every process of one database: what one signs, another checks. */
function standInAccount(databaseUrl: string): { accountSid: string; authToken: string } {
  const digest = (what: string) => createHash('sha256').update(`${what} ${databaseUrl}`).digest('hex').slice(0, 32)
  return { accountSid: `AC${digest('account')}`, authToken: digest('token') }
}
