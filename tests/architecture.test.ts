import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { HOUSE_RULES, violationsOf } from '#tests/support/house-rules.ts'
import { parseSourceFile, readSourceFiles, type SourceFile } from '#tests/support/source-file.ts'

const ROOT = join(import.meta.dirname, '..')
const ROOMS = ['core', 'db', 'bot', 'preference-center', 'tests']
const files = ROOMS.flatMap((room) => (existsSync(join(ROOT, room)) ? readSourceFiles(ROOT, room) : []))

describe('the house', () => {
  test.each(HOUSE_RULES)('$name', (rule) => {
    expect(violationsOf(rule, files)).toEqual([])
  })

  test.each(ROOMS)('%s is read', (room) => {
    expect(files.some(({ path }) => path.startsWith(`${room}/`))).toBe(true)
  })
})

describe('every rule catches what it forbids and lets the rest be', () => {
  const PLANTED: Record<string, { wrong: SourceFile[]; right: SourceFile[] }> = {
    'core imports only core and pure packages': {
      wrong: [
        planted('core/a.ts', "import { z } from 'zod'"),
        planted('core/a.ts', "import type { Row } from '#db/schema.ts'"),
        planted('core/a.ts', "export { hash } from 'node:crypto'"),
        planted('core/a.ts', "type Row = import('#db/schema.ts').Row"),
      ],
      right: [planted('core/a.ts', "import parse from 'libphonenumber-js/min'\nimport { b } from './b.ts'")],
    },
    'db imports only core, db, its drivers and Node': {
      wrong: [planted('db/a.ts', "import { App } from '@slack/bolt'"), planted('db/a.ts', "import '#bot/main.ts'")],
      right: [planted('db/a.ts', "import pg from 'pg'\nimport { join } from 'node:path'\nimport '#core/b.ts'")],
    },
    'bot never imports tables, the schema as a value, or the pages': {
      wrong: [
        planted('bot/a.ts', "import { contacts } from '#db/tables/contacts.ts'"),
        planted('bot/a.ts', "import { type Schema, tables } from '#db/schema.ts'"),
        planted('bot/a.ts', "const page = await import('#preference-center/src/pages/index.astro')"),
      ],
      right: [planted('bot/a.ts', "import type { Schema } from '#db/schema.ts'\nimport { open } from '#db/open.ts'")],
    },
    'bot never holds SQL': {
      wrong: [planted('bot/a.ts', "import { sql } from 'kysely'")],
      right: [planted('bot/a.ts', "import pino from 'pino'")],
    },
    'pages import types from db, values from core, and nothing from bot': {
      wrong: [
        planted('preference-center/a.astro', "---\nimport { open } from '#db/open.ts'\n---\n<p>Hi</p>"),
        planted('preference-center/a.astro', "<script>\n  import '#bot/main.ts'\n</script>"),
        planted('preference-center/a.tsx', "import type { ContactRow } from '#db/tables/contacts.ts'"),
      ],
      right: [planted('preference-center/a.astro', "---\nimport { type Answer } from '#db/operations/b.ts'\n---\n")],
    },
    'nothing outside tests imports tests': {
      wrong: [planted('bot/a.ts', "import { until } from '#tests/support/until.ts'")],
      right: [planted('tests/a.ts', "import { until } from '#tests/support/until.ts'")],
    },
    'no import climbs out of its folder': {
      wrong: [planted('tests/a.ts', "import '../core/b.ts'"), planted('core/a.ts', "import './b/../../db/c.ts'")],
      right: [planted('core/a.ts', "import './b.ts' // never ../b.ts")],
    },
    'core never asks the machine: no clock, randomness, environment or network': {
      wrong: [
        planted('core/a.ts', 'const now = Date.now()'),
        planted('core/a.ts', 'const now = new Date()'),
        planted('core/a.ts', 'const now = Temporal.Now.instant()'),
        planted('core/a.ts', 'const dice = Math.random()'),
        planted('core/a.ts', "const zone = process.env['TZ']"),
        planted('core/a.ts', 'const { env } = process'),
        planted('core/a.ts', 'const id = globalThis.crypto.randomUUID()'),
        planted('core/a.ts', 'const text = date.toLocaleString()'),
        planted('core/a.ts', 'names.sort((a, b) => a.localeCompare(b))'),
      ],
      right: [
        planted('core/a.ts', "/** Never Date.now() here. */\nconst text = date.toLocaleString('fr') + 'Math.random()'"),
        planted('core/a.ts', 'const process = 1\nconst basis = { process: contact.process }'),
      ],
    },
    'core is synchronous: no promises': {
      wrong: [
        planted('core/a.ts', 'export async function a() {}'),
        planted('core/a.ts', 'declare const a: Promise<string>'),
      ],
      right: [planted('core/a.ts', "const promise = 'await the Promise'")],
    },
    'errors are told apart by their code, never by instanceof': {
      wrong: [planted('bot/a.ts', 'if (problem instanceof RefusedError) retry()')],
      right: [planted('bot/a.ts', 'const text = problem instanceof Error ? problem.message : String(problem)')],
    },
  }

  test.each(HOUSE_RULES)('$name', (rule) => {
    const { wrong, right } = PLANTED[rule.name] ?? { wrong: [], right: [] }
    expect(wrong.length).toBeGreaterThan(0)
    for (const file of wrong) expect(violationsOf(rule, [file]), file.syntax.text).toHaveLength(1)
    expect(violationsOf(rule, right)).toEqual([])
  })

  test('a violation is shown with its file and line', () => {
    const file = planted('core/clock.ts', '// now\n\nexport const now = () => Date.now()')
    expect(HOUSE_RULES.flatMap((rule) => violationsOf(rule, [file]))).toEqual(['core/clock.ts:3 Date.now'])
  })
})

function planted(path: string, text: string): SourceFile {
  return parseSourceFile(path, text)
}
