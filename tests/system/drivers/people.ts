import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenMemory } from '#bot/cli/shared/command.ts'
import { attestBasis } from '#db/operations/imports/attest-basis.ts'
import { commandLine } from './cli.ts'
import type { Place } from './place.ts'

const DECLARED = ['--basis', 'lawful', '--reason', 'Bulletins signés au salon de 2024', '--collected', '2024']

/**
 * Brings people into the base by a file: lawfully collected, trace lost, active lately, confirmed by Chloé without Slack.
 * Answers their addresses.
 */
export async function askablePeople(place: Place, memory: OpenMemory, count: number): Promise<string[]> {
  const addresses = Array.from({ length: count }, (_, i) => `person${i + 1}@example.org`)
  const lately = memory.now().toZonedDateTimeISO('UTC').subtract({ days: 30 }).toPlainDate().toString()
  const rows = addresses.map((address, i) => `${address};Prénom ${i + 1};fr;FR;${lately}\n`)
  const file = join(place.folder, 'salon.csv')
  await writeFile(file, `E-mail;Prénom;Langue;Pays;Dernier clic\n${rows.join('')}`)
  const counts = await commandLine(place).importFiles([file], ...DECLARED)
  if (counts.new !== count) throw new Error(`Not all were new: ${JSON.stringify(counts)}`)
  await attestBasis(memory, memory.now().epochMilliseconds, { sourceId: 1, by: 'U0CHLOE' })
  return addresses
}
