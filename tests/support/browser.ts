import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A browser for the test file or block it is called in; gives a function that opens a page of its own profile.
 * Pages are closed after each test, the browser after the last.
 */
export function useBrowser(): (options?: BrowserContextOptions) => Promise<Page> {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(() => Promise.all(browser?.contexts().map((context) => context.close()) ?? []))
  afterAll(() => browser?.close())
  return async (options) => {
    if (browser === undefined) throw new Error('Call newPage inside a test.')
    const context = await browser.newContext(options)
    return context.newPage()
  }
}

/** The Chromium or Chrome of this machine when there is one, else the one that npm brought; close it yourself. */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env['CHROMIUM'] ?? INSTALLED.find((path) => existsSync(path))
  const args = userInfo().uid === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args })

  const folder = await unpackChromium()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    // A container without user namespaces cannot sandbox this build; it only ever opens our own pages.
    args: [...new Set([...args, '--no-sandbox'])],
    env: {
      ...process.env,
      FONTCONFIG_PATH: join(folder, 'fonts'),
      LD_LIBRARY_PATH: [join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
    },
  })
}

/** The package's own list names folders of the place it was made for; with it no font is found and every text is invisible. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`

/**
 * Unpacks the npm package's Chromium, its fonts and the libraries a bare machine lacks, once per version, into
 * node_modules/.cache. It appears there whole or not at all, so an interrupted or a simultaneous run does no harm.
 */
async function unpackChromium(): Promise<string> {
  const packed = join(ROOT, 'node_modules/@sparticuz/chromium')
  const { default: manifest } = (await import(join(packed, 'package.json'), { with: { type: 'json' } })) as {
    default: { version: string }
  }
  const cache = join(ROOT, 'node_modules/.cache/egard')
  const unpacked = join(cache, `chromium-${manifest.version}-with-fonts`)
  if (existsSync(unpacked)) return unpacked

  await mkdir(cache, { recursive: true })
  const halfDone = await mkdtemp(join(cache, 'unpacking-'))
  try {
    await inflateInto(halfDone, join(packed, 'bin'))
    await writeFile(join(halfDone, 'fonts/fonts.conf'), FONTS)
    await rename(halfDone, unpacked)
  } catch (error) {
    if (!existsSync(unpacked)) throw error
  } finally {
    await rm(halfDone, { recursive: true, force: true })
  }
  return unpacked
}

/** The package always unpacks into the folder for temporary files, and only looks up which that is when asked to. */
async function inflateInto(folder: string, packed: string): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium')
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    await Promise.all(
      ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((name) => inflate(join(packed, name))),
    )
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
