import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '#db/open.ts'
import { writeContactsFile } from '#tests/bench/contacts-file.ts'
import { freshDatabaseUrl, onBothDatabases } from '#tests/support/databases.ts'
import { runEgard, startNode } from '#tests/support/process.ts'
import { until } from '#tests/support/until.ts'

const MAIN = join(import.meta.dirname, '../../../bot/main.ts')
const SECRET = Buffer.alloc(32, 7).toString('base64')
/** Rows of a file whose import lasts long enough to be cut short: about three seconds. */
const LARGE = 30_000

onBothDatabases('egard import', (_, { freshUrl }) => {
  test('says what became of every row, and the same file twice changes nothing', async () => {
    const folder = await aFolder()
    const file = join(folder, 'salon.csv')
    await writeFile(
      file,
      'email;prénom;statut;date de consentement;origine;thèmes\n' +
        'ana@example.org;Ana;abonné;12/03/2024;Salon;La lettre\nbea@example.org;Bea;désabonné;;;\nno address;Cid;;;;\nana@example.org;Zoé;;;;\n',
    )
    const DATABASE_URL = await freshUrl()
    const preview = await egardImport([file, '--dry-run'], DATABASE_URL, folder)
    expect(await rowsOf(DATABASE_URL)).toEqual({ contacts: [], consents: [], sources: [] })
    const first = await egardImport([file], DATABASE_URL, folder)
    expect(first.result).toMatchObject({ rows: 4, new: 2, merged: 0, unchanged: 0, conflict: 1, refused: 1 })
    expect(preview.result).toMatchObject({ rows: 4, new: 2, merged: 0, unchanged: 0, conflict: 1, refused: 1 })
    const report = (await readFile(join(folder, first.result.report), 'utf8')).split('\r\n')
    expect(report.slice(1, -1).map((line) => line.split(',', 3).join())).toEqual([
      '2,new,',
      '3,new,stopped',
      '4,refused,email-no-at',
      '5,conflict,conflicting-facts',
    ])
    expect(report.join()).not.toMatch(/example\.org|Ana|Bea|Cid|Zoé/)
    const rows = await rowsOf(DATABASE_URL)
    expect(rows.contacts.map(({ key, first_name }) => `${key} ${first_name}`)).toEqual([
      'ana@example.org Zoé',
      'bea@example.org Bea',
    ])
    expect(rows.consents.filter(({ state }) => state === 'granted').map(({ key, topic }) => `${key} ${topic}`)).toEqual(
      ['ana@example.org newsletter'],
    )

    const again = await egardImport([file], DATABASE_URL, folder)
    expect(again.result).toMatchObject({ rows: 4, new: 0, merged: 0, unchanged: 3, conflict: 0, refused: 1 })
    expect(await rowsOf(DATABASE_URL)).toEqual(rows)
  })

  test('a killed import goes on where it was, and ends as if nothing had happened', async () => {
    const folder = await aFolder()
    const file = join(folder, 'large.csv')
    await writeContactsFile(file, LARGE)
    const [whole, killed] = [await freshUrl(), await freshUrl()]
    await egardImport([file], whole, folder)

    const environment = { DATABASE_URL: killed, EGARD_SECRET: SECRET }
    const running = startNode([MAIN, 'import', file], environment, folder)
    const database = await openDatabase(killed)
    onTestFinished(() => database.close())
    const committed = () => database.read.selectFrom('imports').select(['committed_row', 'state']).executeTakeFirst()
    await until(async () => ((await committed())?.committed_row ?? 0) > LARGE / 8, { what: 'some batches' })
    await running.kill('SIGKILL')
    expect(await committed()).toMatchObject({ state: 'committing' })

    const { result } = await egardImport([file], killed, folder)
    const { rows, new: added, merged, unchanged, conflict, refused } = result
    expect(rows).toBe(LARGE)
    expect(added + merged + unchanged + conflict + refused).toBe(LARGE)
    expect(await rowsOf(killed)).toEqual(await rowsOf(whole))
  }, 180_000)

  test('an interrupted import stops between two batches and says how to go on', async () => {
    const folder = await aFolder()
    const file = join(folder, 'large.csv')
    await writeContactsFile(file, LARGE)
    const DATABASE_URL = await freshUrl()
    const running = startNode([MAIN, 'import', file], { DATABASE_URL, EGARD_SECRET: SECRET }, folder)
    const database = await openDatabase(DATABASE_URL)
    onTestFinished(() => database.close())
    await until(
      () => database.read.selectFrom('imports').select('id').where('committed_row', '>', 0).executeTakeFirst(),
      {
        what: 'the first batch',
      },
    )
    expect((await running.kill('SIGINT')).code).toBe(1)
    expect(running.output()).toMatch(/Stopped after \d+ rows: all kept; run the same command again to go on\./)
    const { result } = await egardImport([file], DATABASE_URL, folder)
    expect(result.rows).toBe(LARGE)
  }, 120_000)
})

