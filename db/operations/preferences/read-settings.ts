import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Memory } from '#db/operations/memory.ts'
import { settingsOfContact } from '#db/tables/preferences.ts'

/** How a person wants to be written to, as it stands now; empty where they chose nothing. */
export async function readSettings(
  { database }: Pick<Memory, 'database'>,
  contactId: number,
): Promise<RecipientSettings> {
  return settingsOfContact(database.read, contactId)
}
