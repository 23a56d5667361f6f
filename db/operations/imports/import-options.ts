import type { Basis } from '#core/consent/gate-facts.ts'
import type { PreferableField } from '#core/contacts/merge.ts'
import type { Channel } from '#core/house.ts'

/** What staff say of a file. With the file's bytes it is what makes an import the same import. */
export interface ImportOptions {
  /** The source's name when staff gave one; otherwise the file's name. */
  source?: string | undefined
  basis: Basis
  /** Why the declared basis holds; needed with lawful, customer and professional. */
  basisReason?: string | undefined
  /** As staff wrote it, and its first and last day (epoch milliseconds, UTC midnight). */
  collected?: { text: string; from: number; until: number } | undefined
  topics: readonly string[]
  channels: readonly Channel[]
  /** ISO 3166 alpha-2, for contacts without a country. */
  country?: string | undefined
  /** ISO 639-1, for contacts without a language. */
  language?: string | undefined
  prefer: Readonly<Partial<Record<PreferableField, 'this-file' | 'known'>>>
  /** The file is a list of addresses to stop: no contact is made. */
  suppression: boolean
  /** How the file is read (titles, encoding, delimiter): another reading is another import. */
  reading: string
}

/** One text per meaning, whatever the order in which the options were given. */
export function optionsText(options: ImportOptions): string {
  const { prefer, topics, channels, ...rest } = options
  return JSON.stringify({
    ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))),
    topics: [...topics].sort(),
    channels: [...channels].sort(),
    prefer: Object.fromEntries(Object.entries(prefer).sort(([a], [b]) => (a < b ? -1 : 1))),
  })
}

export function readOptions(text: string): ImportOptions {
  return JSON.parse(text) as ImportOptions
}
