import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type HouseConfig, parseHouse } from './house.ts'
import type { Settings } from './settings.ts'
import { SettingsError } from './settings-error.ts'

const SAMPLE = join(import.meta.dirname, 'sample.json')

export interface LoadedHouse extends HouseConfig {
  /** The file's text, to be remembered. */
  text: string
  origin: 'file' | 'remembered' | 'sample'
}

/**
 * The organisation: from `EGARD_CONFIG`, else as the database remembers it (for commands), else the sample.
 * @throws SettingsError with every problem of the file
 */
export async function loadHouse(settings: Pick<Settings, 'configFile'>, remembered?: string): Promise<LoadedHouse> {
  if (settings.configFile !== undefined) return parsed(await readConfig(settings.configFile), 'file', 'EGARD_CONFIG')
  if (remembered !== undefined) return parsed(remembered, 'remembered', 'The remembered house')
  return parsed(await readFile(SAMPLE, 'utf8'), 'sample', 'The sample house')
}

function parsed(text: string, origin: LoadedHouse['origin'], name: string): LoadedHouse {
  const result = parseHouse(text)
  if ('problems' in result) throw new SettingsError(result.problems.map((problem) => `${name}: ${problem}`))
  return { ...result.config, text: JSON.stringify(result.file), origin }
}

async function readConfig(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new SettingsError([`EGARD_CONFIG: ${file} cannot be read (${code}); check the path and its permissions.`])
  }
}
