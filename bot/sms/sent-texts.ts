import type { ListedText } from '#core/deliveries/listed-text.ts'
import type { TwilioClient } from './twilio-client.ts'

const DAY_MS = 86_400_000
/** More than one number gets in a few days. */
const MOST = 200

/** What the provider has sent to a number since an instant (epoch milliseconds), by its own list, which knows whole days. Rejects where it does not answer. */
export async function sentTexts(
  client: TwilioClient,
  { to, since }: { to: string; since: number },
): Promise<ListedText[]> {
  const day = new Date(Math.floor(since / DAY_MS) * DAY_MS)
  const messages = await client.messages.list({ to, dateSentAfter: day, limit: MOST, pageSize: MOST })
  return messages
    .filter(({ direction }) => direction !== 'inbound')
    .map(({ sid, body, status, errorCode, dateCreated }) => ({
      sid,
      body: body ?? '',
      status,
      error: errorCode ?? undefined,
      at: dateCreated.getTime(),
    }))
}
