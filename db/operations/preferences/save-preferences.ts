import type { Pair } from '#core/consent/pair.ts'
import { preferencesWording } from '#core/consent/wording.ts'
import type { Language } from '#core/messages/message.ts'
import type { Write } from '#db/open.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { keepWording } from '#db/tables/wordings.ts'
import { cancelDeliveries } from './cancel-deliveries.ts'
import { type LinkRefusal, readLink } from './read-link.ts'
import { holdRecipient, type LanguageWish, noteAct, pageLanguage, type Recipient } from './recipient.ts'
import { mayMail, queueFormMail } from './service-mail.ts'
import { shownTopics } from './shown-topics.ts'

export interface SavePreferences {
  token: string
  wish: LanguageWish
  /** Of the page that was shown: whoever saves something else sees the fresh state first. */
  version: string
  /** The topics whose boxes are ticked. */
  ticked: readonly string[]
  /** The language they want to be written in; undefined leaves it. */
  newLanguage: Language | undefined
  /** The family of the browser, for the evidence. */
  agent: string
}

/** What became of the topics that were switched. A raised topic changes nothing until it is confirmed at the address. */
export interface PreferencesSaved {
  test: boolean
  at: number
  /** Off from now on. */
  lowered: string[]
  raised: string[]
  /** Whether the mail to confirm is on its way: too soon after another one, or nowhere to send it. */
  raise: 'none' | 'mailed' | 'too-soon' | 'no-address'
  language: Language | undefined
}

/**
 * Saves the preference page. The link alone lowers, at once; it never raises: for that a mail goes to the address. A page that is not up to date
 * changes nothing at all, so a topic it did not show is never switched.
 */
export async function savePreferences(
  memory: Memory,
  now: number,
  command: SavePreferences,
): Promise<PreferencesSaved | Refused<LinkRefusal | 'stale'>> {
  const ids = readLink(memory, now, command.token, 'preferences')
  if (isRefused(ids)) return ids
  const [contactId = 0] = ids
  if (contactId === 0) return { test: true, at: now, lowered: [], raised: [], raise: 'none', language: undefined }
  return memory.database.write(
    async (db) => {
      const recipient = await holdRecipient(db, contactId)
      if (recipient === undefined) return { refused: 'link-gone' }
      const shown = await shownTopics(db, memory.house, recipient)
      if (shown.version !== command.version) return { refused: 'stale' }

      const ticked = new Set(command.ticked)
      const lowered = shown.topics.filter(({ id, on }) => on && !ticked.has(id)).map(({ id }) => id)
      const raised = shown.topics.filter(({ id, on }) => !on && ticked.has(id)).map(({ id }) => id)
      const language = command.newLanguage === recipient.language ? undefined : command.newLanguage
      if (language !== undefined) await writeLanguage(db, contactId, language, now)
      const wording = preferencesWording(memory.house, pageLanguage(command.wish, recipient.language))
      const hash = lowered.length + raised.length > 0 ? await keepWording(db, wording, now) : ''
      const mailLanguage = language ?? recipient.language ?? wording.language
      const raise = await askToConfirm(db, recipient, { topics: raised, hash, language: mailLanguage }, now)
      await noteAct(db, contactId, now)
      await lower(db, memory, now, {
        contactId,
        topics: lowered,
        hash,
        language: wording.language,
        agent: command.agent,
      })
      return { test: false, at: now, lowered, raised, raise, language }
    },
    // Two pages saved at the same moment: one of them sees the other.
    { isolation: 'serializable' },
  )
}

async function writeLanguage(db: Write, contactId: number, language: Language, now: number): Promise<void> {
  await db.updateTable('contacts').set({ language, updated_at: now }).where('id', '=', contactId).execute()
}

async function askToConfirm(
  db: Write,
  { id, email, emailHash }: Recipient,
  { topics, hash, language }: { topics: string[]; hash: string; language: Language },
  now: number,
): Promise<PreferencesSaved['raise']> {
  if (topics.length === 0) return 'none'
  if (email === undefined || emailHash === undefined) return 'no-address'
  if (!(await mayMail(db, emailHash, now))) return 'too-soon'
  const pairs: Pair[] = topics.map((topic) => ({ topic, channel: 'email' }))
  const { id: pendingChangeId } = await db
    .insertInto('pending_changes')
    .values({ contact_id: id, change: JSON.stringify({ grant: pairs }), wording_hash: hash, made_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  const data = { contactId: id, pendingChangeId }
  await queueFormMail(db, { kind: 'confirm-change', address: email, addressHash: emailHash, language, data }, now)
  return 'mailed'
}

async function lower(
  db: Write,
  memory: Memory,
  now: number,
  change: { contactId: number; topics: string[]; hash: string; language: Language; agent: string },
): Promise<void> {
  const { contactId, topics, hash, language, agent } = change
  const pairs: Pair[] = topics.map((topic) => ({ topic, channel: 'email' }))
  if (pairs.length === 0) return
  await cancelDeliveries(db, contactId, now, 'withdrawn', { pairs })
  const evidence = { page: 'preferences', language, at: now, agent }
  const events = pairs.map((pair) => ({
    ...pair,
    contactId,
    type: 'withdrawn' as const,
    via: 'preference-page' as const,
    wordingHash: hash,
    evidence,
  }))
  await appendEvents(db, memory, now, events)
}