describe('a file that cannot be imported', () => {
  const BAD: Record<string, Buffer | string> = {
    'empty.csv': '',
    'header-only.csv': 'email;nom\n',
    'binary.csv': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]),
    'workbook.csv': Buffer.from('PK\u0003\u0004[Content_Types].xml'),
    'no-address.csv': 'nom;ville\nDupont;Lille\n',
    'twice.csv': 'email;email\na@example.org;b@example.org\n',
    'no-header.csv': 'a@example.org;Ana\nb@example.org;Bea\n',
    'long-line.csv': `email;note\na@example.org;x\n${'b@example.org;x\n'.repeat(100_000)}c@example.org;${'y'.repeat(10_000_000)}\n`,
    'cut.csv': Buffer.concat([Buffer.from('email;prénom\na@example.org;Zoé\nb@example.org;Zo'), Buffer.from([0xc3])]),
  }

  test.each(Object.keys(BAD))('%s is refused in one sentence, and nothing is written', async (name) => {
    const folder = await aFolder()
    const DATABASE_URL = await freshDatabaseUrl('sqlite')
    await writeFile(join(folder, 'good.csv'), 'email\nz@example.org\n')
    await writeFile(join(folder, name), BAD[name] ?? '')
    const ran = await runEgard(
      ['import', 'good.csv', name, '--json'],
      { DATABASE_URL, EGARD_SECRET: SECRET },
      '',
      folder,
    )
    expect(ran.stdout).toBe('')
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
    expect(ran.stderr).toContain(`${name}: `)
    expect(ran.code).toBe(1)
    expect(await rowsOf(DATABASE_URL)).toEqual({ contacts: [], consents: [], sources: [] })
  })

  test.each([
    ['a file that is not there', ['nowhere.csv']],
    ['an unknown basis', ['good.csv', '--basis', 'sure']],
    ['an unknown topic', ['good.csv', '--topics', 'weather']],
    ['a period nobody understands', ['good.csv', '--collected', 'once']],
    ['a preference for an unknown field', ['good.csv', '--prefer', 'shoe=known']],
    ['a wrong mapping', ['good.csv', '--map', 'Mail=email']],
  ])('%s is refused in one sentence', async (_, args) => {
    const folder = await aFolder()
    await writeFile(join(folder, 'good.csv'), 'email;statut\nz@example.org;\n')
    const DATABASE_URL = await freshDatabaseUrl('sqlite')
    const ran = await runEgard(['import', ...args], { DATABASE_URL, EGARD_SECRET: SECRET }, '', folder)
    expect([ran.code, ran.stdout]).toEqual([1, ''])
    expect(ran.stderr.trim().split('\n')).toHaveLength(1)
  })

  test('a basis declared without a reason is imported, and says who will be asked for it', async () => {
    const folder = await aFolder()
    await writeFile(join(folder, 'good.csv'), 'email;statut\nz@example.org;\n')
    const DATABASE_URL = await freshDatabaseUrl('sqlite')
    const args = ['import', 'good.csv', '--basis', 'lawful', '--json']
    const ran = await runEgard(args, { DATABASE_URL, EGARD_SECRET: SECRET }, '', folder)
    expect(JSON.parse(ran.stdout)).toMatchObject({ rows: 1, new: 1 })
    expect(ran.stderr).toBe('No --reason was given for the basis “lawful”: the privacy lead will be asked for it.\n')
    expect(ran.code).toBe(0)
  })
})

interface Result {
  rows: number
  new: number
  merged: number
  unchanged: number
  conflict: number
  refused: number
  report: string
}

async function egardImport(args: string[], DATABASE_URL: string, folder: string): Promise<{ result: Result }> {
  const ran = await runEgard(['import', ...args, '--json'], { DATABASE_URL, EGARD_SECRET: SECRET }, '', folder)
  if (ran.code !== 0) throw new Error(ran.stderr)
  return { result: JSON.parse(ran.stdout) as Result }
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'egard-import-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** What the base holds, without what differs from one run to the next (numbers of keys, instants). */
async function rowsOf(url: string) {
  const database = await openDatabase(url)
  try {
    const { read } = database
    return {
      contacts: await read
        .selectFrom('contacts')
        .select([
          'key',
          'email',
          'phone',
          'civility',
          'first_name',
          'last_name',
          'birth_date',
          'last_click_at',
          'tags',
          'email_state',
        ])
        .orderBy('key')
        .execute(),
      consents: await read
        .selectFrom('consents as k')
        .innerJoin('contacts as c', 'c.id', 'k.contact_id')
        .select(['c.key', 'k.topic', 'k.channel', 'k.state', 'k.via'])
        .orderBy('c.key')
        .orderBy('k.topic')
        .orderBy('k.channel')
        .execute(),
      sources: await read
        .selectFrom('contact_sources as s')
        .innerJoin('contacts as c', 'c.id', 's.contact_id')
        .select(['c.key', 's.row_number', 's.documented', 's.consent_at', 's.topics'])
        .orderBy('s.row_number')
        .execute(),
    }
  } finally {
    await database.close()
  }
}
