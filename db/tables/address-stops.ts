import { textsFromJson } from '#db/dialects/differences.ts'
import type { Read } from '#db/open.ts'

/** An opt-out that holds for an address: its kind, topic and channel (`*` is all). */
export interface AddressStop {
  kind: string
  topic: string
  channel: string
}

/** What holds for these addresses now, by keyed hash. */
export async function stopsOfAddresses(db: Read, hashes: readonly string[]): Promise<Map<string, AddressStop[]>> {
  const found = new Map<string, AddressStop[]>()
  if (hashes.length === 0) return found
  const rows = await db
    .selectFrom('suppressions')
    .select(['address_hash', 'kind', 'topic', 'channel'])
    .where('address_hash', 'in', textsFromJson(db, hashes))
    .where('lifted_at', 'is', null)
    .execute()
  for (const { address_hash, kind, topic, channel } of rows) {
    const stops = found.get(address_hash) ?? []
    found.set(address_hash, stops)
    stops.push({ kind, topic, channel })
  }
  return found
}
