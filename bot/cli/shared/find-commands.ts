import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Command } from './command.ts'

const FOLDER = join(import.meta.dirname, '..')

/** The names of all commands: one file each in `bot/cli`. */
export async function commandNames(): Promise<string[]> {
  const files = await readdir(FOLDER, { withFileTypes: true })
  return files
    .filter((file) => file.isFile() && file.name.endsWith('.ts'))
    .map((file) => file.name.slice(0, -'.ts'.length))
    .sort()
}

/** The command of this name; undefined when there is none. Only names of files that exist are ever loaded. */
export async function findCommand(name: string): Promise<Command | undefined> {
  if (!(await commandNames()).includes(name)) return undefined
  const file = pathToFileURL(join(FOLDER, `${name}.ts`))
  return ((await import(file.href)) as { command: Command }).command
}
