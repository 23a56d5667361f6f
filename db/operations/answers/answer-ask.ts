import { type Pair, pairKey } from '#core/consent/pair.ts'
import { askWording, pairLabel } from '#core/consent/wording.ts'
import { tokenExpiry } from '#core/links/token-lives.ts'
import type { Language } from '#core/messages/message.ts'
import { signToken } from '#db/keys/tokens.ts'
import type { Read } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import { isRefused, type Memory, type Refused } from '#db/operations/memory.ts'
import { cancelDeliveries } from '#db/operations/preferences/cancel-deliveries.ts'
import { type LinkRefusal, readLink } from '#db/operations/preferences/read-link.ts'
import { holdRecipient, type LanguageWish, noteAct, pageLanguage } from '#db/operations/preferences/recipient.ts'
import { markAnswered } from '#db/tables/campaign-audience.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { consentsOf } from '#db/tables/consents.ts'
import { keepWording, wordingHash } from '#db/tables/wordings.ts'
import { type Asked, askedInTest, findAsked } from './asked.ts'

export interface AnswerAsk {
  token: string
  wish: LanguageWish
  answer: 'yes' | 'no'
  /** Keys of the ticked boxes, when several pairs were asked. */
  ticked: readonly string[]
  /** Hash of the text that was shown. */
  shown: string
  agent: string
}

export interface AskAnswered {
  test: boolean
  at: number
  language: Language
  /** As the person reads them. */
  granted: string[]
  declined: string[]
  /** A link to their preference page; undefined in a test. */
  preferencesToken: string | undefined
}

/**
 * Records a yes or a no. What was asked and not ticked is a no to it. The last answer wins, and the ledger keeps them all; a yes after the lapse is a
 * new grant. A yes counts only for the text that was shown; a no always counts.
 */
export async function answerAsk(
  memory: Memory,
  now: number,
  command: AnswerAsk,
): Promise<AskAnswered | Refused<LinkRefusal | 'nothing-ticked' | 'wording-changed'>> {
  const ids = readLink(memory, now, command.token, 'answer')
  if (isRefused(ids)) return ids
  const [contactId = 0, campaignId = 0] = ids
  if (contactId === 0) return previewAnswer(memory, now, campaignId, command)
  return memory.database.write(async (db) => {
    const recipient = await holdRecipient(db, contactId)
    const asked = await findAsked(db, campaignId, contactId)
    if (recipient === undefined || asked === undefined) return { refused: 'link-gone' }
    const language = pageLanguage(command.wish, recipient.language, asked.language)
    const choice = chosen(asked, command)
    const wording = askWording(memory.house, language, asked.pairs)
    const sawThisText = wordingHash(wording) === command.shown
    if (isRefused(choice)) return choice
    if (command.answer === 'yes' && !sawThisText) return { refused: 'wording-changed' }

    const hash = sawThisText ? await keepWording(db, wording, now) : undefined
    const by = asked.guardian ? { by: 'guardian' } : {}
    const evidence = { page: 'answer', language, at: now, agent: command.agent, ...by }
    const event = { contactId, campaignId, via: 'answer-page', wordingHash: hash, evidence } as const
    const events: NewEvent[] = [
      ...choice.granted.map((pair) => ({ ...event, ...pair, type: 'granted' as const })),
      ...choice.declined.map((pair) => ({ ...event, ...pair, type: 'refused' as const })),
    ]
    const answer = choice.granted.length > 0 ? 'yes' : 'no'
    const repeated = asked.answer === answer && (await alreadySaid(db, events))
    await markAnswered(db, { campaignId, contactId }, answer, now)
    await showCard(db, campaignId, now)
    await cancelDeliveries(db, contactId, now, answer === 'no' ? 'refused' : 'answered', { campaignId })
    await noteAct(db, contactId, now)
    // A button pressed twice is one answer.
    await appendEvents(db, memory, now, repeated ? [] : events)
    const expiresAt = tokenExpiry('preferences', now)
    const preferencesToken = signToken(memory.keyring, { purpose: 'preferences', ids: [contactId], expiresAt })
    return { test: false, at: now, language, ...labels(memory, language, choice), preferencesToken }
  })
}

interface Choice {
  granted: readonly Pair[]
  declined: readonly Pair[]
}

function chosen({ pairs }: Asked, { answer, ticked }: AnswerAsk): Choice | Refused<'nothing-ticked'> {
  if (answer === 'no') return { granted: [], declined: pairs }
  if (pairs.length === 1) return { granted: pairs, declined: [] }
  const granted = pairs.filter((pair) => ticked.includes(pairKey(pair)))
  return granted.length === 0
    ? { refused: 'nothing-ticked' }
    : { granted, declined: pairs.filter((pair) => !granted.includes(pair)) }
}

async function previewAnswer(
  memory: Memory,
  now: number,
  campaignId: number,
  command: AnswerAsk,
): Promise<AskAnswered | Refused<'nothing-ticked'>> {
  const asked = await askedInTest(memory.database.read, memory.house, campaignId)
  const choice = chosen(asked, command)
  if (isRefused(choice)) return choice
  const language = pageLanguage(command.wish)
  return { test: true, at: now, language, ...labels(memory, language, choice), preferencesToken: undefined }
}

function labels({ house }: Memory, language: Language, { granted, declined }: Choice) {
  const named = (pairs: readonly Pair[]) => pairs.map((pair) => pairLabel(house, language, pair))
  return { granted: named(granted), declined: named(declined) }
}

async function alreadySaid(db: Read, events: readonly NewEvent[]): Promise<boolean> {
  const [first] = events
  if (first === undefined) return true
  const current = (await consentsOf(db, [first.contactId])).get(first.contactId)
  return events.every((event) => {
    const consent = current?.get(`${event.topic} ${event.channel}`)
    return consent?.state === event.type && consent.via === event.via
  })
}
