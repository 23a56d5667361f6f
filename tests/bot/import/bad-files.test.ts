import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type DetectOptions, detectFile } from '#bot/import/detect.ts'
import { type FileProblemCode, fileProblemText } from '#bot/import/file-problem.ts'
import { aFile, aFolder, detected, readAll } from './with-file.ts'

const ROWS = 'email;nom\njean@example.org;Jean\n'
interface Case {
  readonly name: string
  readonly path: () => string
  readonly options?: DetectOptions
  readonly then: FileProblemCode
}
const CASES: readonly Case[] = [
  { name: 'a file that does not exist', path: () => join(aFolder(), 'nowhere.csv'), then: 'missing' },
  { name: 'a path through a file', path: () => join(aFile(ROWS), 'x.csv'), then: 'missing' },
  { name: 'a folder', path: aFolder, then: 'folder' },
  { name: 'an empty file', path: () => aFile(''), then: 'empty' },
  { name: 'a file of blank lines', path: () => aFile('\r\n \r\n'), then: 'empty' },
  { name: 'titles only', path: () => aFile('email;nom\r\n'), then: 'header-only' },
  { name: 'titles only, no line end', path: () => aFile('email;nom'), then: 'header-only' },
  {
    name: 'contacts without titles',
    path: () => aFile('jean@example.org;Jean\nlise@example.org;Lise\n'),
    then: 'no-header',
  },
  {
    name: 'an Excel workbook',
    path: () => aFile(Buffer.from('PK\u0003\u0004....[Content_Types].xml', 'latin1')),
    then: 'excel',
  },
  {
    name: 'an old Excel workbook',
    path: () => aFile(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])),
    then: 'excel',
  },
  { name: 'a zip', path: () => aFile(Buffer.from('PK\u0003\u0004....contacts.csv', 'latin1')), then: 'archive' },
  { name: 'a gzip', path: () => aFile(Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3])), then: 'archive' },
  { name: 'a PDF', path: () => aFile('%PDF-1.7\n%âãÏÓ\n'), then: 'pdf' },
  {
    name: 'a web page called .xls',
    path: () => aFile('<html><table><tr><td>email</td></tr></table></html>'),
    then: 'web-page',
  },
  { name: 'JSON', path: () => aFile('[{"email":"jean@example.org"}]'), then: 'json' },
  {
    name: 'random bytes',
    path: () => aFile(Buffer.from(Array.from({ length: 4_000 }, (_, n) => (n * 7_919 + (n >> 3) * 31) % 256))),
    then: 'binary',
  },
  {
    name: 'UTF-8 cut inside a letter',
    path: () => aFile(Buffer.concat([Buffer.from('email;prénom\njean@example.org;Chlo'), Buffer.from([0xc3])])),
    then: 'truncated',
  },
  {
    name: 'UTF-16 with an odd number of bytes',
    path: () => aFile(Buffer.concat([Buffer.from(`\ufeff${ROWS}`, 'utf16le'), Buffer.from([65])])),
    then: 'truncated',
  },
  { name: 'a first line of 10 MB', path: () => aFile(Buffer.alloc(10_000_000, 'a')), then: 'line-too-long' },
  {
    name: 'a second line of 10 MB',
    path: () => aFile(Buffer.concat([Buffer.from('email;nom\n'), Buffer.alloc(10_000_000, 'a')])),
    then: 'line-too-long',
  },
  {
    name: 'one column of prose',
    path: () => aFile('Bonjour à tous\nCeci est une lettre\nBien à vous\n'),
    then: 'no-delimiter',
  },
  {
    name: 'a delimiter that is not the file’s',
    path: () => aFile(ROWS),
    options: { delimiter: ',' },
    then: 'wrong-delimiter',
  },
  { name: 'a delimiter that is none', path: () => aFile(ROWS), options: { delimiter: 'abc' }, then: 'no-delimiter' },
  {
    name: 'an encoding nobody knows',
    path: () => aFile(ROWS),
    options: { encoding: 'klingon' },
    then: 'unknown-encoding',
  },
  {
    name: 'UTF-8 promised, Windows-1252 found',
    path: () => aFile('email;nom\njean@example.org;Chloé\n', 'windows-1252'),
    options: { encoding: 'utf-8' },
    then: 'wrong-encoding',
  },
  {
    name: 'UTF-16 promised, UTF-8 found',
    path: () => aFile(ROWS),
    options: { encoding: 'utf-16le' },
    then: 'wrong-encoding',
  },
  {
    name: 'five hundred and one columns',
    path: () => aFile(`email${';x'.repeat(500)}\na@example.org${';x'.repeat(500)}\n`),
    then: 'too-many-columns',
  },
]
test.for(CASES)('$name is refused in one sentence', async ({ path, options, then }) => {
  const found = await detectFile(path(), options)
  expect(found).toMatchObject({ problem: then })
  if ('problem' in found)
    for (const language of ['fr', 'en'] as const) expect(fileProblemText(found, language)).toMatch(/^\p{Lu}.{20,}[.]$/u)
})

test('a file over 2 GB is refused without being read', async () => {
  const path = aFile(ROWS)
  truncateSync(path, 2 * 1024 ** 3 + 1)
  expect(await detectFile(path)).toEqual({ problem: 'too-big', detail: '2.0 GB' })
})

test('a line of 10 MB further down ends the reading at once, and says after which line', async () => {
  const path = aFile(
    Buffer.concat([
      Buffer.from(`email;nom\n${'jean@example.org;Jean\n'.repeat(60_000)}`),
      Buffer.alloc(10_000_000, 'a'),
      Buffer.from('\nlise@example.org;Lise\n'),
    ]),
  )
  const { rows, problem } = await readAll(path, await detected(path))
  expect(rows).toHaveLength(60_000)
  expect(problem).toEqual({ problem: 'line-too-long', detail: '60001' })
})

test('a file that changed since it was looked at is not read', async () => {
  const path = aFile(ROWS)
  const found = await detected(path)
  truncateSync(path, 12)
  expect((await readAll(path, found)).problem?.problem).toBe('changed')
})
