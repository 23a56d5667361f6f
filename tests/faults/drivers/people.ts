import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenMemory } from '#bot/cli/shared/command.ts'
import { importFile, intoBase } from '#bot/import/import-file.ts'
import { readImportRequest } from '#bot/import/import-request.ts'
import { prepareFile } from '#bot/import/prepare-file.ts'
import { attestBasis } from '#db/operations/imports/attest-basis.ts'

const DECLARED = ['--basis', 'lawful', '--reason', 'Bulletins signés au salon de 2024', '--collected', '2024']

/** So many people who may be asked, imported as `egard import` does it, in this process. Answers their addresses. */
export async function importPeople(
  memory: OpenMemory,
  folder: string,
  count: number,
  phones = false,
): Promise<string[]> {
  const addresses = Array.from({ length: count }, (_, i) => `person${i + 1}@example.org`)
  const lately = memory.now().toZonedDateTimeISO('UTC').subtract({ days: 30 }).toPlainDate().toString()
  const phone = (i: number) => (phones ? numberOf(i + 1) : '')
  const rows = addresses.map((address, i) => `${address};Prénom ${i + 1};fr;FR;${lately};${phone(i)}\n`)
  const path = join(folder, 'salon.csv')
  await writeFile(path, `E-mail;Prénom;Langue;Pays;Dernier clic;Mobile\n${rows.join('')}`)
  const request = readImportRequest([path, ...DECLARED], memory.house, memory.now())
  if (typeof request === 'string') throw new Error(request)
  const file = await prepareFile(path, request.reading)
  const now = () => memory.now().epochMilliseconds
  const hooks = { stopped: () => false, progress: () => {}, country: memory.house.organisation.country, by: 'U0ALICE' }
  const { counts } = await importFile(intoBase(memory), now, file, request.options, hooks)
  if (counts.new !== count) throw new Error(`Not all were new: ${JSON.stringify(counts)}`)
  await attestBasis(memory, now(), { sourceId: 1, by: 'U0CHLOE' })
  return addresses
}

/** The mobile number of the person of this number in the file. */
export function numberOf(person: number): string {
  return `+336122${String(person).padStart(5, '0')}`
}
