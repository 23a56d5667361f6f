import type { Migration } from 'kysely/migration'
import { firstTables } from './001-first-tables.ts'
import { houseWords } from './002-house-words.ts'
import { reviews } from './003-reviews.ts'
import { uploads } from './004-uploads.ts'
import { cleanUps } from './005-clean-ups.ts'
import { waves } from './006-waves.ts'
import { claims } from './007-claims.ts'
import { incoming } from './008-incoming.ts'
import { brake } from './009-brake.ts'
import { journal } from './010-journal.ts'
import { looks } from './011-looks.ts'
import { etiquette } from './012-etiquette.ts'

/** Numbered, append-only, listed by hand: a released migration never changes. */
export const migrations: Record<string, Migration> = {
  '001-first-tables': firstTables,
  '002-house-words': houseWords,
  '003-reviews': reviews,
  '004-uploads': uploads,
  '005-clean-ups': cleanUps,
  '006-waves': waves,
  '007-claims': claims,
  '008-incoming': incoming,
  '009-brake': brake,
  '010-journal': journal,
  '011-looks': looks,
  '012-etiquette': etiquette,
}
