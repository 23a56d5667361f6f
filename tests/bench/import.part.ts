import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgresCluster } from '#tests/support/postgres-cluster.ts'
import { writeContactsFile } from './contacts-file.ts'
import type { ImportMeasure } from './import-child.ts'
import type { BenchPart, BenchRow } from './run.ts'

const SIZES = [10_000, 100_000, 1_000_000]
const TARGET_ROWS_PER_SECOND = 30_000
/** Flat: ten times the rows, once caches are full, may not take more than this much more memory. */
const MEMORY_GROWTH = 1.3

/** `npm run bench import`: rows a second and peak memory of `egard import`, from the command's start to its report. */
export const part: BenchPart = {
  async measure(tell, { largest }) {
    const folder = await mkdtemp(join(tmpdir(), 'egard-bench-'))
    try {
      const sizes = SIZES.filter((size) => size <= largest)
      for (const size of sizes) await writeContactsFile(join(folder, `${size}.csv`), size)
      await measureOn('sqlite', sizes, folder, (size) => `sqlite:${join(folder, `${size}.db`)}`, tell)
      await measureOnPostgres(
        sizes.filter((size) => size <= 100_000),
        folder,
        tell,
      )
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

async function measureOnPostgres(
  sizes: readonly number[],
  folder: string,
  tell: (row: BenchRow) => void,
): Promise<void> {
  const cluster = await startPostgresCluster().catch((error: unknown) => String(error))
  if (typeof cluster === 'string') {
    tell({ name: 'import.postgres', unit: 'rows/s', skipped: cluster.slice(0, 200) })
    return
  }
  try {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: cluster.url('postgres') })
    await client.connect()
    for (const size of sizes) await client.query(`CREATE DATABASE bench_${size}`)
    await client.end()
    await measureOn('postgres', sizes, folder, (size) => cluster.url(`bench_${size}`), tell)
  } finally {
    await cluster.stop()
  }
}

async function measureOn(
  database: 'sqlite' | 'postgres',
  sizes: readonly number[],
  folder: string,
  urlFor: (size: number) => string,
  tell: (row: BenchRow) => void,
): Promise<void> {
  let before: number | undefined
  for (const size of sizes) {
    const { seconds, cpuSeconds, peakMb } = await measureImport(join(folder, `${size}.csv`), urlFor(size), folder)
    const speed = Math.round(size / seconds)
    const aimed = database === 'sqlite' && size === 1_000_000
    const name = `import.${database}.${size}`
    tell({
      name,
      value: speed,
      unit: 'rows/s',
      ...(aimed && { target: TARGET_ROWS_PER_SECOND, met: speed >= TARGET_ROWS_PER_SECOND }),
    })
    tell({ name: `${name}.cpu`, value: Math.round((cpuSeconds / size) * 1e7) / 10, unit: 'µs of CPU a row' })
    const ratio = Math.round((peakMb / (before ?? peakMb)) * 100) / 100
    tell({
      name: `${name}.memory`,
      value: peakMb,
      unit: 'MB at the peak',
      baseline: before ?? peakMb,
      ratio,
      ...(aimed && { target: MEMORY_GROWTH, met: ratio <= MEMORY_GROWTH }),
    })
    before = peakMb
  }
}

/** A process of its own, so that its peak is its own. */
function measureImport(file: string, url: string, folder: string): Promise<ImportMeasure> {
  const child = fork(join(import.meta.dirname, 'import-child.ts'), [file], {
    cwd: folder,
    env: { PATH: process.env['PATH'], DATABASE_URL: url, EGARD_SECRET: Buffer.alloc(32, 1).toString('base64') },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', (measure) => resolve(measure as ImportMeasure))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The import ended with ${code}.`)))
  })
}
