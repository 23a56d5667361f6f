import { textsFromJson } from '#db/dialects/differences.ts'
import type { Memory } from '#db/operations/memory.ts'

/** Which of these messages of the provider's are known to be ours already, by its own names. */
export async function knownTexts(
  { database: { read } }: Pick<Memory, 'database'>,
  sids: readonly string[],
): Promise<Set<string>> {
  if (sids.length === 0) return new Set()
  const these = textsFromJson(read, sids)
  const deliveries = await read.selectFrom('deliveries').select('message_id').where('message_id', 'in', these).execute()
  const services = await read
    .selectFrom('service_messages')
    .select('message_id')
    .where('message_id', 'in', these)
    .execute()
  return new Set([...deliveries, ...services].flatMap(({ message_id }) => message_id ?? []))
}
