import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

const UNPACKED = join(import.meta.dirname, '../../node_modules/.cache/egard')

/**
 * Lets the browser of this file find letters: the machine's, and those that came with npm's Chromium, whose own settings look for them elsewhere.
 * Without any, a page has no text and no height. Call it before `useBrowser`.
 */
export function useFonts(): void {
  if (process.env['FONTCONFIG_FILE'] !== undefined) return
  const folder = mkdtempSync(join(tmpdir(), 'egard-fonts-'))
  const file = join(folder, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir>${UNPACKED}</dir>
  <cachedir>${folder}</cachedir>
</fontconfig>
`,
  )
  process.env['FONTCONFIG_FILE'] = file
  afterAll(() => {
    delete process.env['FONTCONFIG_FILE']
    rmSync(folder, { recursive: true, force: true })
  })
}
