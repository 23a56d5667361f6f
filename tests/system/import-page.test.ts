import { readdir, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeContactsFile } from '#tests/bench/contacts-file.ts'
import { DATABASE_KINDS } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'
import { commandLine } from './drivers/cli.ts'
import { advance } from './drivers/clock.ts'
import { countsOf, importLinkFor, importPage, type Seen } from './drivers/import-page.ts'
import { aPlace, memoryOf, type Place, startAt } from './drivers/place.ts'
import { readMessage, slack } from './drivers/slack.ts'

const SAMPLES = ['salon-2018.csv', 'newsletter-export.txt', 'shop-customers.csv'].map((name) =>
  join(import.meta.dirname, '../../bot/samples', name),
)
const ALICE = 'U0ALICE'

/** Égard at a place of its own, with a fresh import link of Alice's. */
async function aDesk(kind: 'sqlite' | 'postgres' = 'sqlite') {
  const place = await aPlace(kind)
  const egard = await startAt(place)
  const workspace = slack(`${egard.url}/sandbox/slack`)
  const page = importPage(egard.url)
  const link = () => importLinkFor(workspace, ALICE)
  return { place, egard, workspace, page, link, card: () => cardIn(workspace) }
}

async function cardIn(workspace: ReturnType<typeof slack>): Promise<string> {
  const cards = (await workspace.messages('C0CAMPAIGNS')).filter(({ text }) => text.startsWith('Import '))
  expect(cards.length).toBeLessThanOrEqual(1)
  return cards
    .map(readMessage)
    .join('')
    .replaceAll(/[\u00A0\u202F]/g, ' ')
}

/** Where a place keeps what was brought. */
function uploadsOf({ databaseUrl, folder }: Place): string {
  return databaseUrl.startsWith('sqlite:')
    ? join(dirname(databaseUrl.slice('sqlite:'.length)), 'uploads')
    : join(folder, 'var', 'uploads')
}

describe.each(DATABASE_KINDS)('an import by its page on %s', (kind) => {
  test('three samples, a wrong encoding corrected, a rule for a conflict: the numbers are the command line’s', async () => {
    const { workspace, page, link, card } = await aDesk(kind)
    const start = await link()
    let seen = await page.visit(start)
    expect(seen.text).toContain('Apportez vos fichiers')
    seen = await page.bring(start, SAMPLES)
    expect(seen.path).not.toContain(start)
    expect(seen.text).toContain('windows-1252')
    // The first file has no status column; the others do.
    expect(seen.text.split('Aucune colonne ne dit qui s’est désabonné')).toHaveLength(2)

    const wrong = await page.describe(seen.path, 1, { encoding: 'macroman' }, 'read')
    expect(wrong.text).not.toContain('Chloé')
    const right = await page.describe(seen.path, 1, { encoding: 'windows-1252' }, 'read')
    expect(right.text).toContain('Chloé')
    const told = { encoding: '', basis: 'lawful', country: 'FR', source: 'Salon 2018', collected: '2018' }
    const unreasoned = await page.describe(seen.path, 1, told)
    expect(unreasoned.text).toContain('Écrivez pourquoi cette base vaut')
    expect(unreasoned.html).toContain('value="Salon 2018"')
    expect((await page.act(seen.path, [['act', 'preview']])).text).toContain('Un fichier n’est pas prêt')
    const reason = 'Registre des visiteurs'
    await page.describe(seen.path, 1, { reason })

    await page.act(seen.path, [['act', 'preview']])
    seen = await page.until(seen.path, 'Ce que ferait l’import')
    expect(seen.text).toContain('Téléphone 13 lignes')
    await page.act(seen.path, [
      ['act', 'rules'],
      ['rule-phone', 'known'],
    ])
    seen = await page.until(seen.path, 'Ce que ferait l’import')

    const other = commandLine(await aPlace(kind))
    const rule = ['--prefer', 'phone=known']
    const lawful = ['--basis', 'lawful', '--reason', reason, '--collected', '2018']
    const declared = [...lawful, '--country', 'FR', '--source', 'Salon 2018', ...rule]
    const expected = [
      await other.importFiles(SAMPLES.slice(0, 1), ...declared),
      await other.importFiles(SAMPLES.slice(1, 2), ...rule),
      await other.importFiles(SAMPLES.slice(2, 3), ...rule),
    ]
    const sum = { rows: 0, new: 0, merged: 0, unchanged: 0, conflict: 0, refused: 0 }
    for (const counts of expected)
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += counts[name]
    expect(countsOf(seen)).toEqual(sum)
    const tried = await page.visit(`${seen.path}/report`)

    await page.act(seen.path, [['act', 'import']])
    seen = await page.until(seen.path, 'Import terminé')
    expect(countsOf(seen)).toEqual(sum)
    const report = await page.visit(`${seen.path}/report`)
    expect(report.html.trim().split('\r\n')).toHaveLength(sum.rows + 1)
    expect(linesOf(report)).toEqual(linesOf(tried))
    expect(report.html).not.toMatch(/@example|Chloé/)

    const attest = await workspace.messageWith('C0APPROVALS', 'attest:confirm')
    expect(readMessage(attest)).toContain('source 1')
    const done = await until(card, { what: 'a card that says done', is: (text) => text.includes('Terminé') })
    expect(done).toContain(`= ${sum.rows} lignes`)
    expect(done).not.toMatch(/salon|newsletter-export|shop|Arrêter/i)
    // The page's link was used up by the first file.
    expect((await page.visit(start)).status).toBe(410)
  })

  test('killed in the middle, it goes on by itself where it was, and ends as if nothing had happened', async () => {
    const { place, egard, page, link } = await aDesk(kind)
    const file = join(place.folder, 'large.csv')
    // Long enough to be killed in the middle, on a fast machine too.
    await writeContactsFile(file, 30_000)
    const memory = await memoryOf(place)
    let seen = await page.bring(await link(), [file])
    await page.act(seen.path, [['act', 'preview']])
    seen = await page.until(seen.path, 'Ce que ferait l’import')
    const previewed = countsOf(seen)
    await page.act(seen.path, [['act', 'import']])
    const committed = async () => {
      const row = await memory.database.read.selectFrom('imports').select(['committed_row', 'state']).executeTakeFirst()
      return row && { line: row.committed_row, state: row.state }
    }
    await until(committed, { what: 'some batches', is: (done) => (done?.line ?? 0) > 0 })
    await egard.kill('SIGKILL')
    expect(await committed()).toMatchObject({ state: 'committing' })

    const again = await startAt(place)
    const after = importPage(again.url)
    const done = await after.until(seen.path, 'Import terminé')
    expect(countsOf(done)).toEqual(previewed)
    expect(done.text).toContain('a repris où il en était')
    expect(
      await until(() => cardIn(slack(`${again.url}/sandbox/slack`)), {
        what: 'the card to end',
        is: (text) => text.includes('Terminé'),
      }),
    ).toContain('a repris où il en était')
    const { contacts } = await memory.database.read
      .selectFrom('contacts')
      .select((e) => e.fn.countAll<number>().as('contacts'))
      .executeTakeFirstOrThrow()
    expect(contacts).toBe(previewed.new)
  })
})

