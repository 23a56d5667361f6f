import type { Database, Read } from '#db/open.ts'
import { readSetting, writeSetting } from './setting.ts'

const NAME = 'house'

/** The organisation's file as it was last accepted, so that commands without `EGARD_CONFIG` know the same house. */
export function readHouse(database: Database): Promise<string | undefined> {
  return readSetting(database.read, NAME)
}

export type HouseRemembered = { remembered: true } | { remembered: false; topicsInUse: string[] }

/**
 * Accepts a new file, unless a topic that people have a consent for has gone from it: those consents would lose their
 * meaning. Looks only at topics the last file had and this one lacks.
 */
export function rememberHouse(database: Database, file: string, topics: readonly string[]): Promise<HouseRemembered> {
  return database.write(async (db) => {
    const before = await readSetting(db, NAME)
    const topicsInUse = await inUse(
      db,
      topicsOf(before).filter((topic) => !topics.includes(topic)),
    )
    if (topicsInUse.length > 0) return { remembered: false, topicsInUse }
    if (before !== file) await writeSetting(db, NAME, file)
    return { remembered: true }
  })
}

/** What accepting a file would refuse, without accepting it. */
export async function missingTopicsInUse(database: Database, topics: readonly string[]): Promise<string[]> {
  const before = await readSetting(database.read, NAME)
  return inUse(
    database.read,
    topicsOf(before).filter((topic) => !topics.includes(topic)),
  )
}

function topicsOf(file: string | undefined): string[] {
  if (file === undefined) return []
  return (JSON.parse(file) as { topics: { id: string }[] }).topics.map(({ id }) => id)
}

async function inUse(db: Read, topics: readonly string[]): Promise<string[]> {
  const used: string[] = []
  for (const topic of topics) {
    const row = await db.selectFrom('consents').select('topic').where('topic', '=', topic).limit(1).executeTakeFirst()
    if (row) used.push(topic)
  }
  return used
}
