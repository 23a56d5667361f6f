import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { OpenMemory } from '#bot/cli/shared/command.ts'
import { parseSettings } from '#bot/config/settings.ts'
import { openMemory } from '#bot/process/open-memory.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { queueFirstStep } from '#db/operations/campaigns/queue-steps.ts'
import { importPeople } from '#tests/faults/drivers/people.ts'
import { anApprovedCampaign } from '#tests/support/a-campaign.ts'
import { aHouse } from '#tests/support/a-house.ts'

const FAR_MS = 86_400_000
const ASK = { subject: '', body: '', sms: 'Nous aimerions continuer à vous écrire.' }
const BY_SMS = { carrier: 'sms', reminders: 0, texts: { fr: { ask: ASK } } } as const

/** A campaign under way, all of whose messages are queued for tomorrow, so that each round lets go as many as it wants to measure. */
export interface SendBase {
  memory: OpenMemory
  environment: Record<string, string>
  campaignId: number
  addresses: string[]
  /** Makes the next `count` due now. */
  letGo(count: number): Promise<void>
}

/** `texts`: by SMS in the place of e-mail, with these settings of a provider. */
export async function aSendBase(
  databaseUrl: string,
  folder: string,
  people: number,
  texts?: Record<string, string>,
): Promise<SendBase> {
  const keyFile = join(folder, 'dkim.pem')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const environment = {
    DATABASE_URL: databaseUrl,
    EGARD_SECRET: Buffer.alloc(32, 1).toString('base64'),
    EGARD_JOURNAL: join(folder, 'journal'),
    MAIL_FROM: 'Maison Exemple <lettre@example.org>',
    DKIM_DOMAIN: 'example.org',
    DKIM_SELECTOR: 'egard1',
    DKIM_KEY_FILE: keyFile,
    LOG_LEVEL: 'warn',
    ...texts,
  }
  const memory = await openSendMemory(environment, texts && officeHours())
  const addresses = await importPeople(memory, folder, people, texts !== undefined)
  const now = memory.now().epochMilliseconds
  const campaignId = await anApprovedCampaign(memory, now, texts && BY_SMS)
  await advanceCampaigns(memory, now)
  await memory.database.write(async (db) => {
    await db.updateTable('campaigns').set({ wave: 40 }).where('id', '=', campaignId).execute()
    await db
      .updateTable('deliveries')
      .set({ due_at: now + FAR_MS })
      .execute()
  })
  await queueFirstStep(memory, now + FAR_MS, { id: campaignId })
  // As PostgreSQL does by itself within a minute of such a load.
  await memory.database.write((db) => sql`analyze`.execute(db))
  return {
    memory,
    environment,
    campaignId,
    addresses,
    letGo: (count) =>
      memory.database.write(async (db) => {
        const next = db.selectFrom('deliveries').select('id').where('state', '=', 'queued').orderBy('id').limit(count)
        const due = { due_at: memory.now().epochMilliseconds }
        await db.updateTable('deliveries').set(due).where('id', 'in', next).execute()
      }),
  }
}

/** No SMS may arrive on a Sunday or at night: a clock that began on a Tuesday morning in Paris. */
function officeHours(): () => Temporal.Instant {
  const ahead = Temporal.Now.instant().until('2026-11-24T09:00:00Z')
  return () => Temporal.Now.instant().add(ahead)
}

/** The same base in another process. `machine`: what its clock shows. */
export function openSendMemory(
  environment: NodeJS.ProcessEnv,
  machine = () => Temporal.Now.instant(),
): Promise<OpenMemory> {
  const parsed = parseSettings(environment, 'database')
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  return openMemory(parsed.settings, machine, aHouse())
}