describe('an import that is stopped', () => {
  test('keeps what is committed, says so, and leaves no file behind', async () => {
    const { place, workspace, page, link } = await aDesk()
    const file = join(place.folder, 'large.csv')
    await writeContactsFile(file, 40_000)
    let seen = await page.bring(await link(), [file])
    const folder = uploadsOf(place)
    const [own = ''] = await newest(folder)
    const [stored = ''] = await readdir(join(folder, own))
    expect((await stat(join(folder, own, stored))).mode & 0o777).toBe(0o600)
    await page.act(seen.path, [['act', 'preview']])
    seen = await page.until(seen.path, 'Ce que ferait l’import')
    await page.act(seen.path, [['act', 'import']])
    const message = await workspace.messageWith('C0CAMPAIGNS', 'import:cancel')
    await workspace.person(ALICE).press(message, 'import:cancel')
    await workspace.person(ALICE).toldThat('s’arrête après le lot')
    seen = await page.until(seen.path, 'Import arrêté')
    const rows = Number(/([\d\s]+) lignes? ont été importées avant l’arrêt/.exec(seen.text)?.[1]?.replace(/\D/g, ''))
    const memory = await memoryOf(place)
    const { counts } = await memory.database.read.selectFrom('imports').select('counts').executeTakeFirstOrThrow()
    expect(rows).toBe((JSON.parse(counts) as { rows: number }).rows)
    expect(rows).toBeLessThan(40_000)
    await until(async () => (await readdir(folder)).includes(own), { what: 'its folder to go', is: (there) => !there })
    const card = await until(() => cardIn(workspace), {
      what: 'the card to end',
      is: (text) => text.includes('Arrêté par'),
    })
    expect(card).not.toContain('Arrêter l’import')
  })
})

