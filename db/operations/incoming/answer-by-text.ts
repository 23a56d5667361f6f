import { pairKey } from '#core/consent/pair.ts'
import type { Read, Write } from '#db/open.ts'
import { showCard } from '#db/operations/campaigns/show-card.ts'
import type { Memory } from '#db/operations/memory.ts'
import { cancelDeliveries } from '#db/operations/preferences/cancel-deliveries.ts'
import { noteAct } from '#db/operations/preferences/recipient.ts'
import { markAnswered } from '#db/tables/campaign-audience.ts'
import { appendEvents, type NewEvent } from '#db/tables/consent-events.ts'
import { consentsOf } from '#db/tables/consents.ts'
import { keepSealedText } from '#db/tables/wordings.ts'
import type { TextAsk } from './last-texts.ts'
import { proveHandedOver } from './prove-handed-over.ts'
import type { WordByText } from './stop-by-text.ts'

/** What a yes or a no by SMS was about. `which`: several things were asked, so the page must say which. */
export type TextAnswer = { means: 'answered' | 'which'; ask: TextAsk } | undefined

/**
 * A yes or a no to the newest question this number got by SMS. A yes to one thing is a grant, with the SMS as its wording; a no is a no to all that was
 * asked. The last answer wins, also after the lapse. Undefined where no question waits, or where it cannot be told who of several says yes: a person
 * reads it. Call it last in a transaction.
 */
export async function answerByText(
  db: Write,
  memory: Memory,
  now: number,
  { asks, answer, said }: { asks: readonly TextAsk[]; answer: 'yes' | 'no'; said: WordByText['said'] },
): Promise<TextAnswer> {
  const open = await openFor(db, asks, answer)
  const [ask, ...others] = open
  if (ask === undefined || (answer === 'yes' && others.length > 0)) return undefined
  await proveHandedOver(
    db,
    now,
    open.map(({ delivery }) => delivery),
  )
  if (answer === 'yes' && ask.pairs.length > 1) return { means: 'which', ask }
  const events: NewEvent[] = []
  for (const one of open) {
    if (one.answer === answer) continue
    await writeAnswer(db, one, answer, now)
    events.push(...(await eventsFor(db, now, one, { answer, said })))
  }
  await appendEvents(db, memory, now, events)
  return { means: 'answered', ask }
}

/** Questions that wait, else those that lapsed, else those answered before: then the answer changes, unless another opt-out stands since. */
async function openFor(db: Read, asks: readonly TextAsk[], answer: 'yes' | 'no'): Promise<readonly TextAsk[]> {
  const unanswered = asks.filter((ask) => ask.answer === undefined)
  const waiting = unanswered.filter(({ lapsed }) => !lapsed)
  if (waiting.length > 0) return waiting
  if (unanswered.length > 0) return unanswered
  if (answer === 'no') return asks
  const stand = await Promise.all(asks.map((ask) => stoppedSince(db, ask)))
  return asks.filter((_, i) => stand[i] === false)
}

async function stoppedSince(db: Read, { contactId, pairs }: TextAsk): Promise<boolean> {
  const current = (await consentsOf(db, [contactId])).get(contactId)
  return pairs.some((pair) => {
    const { state } = current?.get(pairKey(pair)) ?? {}
    return state === 'withdrawn' || state === 'objected'
  })
}

async function writeAnswer(
  db: Write,
  { contactId, campaignId }: TextAsk,
  answer: 'yes' | 'no',
  now: number,
): Promise<void> {
  await markAnswered(db, { campaignId, contactId }, answer, now)
  await cancelDeliveries(db, contactId, now, answer === 'no' ? 'refused' : 'answered', { campaignId })
  await showCard(db, campaignId, now)
  await noteAct(db, contactId, now)
}

async function eventsFor(
  db: Write,
  now: number,
  ask: TextAsk,
  { answer, said }: { answer: 'yes' | 'no'; said: WordByText['said'] },
): Promise<NewEvent[]> {
  const { contactId, campaignId, version, language, delivery } = ask
  const shown = { campaignId, version, step: delivery.step, language }
  const hash = await keepSealedText(db, shown, now)
  const wording = hash === undefined ? {} : { wordingHash: hash }
  const evidence = { text: said, asked: { step: delivery.step, language }, at: now }
  const type = answer === 'yes' ? 'granted' : 'refused'
  return ask.pairs.map((pair) => ({ ...pair, contactId, campaignId, type, via: 'text' as const, ...wording, evidence }))
}
