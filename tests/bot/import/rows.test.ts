import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FileRow, RowSplitter } from '#bot/import/split-rows.ts'
import { aFile, detected, readAll, values } from './with-file.ts'

test.for([[';'], [','], ['\t'], ['|']] as const)('columns separated by %j are found', async ([delimiter]) => {
  const path = aFile(
    ['email', 'nom', 'tags'].join(delimiter) + '\n' + ['a@example.org', 'Jean', 'x'].join(delimiter) + '\n',
  )
  expect(await values(path)).toEqual([['a@example.org', 'Jean', 'x']])
})

test('a sep= line decides, even an unusual one', async () => {
  expect(await values(aFile('sep=^\r\nemail^nom\r\na@example.org^Jean, Paul; Marie\r\n'))).toEqual([
    ['a@example.org', 'Jean, Paul; Marie'],
  ])
})

test('a comma inside cells does not win over the semicolon between them', async () => {
  const path = aFile(`email;nom;tags\n${'a@example.org;Dupont, Jean;x, y, z\n'.repeat(20)}`)
  expect((await detected(path)).delimiter).toBe(';')
})

test('a list of addresses in one column is read', async () => {
  expect(await values(aFile('email\na@example.org\nb@example.org\n'))).toEqual([['a@example.org'], ['b@example.org']])
})

test('a title above the columns is stepped over', async () => {
  const found = await detected(aFile('Export du 12/03/2024\n\nemail;nom\na@example.org;Jean\n'))
  expect([found.headerLine, found.headers]).toEqual([3, ['email', 'nom']])
})

test('old Mac line ends, and a last line without end, are read', async () => {
  expect(await values(aFile('email;nom\ra@example.org;Jean\rb@example.org;Lise'))).toEqual([
    ['a@example.org', 'Jean'],
    ['b@example.org', 'Lise'],
  ])
})

test('a row begins on its physical line, after blank lines and quoted line breaks', async () => {
  const path = aFile('email;note\n\na@example.org;"deux\nlignes"\r\n\nb@example.org;x\n')
  const { rows } = await readAll(path, await detected(path))
  expect(rows).toEqual([
    { line: 3, values: ['a@example.org', 'deux\nlignes'] },
    { line: 6, values: ['b@example.org', 'x'] },
  ])
})

test('quotes: doubled, around delimiters, in the middle of a word, empty', async () => {
  expect(
    await values(
      aFile('email;nom;note\na@example.org;"Jo ""le Grand""; junior";Le "Rond-Point"\nb@example.org;"";"x"\n'),
    ),
  ).toEqual([
    ['a@example.org', 'Jo "le Grand"; junior', 'Le "Rond-Point"'],
    ['b@example.org', '', 'x'],
  ])
})

test('a row with too many or too few cells is marked; empty cells too many at its end are not counted', async () => {
  const path = aFile('email;nom\na@example.org\nb@example.org;Jean;x\nc@example.org;Lise;;\n')
  const { rows } = await readAll(path, await detected(path))
  expect(rows.map((row) => [row.line, row.problem])).toEqual([
    [2, 'column-count'],
    [3, 'column-count'],
    [4, undefined],
  ])
})

test('a quote that is never closed marks its own row and hides no other', async () => {
  const path = aFile(`email;nom;ville\na@example.org;"Jean;Lyon\n${'b@example.org;Lise;Paris\n'.repeat(50)}`)
  const { rows } = await readAll(path, await detected(path))
  expect(rows[0]).toMatchObject({ line: 2, problem: 'unclosed-quote' })
  expect(rows.slice(1).every((row) => row.problem === undefined && row.values.length === 3)).toBe(true)
  expect(rows).toHaveLength(51)
})

test('two stray quotes in two rows do not swallow the rows between them', async () => {
  const path = aFile(
    'email;nom;ville\na@example.org;"Jean;Lyon\nb@example.org;Lise;Paris\nc@example.org;Zoé";Nice\nd@example.org;Max;Metz\n',
  )
  const { rows } = await readAll(path, await detected(path))
  expect(rows.map((row) => [row.line, row.problem])).toEqual([
    [2, 'unclosed-quote'],
    [3, undefined],
    [4, undefined],
    [5, undefined],
  ])
})

test('a file that stops inside a quoted cell says so on its last row', async () => {
  const path = aFile('email;nom\na@example.org;Jean\nb@example.org;"Lis')
  expect((await readAll(path, await detected(path))).rows.map((row) => row.problem)).toEqual([undefined, 'truncated'])
})

test('reading goes on after any line as if it had never stopped', async () => {
  const path = aFile(
    `email;note\n${Array.from({ length: 500 }, (_, n) => `p${n}@example.org;${n % 7 === 0 ? '"deux\nlignes"' : 'x'}\n`).join('')}`,
  )
  const found = await detected(path)
  const all = (await readAll(path, found)).rows
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 499 }), async (at) => {
      const afterLine = all[at]?.line ?? 0
      expect((await readAll(path, found, { afterLine, batchRows: 7 })).rows).toEqual(all.slice(at + 1))
    }),
    { seed: 2, numRuns: 25 },
  )
})

test('what was written as CSV comes back cell for cell, however the text arrives in pieces', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('', '"', '""', 'a;b', 'ligne\nligne', 'é’œ€', "O'Brien", '\t'),
  )
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(';', ',', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      (cells, delimiter, lineEnd, piece, closed) => {
        const clean = cells.map((row) => row.map((text) => text.replaceAll('\r', '')))
        const text =
          clean.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter)).join(lineEnd) +
          (closed ? lineEnd : '')
        const splitter = new RowSplitter({ delimiter, quote: '"', lineEnd: '\n', columns: 0, firstLine: 1 })
        const rows: FileRow[] = []
        for (let at = 0; at < text.length; at += piece) splitter.push(text.slice(at, at + piece), rows)
        splitter.end(rows)
        expect(rows.map((row) => row.values)).toEqual(clean)
        expect(rows.every((row) => row.problem === undefined)).toBe(true)
      },
    ),
    { seed: 13, numRuns: 400 },
  )
})

test('whatever the text, every physical line belongs to exactly one row or is blank, and nothing throws', () => {
  const line = fc
    .array(fc.constantFrom('a', '"', ';', '""', 'é', '";', ';"', ' '), { maxLength: 8 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 15 }), fc.integer({ min: 1, max: 9 }), (lines, piece) => {
      const text = lines.join('\n')
      const splitter = new RowSplitter({ delimiter: ';', quote: '"', lineEnd: '\n', columns: 3, firstLine: 1 })
      const rows: FileRow[] = []
      for (let at = 0; at < text.length; at += piece) splitter.push(text.slice(at, at + piece), rows)
      splitter.end(rows)
      const starts = rows.map((row) => row.line)
      expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b))
      const covered = new Set(
        rows.flatMap((row) =>
          Array.from(
            { length: 1 + (row.problem === undefined ? row.values.join('').split('\n').length - 1 : 0) },
            (_, n) => row.line + n,
          ),
        ),
      )
      lines.forEach((content, n) => {
        if (content !== '') expect(covered.has(n + 1)).toBe(true)
      })
      for (const row of rows) if (row.problem === undefined) expect(row.values).toHaveLength(3)
    }),
    { seed: 17, numRuns: 1_000 },
  )
})
