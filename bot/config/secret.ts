import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * The secret (32 bytes in base64) of a machine that was given none: made once, readable by its owner only. Two processes that start together
 * agree on the first one written.
 * @throws an error with code `bad-secret-file`
 */
export async function localSecret(file = 'var/secret'): Promise<string> {
  return (await readSecret(file)) ?? makeSecret(file)
}

async function makeSecret(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    // A link appears whole or not at all, and never replaces what another process made first.
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
  const secret = await readSecret(file)
  if (!secret) throw new SecretFileError(file)
  return secret
}

async function readSecret(file: string): Promise<string | undefined> {
  try {
    const text = (await readFile(file, 'utf8')).trim()
    if (Buffer.from(text, 'base64').length !== 32) throw new SecretFileError(file)
    return text
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

class SecretFileError extends Error {
  readonly code = 'bad-secret-file'

  constructor(file: string) {
    super(`${file} does not hold a secret: put the right one back, or set EGARD_SECRET.`)
    this.name = 'SecretFileError'
  }
}
