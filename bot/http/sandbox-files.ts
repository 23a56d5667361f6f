import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Answer } from './create-server.ts'
import { pathOf } from './create-server.ts'
import { sendJson } from './plain-page.ts'

const BASE = '/sandbox/page/'
const FOLDER = join(import.meta.dirname, '../sandbox/page')
const TEXTS = join(import.meta.dirname, '../../core/texts')
const PACKAGES: Readonly<Record<string, string>> = { 'preact.js': 'preact', 'hooks.js': 'preact/hooks' }
const TYPES: Readonly<Record<string, string>> = {
  '.ts': 'text/javascript; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/**
 * `GET /sandbox/page/…`: the page's own scripts, styles and drawings, as they lie in `bot/sandbox/page`. There is no build step: types are taken out
 * of a script when it is first asked for.
 */
export function answerSandboxFiles(): Answer {
  const scripts = new Map<string, { source: string; script: string }>()
  return async (request, response) => {
    const path = pathOf(request)
    if (!path.startsWith(BASE)) return false
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      sendJson(response, 405, { error: 'Use GET.' })
      return true
    }
    const name = path.slice(BASE.length)
    const file = fileOf(name)
    const source = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined)
    if (source === undefined) return false
    const type = extname(name)
    let body = source
    if (type === '.ts' || type === '.js') {
      // Somebody who works on the page sees what they save.
      const known = scripts.get(name)
      body = known?.source === source ? known.script : browserScript(source)
      scripts.set(name, { source, script: body })
    }
    response.writeHead(200, {
      'content-type': TYPES[type] ?? 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-cache',
    })
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }
}

/** Where a name of the page's own lies; undefined for any other. Plain names in at most one folder: nothing climbs, nothing is hidden. */
export function fileOf(name: string): string | undefined {
  const own = PACKAGES[name]
  if (Object.hasOwn(PACKAGES, name) && own !== undefined) return fileURLToPath(import.meta.resolve(own))
  if (/^texts\/sandbox[a-z-]*\.ts$/.test(name)) return join(TEXTS, name.slice('texts/'.length))
  if (/^(?!texts\/)(?:[a-z][a-z0-9-]*\/)?[a-z][a-z0-9-]*\.(?:ts|css|svg)$/.test(name)) return join(FOLDER, name)
  return undefined
}

/** A script of the page as a browser runs it: without types, its imports as addresses. */
export function browserScript(source: string): string {
  return withoutTypes(source)
    .replaceAll(/\bfrom ?(['"])preact\1/g, `from '${BASE}preact.js'`)
    .replaceAll(/\bfrom ?(['"])preact\/hooks\1/g, `from '${BASE}hooks.js'`)
    .replaceAll(/\bfrom (['"])#bot\/sandbox\/page\//g, `from $1${BASE}`)
    .replaceAll(/\bfrom (['"])#core\/texts\/(?=sandbox)/g, `from $1${BASE}texts/`)
}

/** Node takes types out of our own scripts in the same way when it starts; that it may be asked to is new, and it says so once, which is no news here. */
function withoutTypes(source: string): string {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = emitWarning
  }
}