describe('what is no table of contacts', () => {
  const BAD: readonly (readonly [string, string | Buffer, string])[] = [
    ['empty.csv', '', 'Le fichier est vide'],
    [
      'photo.csv',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 1]),
      'Ce n’est pas un fichier texte',
    ],
    ['workbook.csv', Buffer.from('PK\u0003\u0004[Content_Types].xml'), 'C’est un classeur Excel'],
    ['no-header.csv', 'a@example.org;Ana\nb@example.org;Bea\n', 'ajoutez une ligne de titres'],
    ['twice.csv', 'email;email\na@example.org;b@example.org\n', 'choisissez un sens pour chacune'],
    ['no-address.csv', 'nom;ville\nDupont;Lille\n', 'dites laquelle le fait'],
  ]

  test('each is named with a sentence that says what to do, and nothing is tried until it is put right', async () => {
    const { page, link, place } = await aDesk()
    let seen = await page.bring(
      await link(),
      BAD.map(([name, content]) => ({ name, content })),
    )
    for (const [name, , sentence] of BAD) {
      expect(seen.text, name).toContain(name)
      expect(seen.text, name).toContain(sentence)
    }
    expect((await page.act(seen.path, [['act', 'preview']])).text).toContain('Un fichier n’est pas prêt')
    // A column chosen puts one right; the others are taken away.
    seen = await page.describe(seen.path, 5, { 'column-2': 'ignore' })
    expect(seen.text).not.toContain('choisissez un sens pour chacune')
    for (const file of ['1', '2', '3', '4', '6']) {
      seen = await page.act(seen.path, [
        ['act', 'drop'],
        ['file', file],
      ])
    }
    seen = await page.bring(seen.path.split('?')[0] ?? '', [
      { name: '../../evil<b>.csv', content: 'email\nz@example.org\n' },
    ])
    expect(seen.html).toContain('evil&lt;b&gt;.csv')
    expect(seen.html).not.toContain('>evil<b>')
    await page.act(seen.path, [['act', 'preview']])
    seen = await page.until(seen.path, 'Ce que ferait l’import')
    expect(countsOf(seen)).toMatchObject({ rows: 2, new: 2 })
    await page.act(seen.path, [['act', 'cancel']])
    seen = await page.until(seen.path, 'Rien n’a été importé')
    const memory = await memoryOf(place)
    expect(await memory.database.read.selectFrom('imports').select('id').execute()).toEqual([])
  })

  test('the same bytes twice, no file, half a form and too large a form are answered in a sentence', async () => {
    const { egard, page, link } = await aDesk()
    const start = await link()
    expect((await page.bring(start, [])).text).toContain('Aucun fichier n’est arrivé')
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
      const broken = await page.visit(start, {
        method: 'POST',
        headers: { 'content-type': type },
        body: '--x\r\nno form',
      })
      expect(broken.text).toMatch(/n’est pas arrivé entier|Aucun fichier n’est arrivé/)
    }
    const one = { name: 'a.csv', content: 'email;statut\na@example.org;\n' }
    const seen = await page.bring(start, [one, { ...one, name: 'b.csv' }])
    expect(seen.text).toContain('Ce fichier est déjà là')
    const large = await page.act(seen.path.split('?')[0] ?? '', [
      ['act', 'save'],
      ['reason', 'x'.repeat(300_000)],
    ])
    expect(large.status).toBe(413)
    expect(await sayingSize(egard.url, start, 50 * 1024 ** 3)).toBe(413)
  })
})

describe('a link to an import page', () => {
  test('that is cut, of another purpose, of another house, used or over says to ask for a new one', async () => {
    const { egard, page, link } = await aDesk()
    const elsewhere = await aDesk()
    const [start, stale] = [await link(), await link()]
    const file = { name: 'a.csv', content: 'email;statut\na@example.org;\n' }
    const strange = await elsewhere.link()
    for (const path of ['/staff/import/abc', start.slice(0, -4), strange]) {
      expect(await page.bring(path, [file]), path).toMatchObject({ status: 404 })
      const seen = await page.visit(path)
      expect([seen.status, seen.text], path).toEqual([404, expect.stringContaining('/egard import')])
      expect((await page.visit(`${path}/progress`)).status).toBe(404)
    }
    const work = await page.bring(start, [file])
    expect(await page.bring(start, [file])).toMatchObject({
      status: 410,
      text: expect.stringContaining('/egard import'),
    })
    await advance(egard.url, 'PT16M')
    expect(await page.bring(stale, [file])).toMatchObject({ status: 410, text: expect.stringContaining('15 min') })
    expect((await page.visit(work.path)).status).toBe(200)
    await advance(egard.url, 'P1D')
    expect((await page.visit(work.path)).status).toBe(410)
  })
})

function linesOf({ html }: Seen): string[] {
  return html.split('\r\n').map((line) => line.split(',', 3).join())
}

async function newest(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  const made = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(folder, name))).birthtimeMs })),
  )
  return made.toSorted((a, b) => b.at - a.at).map(({ name }) => name)
}

/** A body that only says how large it will be. */
function sayingSize(url: string, path: string, bytes: number): Promise<number> {
  const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(bytes) }
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), { method: 'POST', headers }, (response) => {
      resolve(response.statusCode ?? 0)
      sent.destroy()
    })
    sent.on('error', reject)
    sent.flushHeaders()
  })
}
