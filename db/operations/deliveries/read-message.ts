import type { CompiledMessage } from '#core/messages/message.ts'
import type { Memory } from '#db/operations/memory.ts'

export interface MessageKey {
  campaignId: number
  version: number
  step: string
  language: string
  variant: string
}

/** The sealed bytes of one step in one language. Undefined when they are missing: nothing else may be sent in their place. */
export async function readMessage(
  { database }: Pick<Memory, 'database'>,
  key: MessageKey,
): Promise<CompiledMessage | undefined> {
  return database.read
    .selectFrom('campaign_messages')
    .select(['subject', 'html', 'text'])
    .where('campaign_id', '=', key.campaignId)
    .where('version', '=', key.version)
    .where('step', '=', key.step)
    .where('language', '=', key.language)
    .where('variant', '=', key.variant as 'plain')
    .executeTakeFirst()
}
