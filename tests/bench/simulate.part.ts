import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseSettings } from '#bot/config/settings.ts'
import { openMemory } from '#bot/process/open-memory.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { openDatabase } from '#db/open.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import type { ImportMeasure } from './import-child.ts'
import type { BenchPart } from './run.ts'
import { seedContacts } from './seed-contacts.ts'

const SIZES = [10_000, 100_000, 1_000_000]
const TARGET_SECONDS = 8
const TARGET_MB = 300
/** A contact of the largest base may not cost more than this much more than one of the smallest. */
const COST_GROWTH = 1.3

/** `npm run bench simulate`: `egard simulate` from the command's start to its report, for a campaign that asks everybody. */
export const part: BenchPart = {
  async measure(tell, { largest }) {
    const folder = await mkdtemp(join(tmpdir(), 'egard-bench-'))
    try {
      const start = await measureSimulation(folder, 1)
      let smallest: number | undefined
      for (const size of SIZES.filter((one) => one <= largest)) {
        const { seconds, cpuSeconds, peakMb } = await measureSimulation(folder, size)
        const aimed = size === 1_000_000
        const name = `simulate.sqlite.${size}`
        tell({
          name,
          value: hundredths(seconds),
          unit: 's',
          ...(aimed && { target: TARGET_SECONDS, met: seconds <= TARGET_SECONDS }),
        })
        tell({
          name: `${name}.memory`,
          value: peakMb,
          unit: 'MB at the peak',
          ...(aimed && { target: TARGET_MB, met: peakMb < TARGET_MB }),
        })
        // The process's own start is paid once, whatever the size: it is measured on a base of one contact.
        const cost = ((seconds - start.seconds) / size) * 1e6
        smallest ??= cost
        const ratio = hundredths(cost / smallest)
        tell({
          name: `${name}.cost`,
          value: hundredths(cost),
          unit: 'µs a contact after the start',
          baseline: hundredths(smallest),
          ratio,
          ...(aimed && { target: COST_GROWTH, met: ratio <= COST_GROWTH }),
        })
        tell({ name: `${name}.cpu`, value: hundredths((cpuSeconds / size) * 1e6), unit: 'µs of CPU a contact' })
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}

/** A process of its own, so that its peak is its own. */
async function measureSimulation(folder: string, contacts: number): Promise<ImportMeasure> {
  const environment = {
    DATABASE_URL: `sqlite:${join(folder, `${contacts}.db`)}`,
    EGARD_SECRET: Buffer.alloc(32, 1).toString('base64'),
  }
  const campaignId = await seededCampaign(environment, contacts)
  const child = fork(join(import.meta.dirname, 'simulate-child.ts'), [String(campaignId)], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', (measure) => resolve(measure as ImportMeasure))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The simulation ended with ${code}.`)))
  })
}

async function seededCampaign(
  environment: { DATABASE_URL: string; EGARD_SECRET: string },
  contacts: number,
): Promise<number> {
  const database = await openDatabase(environment.DATABASE_URL)
  await migrateToLatest(database)
  await database.close()
  const parsed = parseSettings(environment, 'database')
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  await using memory = await openMemory(parsed.settings, () => Temporal.Now.instant())
  const now = memory.now().epochMilliseconds
  await seedContacts(memory, contacts, now)
  const change = { name: 'Renouveler', topics: ['newsletter'] }
  const { campaignId } = await createDraft(memory, now, { by: 'U0BENCH', kind: 're-opt-in', change })
  return campaignId
}
