import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Read, Write } from '#db/open.ts'

/** How one person wants to be written to; empty when they chose nothing. */
export async function settingsOfContact(db: Read, contactId: number): Promise<RecipientSettings> {
  const row = await db
    .selectFrom('preferences')
    .select('settings')
    .where('contact_id', '=', contactId)
    .executeTakeFirst()
  return row === undefined ? {} : (JSON.parse(row.settings) as RecipientSettings)
}

/** Keeps what a person chose, and that it changed; both in the transaction of their act. Nothing when it says what stands already. */
export async function writeSettings(
  db: Write,
  contactId: number,
  settings: RecipientSettings,
  now: number,
): Promise<boolean> {
  const text = settingsText(settings)
  if (text === settingsText(await settingsOfContact(db, contactId))) return false
  const row = { contact_id: contactId, settings: text, at: now }
  await db
    .insertInto('preferences')
    .values(row)
    .onConflict((c) => c.column('contact_id').doUpdateSet({ settings: text, at: now }))
    .execute()
  await db.insertInto('preference_changes').values(row).execute()
  return true
}

/** One text for one choice, in whatever order it was made; what says nothing is left out. */
export function settingsText({ preferredChannel, hours, quiet, pausedUntil, budget }: RecipientSettings): string {
  const most = { per7Days: budget?.per7Days, per30Days: budget?.per30Days }
  return JSON.stringify({
    preferredChannel,
    hours,
    quiet: quiet && { from: quiet.from, to: quiet.to },
    pausedUntil,
    budget: most.per7Days === undefined && most.per30Days === undefined ? undefined : most,
  })
}
