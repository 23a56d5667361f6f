import { readdir } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** One line of the result: a value, what it is compared with, and the target it must reach. */
export interface BenchRow {
  name: string
  value?: number
  unit: string
  baseline?: number
  ratio?: number
  target?: number
  met?: boolean
  skipped?: string
}

/** A part is a file `<part>.part.ts` of this folder. It tells each row as soon as it is measured. */
export interface BenchPart {
  /** `sizes` limits how large it gets, for a quick look. */
  measure(tell: (row: BenchRow) => void, options: { largest: number }): Promise<void>
}

const FOLDER = import.meta.dirname
const ENDING = '.part.ts'

const args = process.argv.slice(2)
const json = args.includes('--json')
const largest = Number(args.find((arg) => arg.startsWith('--largest='))?.slice('--largest='.length) ?? 1_000_000)
const wanted = args.filter((arg) => !arg.startsWith('--'))
const known = (await readdir(FOLDER))
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length))
const unknown = wanted.find((part) => !known.includes(part))
if (unknown !== undefined) {
  process.stderr.write(`There is no part "${unknown}": choose among ${known.join(', ')}.\n`)
  process.exit(2)
}

const rows: BenchRow[] = []
for (const part of wanted.length > 0 ? wanted : known) {
  const { part: bench } = (await import(pathToFileURL(join(FOLDER, `${part}${ENDING}`)).href)) as { part: BenchPart }
  await bench.measure(
    (row) => {
      rows.push(row)
      if (!json) process.stdout.write(`${line(row)}\n`)
    },
    { largest },
  )
}
if (json) process.stdout.write(`${JSON.stringify({ machine: machine(), rows })}\n`)
process.exitCode = rows.some(({ met }) => met === false) ? 1 : 0

function machine() {
  return {
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? '',
    cores: availableParallelism(),
    memoryMb: Math.round(totalmem() / 1_048_576),
  }
}

function line({ name, value, unit, baseline, ratio, target, met, skipped }: BenchRow): string {
  if (skipped !== undefined) return `${name.padEnd(44)} skipped: ${skipped}`
  const beside = baseline === undefined ? '' : `  beside ${baseline.toLocaleString('en')}`
  const times = ratio === undefined ? '' : `  × ${ratio}`
  const aim = target === undefined ? '' : `  target ${target.toLocaleString('en')}: ${met ? 'met' : 'NOT MET'}`
  return `${name.padEnd(44)} ${(value ?? 0).toLocaleString('en').padStart(12)} ${unit}${beside}${times}${aim}`
}
