import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { answerSandboxFiles, browserScript, fileOf } from '#bot/http/sandbox-files.ts'
import { runServer } from '#tests/bot/http/server.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const PAGE = join(ROOT, 'bot/sandbox/page')
const CLIENT = { host: 'localhost' }

const FOREIGN = [
  '../../http/routes.ts',
  '..%2f..%2fhttp%2froutes.ts',
  'slack/../../mail/mail-listener.ts',
  'slack/../main.ts',
  './main.ts',
  '/etc/passwd',
  '//main.ts',
  'slack//slack-pane.ts',
  'slack\\slack-pane.ts',
  'main.ts%00.css',
  '.hidden.ts',
  'texts/../sandbox.ts',
  'texts/source-text.ts',
  'texts/slack/fr.ts',
  'a/b/c.ts',
  'constructor',
  '__proto__',
  '',
]
test.for(FOREIGN)('nothing outside the page’s own folder is served: %j', async (name) => {
  expect(fileOf(name)).toBeUndefined()
  const { ask } = await runServer({ rooms: { sandbox: answerSandboxFiles() } })
  expect((await ask(`/sandbox/page/${name}`, { headers: CLIENT })).status).toBe(404)
})

test('what is served lies in the page’s folder, among its texts or in its one package', () => {
  const inside = (name: string) => fileOf(name) && resolve(fileOf(name) ?? '').slice(ROOT.length)
  expect(inside('main.ts')).toBe('/bot/sandbox/page/main.ts')
  expect(inside('slack/slack-pane.ts')).toBe('/bot/sandbox/page/slack/slack-pane.ts')
  expect(inside('texts/sandbox.ts')).toBe('/core/texts/sandbox.ts')
  expect(inside('preact.js')).toMatch(/^\/node_modules\/preact\/dist\//)
  expect(inside('hooks.js')).toMatch(/^\/node_modules\/preact\/hooks\/dist\//)
})

test('scripts, styles and drawings come with their type, and only by GET', async () => {
  const { ask } = await runServer({ rooms: { sandbox: answerSandboxFiles() } })
  const type = async (name: string) => (await ask(`/sandbox/page/${name}`, { headers: CLIENT })).headers['content-type']
  expect(await type('main.ts')).toBe('text/javascript; charset=utf-8')
  expect(await type('page.css')).toBe('text/css; charset=utf-8')
  expect(await type('icon.svg')).toBe('image/svg+xml')
  const headers = { ...CLIENT, 'content-type': 'application/json' }
  expect((await ask('/sandbox/page/main.ts', { method: 'POST', headers, body: '{}' })).status).toBe(405)
})

test('every script of the page, and whatever it imports, is served as JavaScript that a browser finds', async () => {
  const names = readdirSync(PAGE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  expect(names).toContain('main.ts')
  const { ask } = await runServer({ rooms: { sandbox: answerSandboxFiles() } })
  const waiting = names.map((name) => `/sandbox/page/${name}`)
  const asked = new Set<string>()
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (asked.has(path)) continue
    asked.add(path)
    const { status, body } = await ask(path, { headers: CLIENT })
    expect([path, status]).toEqual([path, 200])
    for (const [, from = ''] of body.matchAll(/^(?:import|export)\b[^'"]*?\bfrom ?['"]([^'"]+)['"]/gm)) {
      expect([path, from]).toEqual([path, expect.stringMatching(/^(\.\/|\/sandbox\/page\/)/)])
      waiting.push(new URL(from, `http://sandbox${path}`).pathname)
    }
  }
  expect(asked).toContain('/sandbox/page/preact.js')
})

test('types go, values stay, imports become addresses', () => {
  const script = browserScript(`import { h, type VNode } from 'preact'
import { useState } from "preact/hooks"
import type { House } from '#core/house.ts'
import { SANDBOX_TEXTS } from '#core/texts/sandbox.ts'
import { SlackPane } from '#bot/sandbox/page/slack/slack-pane.ts'
import { App } from './app.ts'
export const count: number = [1, 2].length as number
`)
  expect(script).not.toMatch(/House|VNode|: number|as number/)
  const froms = [...script.matchAll(/from ['"]([^'"]+)['"]/g)].map(([, from]) => from)
  expect(froms).toEqual([
    '/sandbox/page/preact.js',
    '/sandbox/page/hooks.js',
    '/sandbox/page/texts/sandbox.ts',
    '/sandbox/page/slack/slack-pane.ts',
    './app.ts',
  ])
  expect(script).toContain('export const count')
})

test('taking out types says nothing on the standard error, and leaves warnings as they were', () => {
  const { emitWarning } = process
  const warned: string[] = []
  process.emitWarning = ((text: string) => warned.push(text)) as typeof process.emitWarning
  try {
    browserScript('const a: string = ""')
    expect(() => browserScript('enum A { B }')).toThrow(/enum/)
    process.emitWarning('still heard')
  } finally {
    process.emitWarning = emitWarning
  }
  expect(warned).toEqual(['still heard'])
})

test('the page’s styles ask nothing of another machine', () => {
  for (const name of readdirSync(PAGE, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.css')))
    expect(readFileSync(join(PAGE, name), 'utf8')).not.toMatch(/https?:|@import|url\((?!["']?data:)/)
})
