import { crc32 } from 'node:zlib'
import type { ConsentEventType } from '#core/consent/ledger.ts'

/** Where a line stands among all journalled transactions of one database: `n` counts them, and every restore begins a new era. */
export interface JournalPlace {
  era: string
  n: number
}

/** What one line says. Keyed hashes only: nothing in the file names anybody. `at`: epoch milliseconds. */
export type JournalNote = { at: number } & (
  | {
      /** An event of the ledger that lowers or forgets, with both addresses of the contact and the link of the chain it stands in. */
      about: 'event'
      type: ConsentEventType
      topic: string
      channel: string
      email: string | null
      phone: string | null
      link: { seq: number; digest: string }
    }
  | {
      /** An opt-out of an address that no contact carries. */
      about: 'address'
      kind: string
      topic: string
      channel: string
      hash: string
    }
  /** Messages of this campaign were leaving. */
  | { about: 'sends'; campaignId: number }
  /** Everything above was brought into the era this line stands in. */
  | { about: 'replayed' }
)

export type JournalLine = JournalPlace & JournalNote

/** How much of a link's digest a line carries: enough to tell two timelines apart. */
const DIGEST_LENGTH = 16

/** One line without its end: a JSON list and its checksum. About 150 bytes. */
export function writeLine(line: JournalLine): string {
  const text = JSON.stringify([line.era, line.n, line.at, line.about, ...restOf(line)])
  return `${text} ${checksum(text)}`
}

/** Undefined for what is not a whole line: an empty one, one torn by a crash, one somebody changed. */
export function readLine(text: string): JournalLine | undefined {
  const end = text.lastIndexOf(' ')
  const json = text.slice(0, end)
  if (end < 0 || checksum(json) !== text.slice(end + 1)) return undefined
  const [era, n, at, about, ...rest] = JSON.parse(json) as [string, number, number, JournalNote['about'], ...unknown[]]
  const place = { era, n, at }
  switch (about) {
    case 'event': {
      const [type, topic, channel, email, phone, seq, digest] = rest as EventFields
      return { ...place, about, type, topic, channel, email, phone, link: { seq, digest } }
    }
    case 'address': {
      const [kind, topic, channel, hash] = rest as [string, string, string, string]
      return { ...place, about, kind, topic, channel, hash }
    }
    case 'sends':
      return { ...place, about, campaignId: Number(rest[0]) }
    case 'replayed':
      return { ...place, about }
  }
}

type EventFields = [ConsentEventType, string, string, string | null, string | null, number, string]

function restOf(note: JournalNote): unknown[] {
  switch (note.about) {
    case 'event': {
      const { type, topic, channel, email, phone, link } = note
      return [type, topic, channel, email, phone, link.seq, link.digest.slice(0, DIGEST_LENGTH)]
    }
    case 'address':
      return [note.kind, note.topic, note.channel, note.hash]
    case 'sends':
      return [note.campaignId]
    case 'replayed':
      return []
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}
