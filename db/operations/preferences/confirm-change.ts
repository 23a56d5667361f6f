import { confirmationWording, pairLabel } from '#core/consent/wording.ts'
import type { Budget } from '#core/etiquette/budget.ts'
import { tokenExpiry } from '#core/links/token-lives.ts'
import type { Language } from '#core/messages/message.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Write } from '#db/open.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { settingsOfContact, settingsText, writeSettings } from '#db/tables/preferences.ts'
import { keepWording } from '#db/tables/wordings.ts'
import { lookAgain } from './look-again.ts'
import { findPendingChange, type PendingChange } from './pending-change.ts'
import { type LinkRefusal, readLink } from './read-link.ts'
import { holdRecipient, type LanguageWish, noteAct, pageLanguage } from './recipient.ts'

export interface ChangeConfirmed {
  at: number
  language: Language
  /** What they will receive, as they read it. */
  granted: string[]
  /** How much they will receive at most, where that was asked. */
  budget: Budget | undefined
  /** A link to their preference page. */
  preferencesToken: string
}

export interface ConfirmChange {
  token: string
  wish: LanguageWish
  agent: string
}

/** Grants what was asked for on the preference page, once. Whatever the person took back after asking stays taken back. */
export async function confirmChange(
  memory: Memory,
  now: number,
  { token, wish, agent }: ConfirmChange,
): Promise<ChangeConfirmed | Refused<LinkRefusal | 'outdated'>> {
  const ids = readLink(memory, now, token, 'confirmation')
  if (isRefused(ids)) return ids
  return memory.database.write(async (db) => {
    const change = await findPendingChange(db, ids[0] ?? 0)
    const recipient = change && (await holdRecipient(db, change.contactId))
    if (change === undefined || recipient === undefined) return { refused: 'link-gone' }
    if (!(await use(db, change.id, now))) return { refused: 'link-used' }
    if (await loweredSince(db, change)) return { refused: 'outdated' }
    const settings = await settingsOfContact(db, recipient.id)
    if (change.budget && budgetText(settings.budget) !== budgetText(change.budget.before))
      return { refused: 'outdated' }

    const language = pageLanguage(wish, recipient.language)
    const wording = confirmationWording(memory.house, language, change.grant, change.budget?.most)
    const wordingHash = await keepWording(db, wording, now)
    const evidence = {
      page: 'confirmation',
      language,
      at: now,
      agent,
      askedAt: change.madeAt,
      askedOn: change.wordingHash,
    }
    await noteAct(db, recipient.id, now)
    if (change.budget) {
      await writeSettings(db, recipient.id, { ...settings, budget: change.budget.chosen }, now)
      await lookAgain(db, recipient.id, now)
    }
    const event = { contactId: recipient.id, type: 'granted', via: 'confirmation', wordingHash, evidence } as const
    await appendEvents(
      db,
      memory,
      now,
      change.grant.map((pair) => ({ ...event, ...pair })),
    )
    const expiresAt = tokenExpiry('preferences', now)
    return {
      at: now,
      language,
      granted: change.grant.map((pair) => pairLabel(memory.house, language, pair)),
      budget: change.budget?.most,
      preferencesToken: signToken(memory.keyring, { purpose: 'preferences', ids: [recipient.id], expiresAt }),
    }
  })
}

/** The first one to write it has it. */
async function use(db: Write, id: number, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('pending_changes')
    .set({ confirmed_at: now })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

async function loweredSince(db: Write, { contactId, grant, madeAt }: PendingChange): Promise<boolean> {
  if (grant.length === 0) return false
  const later = await db
    .selectFrom('consent_events')
    .select(['topic', 'channel'])
    .where('contact_id', '=', contactId)
    .where('at', '>', madeAt)
    .where('type', 'in', ['withdrawn', 'refused', 'objected', 'complained'])
    .where('topic', 'in', ['*', ...grant.map(({ topic }) => topic)])
    .execute()
  return later.some(({ topic, channel }) =>
    grant.some((pair) => (topic === '*' || topic === pair.topic) && (channel === '*' || channel === pair.channel)),
  )
}

function budgetText(budget: Partial<Budget> = {}): string {
  return settingsText({ budget })
}
