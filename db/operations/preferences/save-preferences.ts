import { type Pair, pairKey } from '#core/consent/pair.ts'
import { preferencesWording } from '#core/consent/wording.ts'
import type { Budget } from '#core/etiquette/budget.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Language } from '#core/messages/message.ts'
import type { Write } from '#db/open.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { keepWording } from '#db/tables/wordings.ts'
import { askToConfirm, type Raise } from './ask-to-confirm.ts'
import { cancelDeliveries } from './cancel-deliveries.ts'
import { type LinkRefusal, readLink } from './read-link.ts'
import { holdRecipient, type LanguageWish, noteAct, pageLanguage } from './recipient.ts'
import { type SettingsPart, saveSettings } from './save-settings.ts'
import { shownTopics } from './shown-topics.ts'

export interface SavePreferences {
  token: string
  wish: LanguageWish
  /** Of the page that was shown: whoever saves something else sees the fresh state first. */
  version: string
  /** Keys of the pairs whose boxes are ticked. */
  ticked: readonly string[]
  /** The language they want to be written in; undefined leaves it. */
  newLanguage: Language | undefined
  /** When and how often they want to be written to; without it, as it stands. */
  settings?: RecipientSettings | undefined
  /** The family of the browser, for the evidence. */
  agent: string
}

/** What became of what was switched. A raised pair, or more messages than now, changes nothing until it is confirmed at the address. */
export interface PreferencesSaved {
  test: boolean
  at: number
  /** Off from now on. */
  lowered: Pair[]
  raised: Pair[]
  /** More messages than they get now, asked for. */
  raisedBudget: Budget | undefined
  /** Whether the message to confirm is on its way: too soon after another one, or nowhere to send it. */
  raise: Raise
  language: Language | undefined
  /** What of the settings changed at once. */
  changed: SettingsPart[]
  /** As it was, so that one press brings it back. */
  before: { on: string[]; language: Language | undefined; settings: RecipientSettings }
}

/**
 * Saves the preference page. The link alone lowers, at once; it never raises: for that a message goes to the address. When and on which way somebody
 * wants to be written to is theirs to say, at once. A page that is not up to date changes nothing at all, so what it did not show is never switched.
 */
export async function savePreferences(
  memory: Memory,
  now: number,
  command: SavePreferences,
): Promise<PreferencesSaved | Refused<LinkRefusal | 'stale'>> {
  const ids = readLink(memory, now, command.token, 'preferences')
  if (isRefused(ids)) return ids
  const [contactId = 0] = ids
  if (contactId === 0) return { ...NOTHING, test: true, at: now }
  return memory.database.write(
    async (db) => {
      const recipient = await holdRecipient(db, contactId)
      if (recipient === undefined) return { refused: 'link-gone' }
      const shown = await shownTopics(db, memory, recipient)
      if (shown.version !== command.version) return { refused: 'stale' }

      const ticked = new Set(command.ticked)
      const isTicked = (pair: Pair) => ticked.has(pairKey(pair))
      const lowered = shown.pairs.filter(({ pair, on }) => on && !isTicked(pair)).map(({ pair }) => pair)
      const raised = shown.pairs.filter(({ pair, on }) => !on && isTicked(pair)).map(({ pair }) => pair)
      const language = command.newLanguage === recipient.language ? undefined : command.newLanguage
      if (language !== undefined) await writeLanguage(db, contactId, language, now)
      const before = shown.settings
      const kept = await saveSettings(db, memory, now, { contactId, before, wanted: command.settings ?? before })
      const wording = preferencesWording(memory.house, pageLanguage(command.wish, recipient.language), shown.channels)
      const asked = { grant: raised, ...(kept.asked && { budget: kept.asked }) }
      const hash = lowered.length + raised.length > 0 || kept.asked ? await keepWording(db, wording, now) : ''
      const mailLanguage = language ?? recipient.language ?? wording.language
      const raise = await askToConfirm(db, memory, recipient, { asked, hash, language: mailLanguage }, now)
      await noteAct(db, contactId, now)
      const evidence = { page: 'preferences', language: wording.language, at: now, agent: command.agent }
      await lower(db, memory, now, { contactId, pairs: lowered, hash, evidence })
      return {
        test: false,
        at: now,
        lowered,
        raised,
        raisedBudget: kept.asked?.most,
        raise,
        language,
        changed: kept.changed,
        before: {
          on: shown.pairs.filter(({ on }) => on).map(({ pair }) => pairKey(pair)),
          language: recipient.language,
          settings: before,
        },
      }
    },
    // Two pages saved at the same moment: one of them sees the other.
    { isolation: 'serializable' },
  )
}

const NOTHING: Omit<PreferencesSaved, 'test' | 'at'> = {
  lowered: [],
  raised: [],
  raisedBudget: undefined,
  raise: 'none',
  language: undefined,
  changed: [],
  before: { on: [], language: undefined, settings: {} },
}

async function writeLanguage(db: Write, contactId: number, language: Language, now: number): Promise<void> {
  await db.updateTable('contacts').set({ language, updated_at: now }).where('id', '=', contactId).execute()
}

async function lower(
  db: Write,
  memory: Memory,
  now: number,
  { contactId, pairs, hash, evidence }: { contactId: number; pairs: readonly Pair[]; hash: string; evidence: object },
): Promise<void> {
  if (pairs.length === 0) return
  await cancelDeliveries(db, contactId, now, 'withdrawn', { pairs })
  const event = { contactId, type: 'withdrawn', via: 'preference-page', wordingHash: hash, evidence } as const
  await appendEvents(
    db,
    memory,
    now,
    pairs.map((pair) => ({ ...event, ...pair })),
  )
}
