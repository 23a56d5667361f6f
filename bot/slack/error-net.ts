import { randomBytes } from 'node:crypto'
import type { CodedError } from '@slack/bolt'
import { type Mishap, mishapText } from '#core/texts/slack/errors.ts'
import { sentenceHome } from './home/home-view.ts'
import { slackError } from './slack-error.ts'
import type { Surface } from './surface.ts'

/** The one net under every listener: logged, and the person reads in their language what to do, instead of silence. */
export function catchErrors({ app, client, log, people }: Surface): void {
  app.error(async ({ error, body }: { error: CodedError; body: object }) => {
    const cause = 'original' in error ? (error.original ?? error) : error
    const name = slackError(cause)
    // The same few letters in the log and on the screen: who runs Égard finds the line.
    const reference = randomBytes(3).toString('hex')
    log.error({ error: cause, slackError: name, request: reference }, 'a Slack listener failed')
    const user = personOf(body)
    if (user === undefined) return
    const admission = await people.admit(user, 'anyone')
    const { language } = admission.admitted ? admission.person : admission
    const text = mishapText(mishapOf(name), reference, language)
    if (isHomeOpened(body)) {
      await tried(client.views.publish({ user_id: user, view: sentenceHome(text) }))
      return
    }
    const channel = channelOf(body)
    // In the channel where they acted when Égard may write there, otherwise to themselves.
    const shown = channel === undefined ? false : await tried(client.chat.postEphemeral({ channel, user, text }))
    if (!shown) await tried(client.chat.postMessage({ channel: user, text }))
  })
}

const LATE = new Set([
  'expired_trigger_id',
  'trigger_expired',
  'exchanged_trigger_id',
  'trigger_exchanged',
  'invalid_trigger_id',
])
const WAIT = new Set(['ratelimited', 'rate_limited', 'slack_webapi_rate_limited_error'])
const CHANNEL = new Set(['not_in_channel', 'channel_not_found', 'is_archived'])
const SLACK = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])

function mishapOf(name: string): Mishap {
  if (LATE.has(name)) return 'late'
  if (WAIT.has(name)) return 'wait'
  if (CHANNEL.has(name)) return 'channel'
  return SLACK.has(name) || name.startsWith('slack_webapi_request') ? 'slack' : 'ours'
}

async function tried(call: Promise<unknown>): Promise<boolean> {
  return call.then(
    () => true,
    () => false,
  )
}

function personOf(body: object): string | undefined {
  const { user_id, user, event } = body as { user_id?: string; user?: { id?: string }; event?: { user?: string } }
  return user_id ?? user?.id ?? event?.user
}

function channelOf(body: object): string | undefined {
  const { channel_id, channel } = body as { channel_id?: string; channel?: { id?: string } }
  return channel_id ?? channel?.id
}

function isHomeOpened(body: object): boolean {
  return (body as { event?: { type?: string } }).event?.type === 'app_home_opened'
}
