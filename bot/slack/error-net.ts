import type { CodedError } from '@slack/bolt'
import { slackTexts, staffLanguage } from '#core/texts/slack/slack-texts.ts'
import { slackError } from './slack-error.ts'
import type { Surface } from './surface.ts'

/** The one net under every listener: logged, and the person reads one sentence instead of silence. */
export function catchErrors({ app, client, log, memory }: Surface): void {
  app.error(async ({ error, body }: { error: CodedError; body: object }) => {
    const cause = 'original' in error ? (error.original ?? error) : error
    log.error({ error: cause, slackError: slackError(cause) }, 'a Slack listener failed')
    const user = personOf(body)
    if (user === undefined) return
    const { failed } = slackTexts(staffLanguage(memory.house.organisation.language))
    const channel = channelOf(body)
    // In the channel where they acted when Égard may write there, otherwise to themselves.
    const shown =
      channel === undefined ? false : await tried(client.chat.postEphemeral({ channel, user, text: failed }))
    if (!shown) await tried(client.chat.postMessage({ channel: user, text: failed }))
  })
}

async function tried(call: Promise<unknown>): Promise<boolean> {
  return call.then(
    () => true,
    () => false,
  )
}

function personOf(body: object): string | undefined {
  const { user_id, user } = body as { user_id?: string; user?: { id?: string } }
  return user_id ?? user?.id
}

function channelOf(body: object): string | undefined {
  const { channel_id, channel } = body as { channel_id?: string; channel?: { id?: string } }
  return channel_id ?? channel?.id
}
