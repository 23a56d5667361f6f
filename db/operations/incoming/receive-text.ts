import { normalisePhone } from '#core/contacts/phone.ts'
import { nextOpening } from '#core/incoming/texts/next-opening.ts'
import { type OptOutType, readText, type TextReading } from '#core/incoming/texts/read-text.ts'
import { replyLanguage } from '#core/incoming/texts/reply-language.ts'
import type { Language } from '#core/messages/message.ts'
import type { Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { noteAct } from '#db/operations/preferences/recipient.ts'
import { sha256 } from '#db/tables/consent-events.ts'
import { answerByText } from './answer-by-text.ts'
import type { Done } from './done.ts'
import { hasRoomForStrangers, keepForAPerson } from './keep-for-a-person.ts'
import { type LastText, lastTexts, type TextAsk } from './last-texts.ts'
import { holdPeopleOfNumber, markBlocked, noteTextedBack } from './people-of-number.ts'
import { type QueuedTextKind, queueText, type ServiceSmsData } from './queue-text.ts'
import { restartByText } from './restart-by-text.ts'
import type { Words } from './sealed-words.ts'
import { stopAddress, stopByReply } from './stop-by-reply.ts'
import { stopByText } from './stop-by-text.ts'

export interface ReceiveText {
  /** The provider's number of the message: each counts once. */
  sid: string
  /** As the provider gives them. */
  from: string
  to: string
  body: string
  /** What the provider did with it by itself, and answered by itself: then we say nothing. */
  optOutType?: OptOutType | undefined
  /** How many pictures or files came with it; they are not fetched. */
  media?: number | undefined
}

/**
 * Everything one SMS changes, once. Whether anybody we know has the number changes what is written down, never what is answered: a stranger learns
 * nothing, and a number's stop holds for whoever carries it later.
 */
export async function receiveText(memory: Memory, now: number, command: ReceiveText): Promise<{ done: Done[] }> {
  const digest = sha256(`twilio ${command.sid}`)
  const reading = readText(command.body, command.optOutType)
  const read = normalisePhone(command.from, undefined)
  const number = 'phone' in read ? read.phone : undefined
  const numberHash = number === undefined ? undefined : memory.keyring.addressHash(number)
  return memory.database.write(async (db) => {
    const taken = await db
      .insertInto('incoming_mails')
      .values({ digest, at: now, via: 'twilio', channel: 'sms', kind: 'human', trusted: 1, done: '[]' })
      .onConflict((c) => c.column('digest').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (taken === undefined) return alreadyReceived(db, digest)
    const people = numberHash === undefined ? [] : await holdPeopleOfNumber(db, numberHash)
    await noteTextedBack(db, people, now)
    if (command.optOutType === 'START') await markBlocked(db, people, false)
    const last = numberHash === undefined ? new Map() : await lastTexts(db, people, numberHash, now)
    const ofHouse = memory.house.organisation.language
    const given: Given = {
      ...command,
      id: taken.id,
      from: number ?? command.from,
      numberHash,
      people,
      last,
      said: { sid: command.sid, words: command.body.slice(0, MOST_KEPT) },
      language: replyLanguage('language' in reading ? reading.language : undefined, number ?? '', ofHouse),
    }
    await noteWho(db, given)
    const done = await act(db, memory, now, reading, given)
    await db
      .updateTable('incoming_mails')
      .set({ done: JSON.stringify(done) })
      .where('id', '=', taken.id)
      .execute()
    return { done }
  })
}

/** The longest SMS, in as many parts as it takes. */
const MOST_KEPT = 1600

interface Given extends ReceiveText {
  id: number
  numberHash: string | undefined
  people: readonly number[]
  last: ReadonlyMap<number, LastText>
  said: { sid: string; words: string }
  language: Language
}

async function alreadyReceived(db: Write, digest: string): Promise<{ done: Done[] }> {
  const { done } = await db
    .selectFrom('incoming_mails')
    .select('done')
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow()
  return { done: [...(JSON.parse(done) as Done[]), 'already-received'] }
}

/** Whose message it is, as far as the number says: of several who share it, whoever was asked last, else written to last. */
function likeliest({ people, last }: Pick<Given, 'people' | 'last'>): {
  contactId: number | undefined
  campaignId: number | undefined
  ask: TextAsk | undefined
} {
  const texts = [...last.values()]
  const newest = texts.find(({ ask }) => ask !== undefined) ?? texts[0]
  return { contactId: newest?.contactId ?? people[0], campaignId: newest?.campaignId, ask: newest?.ask }
}

async function noteWho(db: Write, given: Given): Promise<void> {
  const { contactId, campaignId, ask } = likeliest(given)
  await db
    .updateTable('incoming_mails')
    .set({ contact_id: contactId ?? null, campaign_id: ask?.campaignId ?? campaignId ?? null })
    .where('id', '=', given.id)
    .execute()
}

async function act(db: Write, memory: Memory, now: number, reading: TextReading, given: Given): Promise<Done[]> {
  const { numberHash, optOutType } = given
  // No number, nobody to answer or to stop: a person looks.
  if (numberHash === undefined) return keep(db, memory, now, given)
  const word = { ...given, numberHash }
  switch (reading.means) {
    case 'stop':
      await say(db, now, given, 'text-stopped', {})
      await stopByText(db, memory, now, { ...word, blocked: optOutType === 'STOP' })
      return ['stopped']
    case 'stop-to-confirm':
      return stopAndAsk(db, memory, now, reading.phrase, word)
    case 'start':
      return restart(db, memory, now, given)
    case 'help':
      await say(db, now, given, 'text-help', {})
      return ['helped']
    case 'yes':
    case 'no':
      return answer(db, memory, now, reading.means, given)
    case 'other':
      return keep(db, memory, now, given)
  }
}

/** What the provider has answered by itself is not answered twice. */
async function say<Kind extends QueuedTextKind>(
  db: Write,
  now: number,
  { optOutType, numberHash, from, to, language }: Given,
  kind: Kind,
  data: ServiceSmsData[Kind],
): Promise<void> {
  if (optOutType !== undefined || numberHash === undefined) return
  await queueText(db, now, { kind, number: from, numberHash, sender: to, language, data })
}

async function restart(db: Write, memory: Memory, now: number, given: Given): Promise<Done[]> {
  await say(db, now, given, 'text-started', {})
  return (await restartByText(db, memory, now, given)) ? ['restarted'] : ['nothing']
}

/** A longer phrase: it stops at once, and a person confirms the reading. */
async function stopAndAsk(
  db: Write,
  memory: Memory,
  now: number,
  phrase: string,
  given: Given & { numberHash: string },
): Promise<Done[]> {
  const { id, people, last, numberHash } = given
  const words = { ...wordsOfText(given), phrase }
  const { contactId } = likeliest(given)
  await say(db, now, given, 'text-stopped', {})
  await keepForAPerson(db, memory, now, {
    id,
    words,
    wants: contactId === undefined ? 'reading' : 'stop',
    keyOf: contactId ?? -id,
  })
  if (contactId === undefined) {
    await stopAddress(db, memory, now, { addressHash: numberHash, channel: 'sms' })
  } else {
    const ordered = [contactId, ...people.filter((one) => one !== contactId)]
    const stopped = ordered.map((one) => ({ contactId: one, campaignId: last.get(one)?.campaignId }))
    await stopByReply(db, memory, now, { id, people: stopped, words, channel: 'sms' })
  }
  return ['stopped', 'reply-kept']
}

/** A yes or a no answers what was asked; where nothing was, a person reads it. */
async function answer(db: Write, memory: Memory, now: number, said: 'yes' | 'no', given: Given): Promise<Done[]> {
  const asks = [...given.last.values()].flatMap(({ ask }) => (ask === undefined ? [] : [ask]))
  const found = await answerByText(db, memory, now, { asks, answer: said, said: given.said })
  if (found === undefined)
    return given.optOutType === 'START' ? restart(db, memory, now, given) : keep(db, memory, now, given)
  const { contactId, campaignId, language } = found.ask
  const asked = { ...given, language }
  if (found.means === 'which') {
    await say(db, now, asked, 'text-page', { contactId, campaignId })
    return ['asked-which']
  }
  await say(db, now, asked, 'text-answered', { answer: said })
  return ['answered']
}

/** Anything else is read by a person; outside opening hours they are told when. */
async function keep(db: Write, memory: Memory, now: number, given: Given): Promise<Done[]> {
  const { id, people } = given
  const { contactId, ask } = likeliest(given)
  if (contactId === undefined && !(await hasRoomForStrangers(db))) return ['nothing']
  const opensAt = nextOpening(memory.house, memory.holidays, now)
  if (opensAt !== now) await say(db, now, given, 'text-received', { opensAt })
  const [only, ...others] = people
  if (only !== undefined && others.length === 0) await noteAct(db, only, now)
  const wants = contactId === undefined ? 'trust' : ask === undefined ? 'reading' : 'answer'
  await keepForAPerson(db, memory, now, { id, words: wordsOfText(given), wants, keyOf: contactId ?? -id })
  return [contactId === undefined ? 'listed-for-a-person' : 'reply-kept']
}

function wordsOfText({ from, body, media = 0, people }: Given): Words {
  return {
    from,
    subject: '',
    text: body.slice(0, MOST_KEPT),
    ...(media > 0 && { media }),
    ...(people.length > 1 && { shared: true as const }),
  }
}
