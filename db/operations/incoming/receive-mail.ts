import type { IncomingMail } from '#core/incoming/incoming-mail.ts'
import type { Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { holdRecipient, noteAct } from '#db/operations/preferences/recipient.ts'
import { hashOfAddress } from './address-hash.ts'
import type { Done } from './done.ts'
import { findMarked, type Marked } from './find-marked.ts'
import { hasRoomForStrangers, keepForAPerson } from './keep-for-a-person.ts'
import { proveHandedOver } from './prove-handed-over.ts'
import { recordBounce } from './record-bounce.ts'
import { recordOptOut } from './record-opt-out.ts'
import { wordsOf } from './sealed-words.ts'
import { stopAddress, stopByReply } from './stop-by-reply.ts'

export interface ReceiveMail {
  mail: IncomingMail
  /** SHA-256 of what arrived, in hex: the same message counts once. */
  digest: string
  via: 'webhook' | 'smtp' | 'ses' | 'brevo' | 'command' | 'sandbox'
  /** A provider says so itself, and proved who it is. A message it only passes on is anybody's. */
  verified: boolean
  /** A verified provider says that this person unsubscribed there. */
  unsubscribed?: boolean
}

export interface Received {
  trusted: boolean
  done: Done[]
}

/**
 * Everything an incoming message changes, once. It changes something only where one of our signed names stands in it, or where a verified provider
 * says so itself; else bounces, complaints and messages of people are listed for a person.
 */
export async function receiveMail(memory: Memory, now: number, command: ReceiveMail): Promise<Received> {
  const { mail, digest, via, verified } = command
  return memory.database.write(async (db) => {
    const taken = await db
      .insertInto('incoming_mails')
      .values({ digest, at: now, via, kind: mail.kind, trusted: 0, done: '[]' })
      .onConflict((c) => c.column('digest').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (taken === undefined) return alreadyReceived(db, digest)
    const { id } = taken
    const marked = await findMarked(db, memory, mail.ourMarks)
    // A person and a deletion of that person never miss each other.
    if (marked.contactId !== undefined) await holdRecipient(db, marked.contactId)
    const [delivery] = marked.deliveries
    const about = { delivery_id: delivery?.id ?? null, campaign_id: delivery?.campaignId ?? null }
    await db
      .updateTable('incoming_mails')
      .set({ ...about, contact_id: marked.contactId ?? null })
      .where('id', '=', id)
      .execute()
    const trusted = marked.sound || verified
    const given = { id, mail, marked, via, unsubscribed: verified && command.unsubscribed === true }
    const found = trusted ? await act(db, memory, now, given) : await list(db, memory, now, given)
    const done: Done[] = found.length > 0 ? found : ['nothing']
    await db
      .updateTable('incoming_mails')
      .set({ trusted: trusted ? 1 : 0, done: JSON.stringify(done) })
      .where('id', '=', id)
      .execute()
    return { trusted, done }
  })
}

interface Given {
  id: number
  mail: IncomingMail
  marked: Marked
  via: ReceiveMail['via']
  unsubscribed: boolean
}

async function alreadyReceived(db: Write, digest: string): Promise<Received> {
  const { trusted, done } = await db
    .selectFrom('incoming_mails')
    .select(['trusted', 'done'])
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow()
  return { trusted: trusted === 1, done: [...(JSON.parse(done) as Done[]), 'already-received'] }
}

async function act(db: Write, memory: Memory, now: number, given: Given): Promise<Done[]> {
  const { mail, marked, via, unsubscribed } = given
  if (unsubscribed) return recordOptOut(db, memory, now, { mail, marked, via, as: 'unsubscribed' })
  switch (mail.kind) {
    case 'bounce':
      return recordBounce(db, memory, now, { mail, marked })
    case 'complaint':
      return recordOptOut(db, memory, now, { mail, marked, via, as: 'complained' })
    case 'human':
      return keepReply(db, memory, now, given)
    case 'auto-reply':
      return (await proveHandedOver(db, now, marked.deliveries)) ? ['doubt-settled'] : []
    case 'other':
      return []
  }
}

/** A person answered: a stop acts at once and is confirmed later; anything else is read by a person. */
async function keepReply(db: Write, memory: Memory, now: number, { id, mail, marked }: Given): Promise<Done[]> {
  const settled = await proveHandedOver(db, now, marked.deliveries)
  const done: Done[] = settled ? ['doubt-settled'] : []
  const [delivery] = marked.deliveries
  const { contactId, addressHash } = marked
  const isStop = mail.stop !== undefined
  const wants = isStop && contactId !== undefined ? 'stop' : (await asks(db, marked)) ? 'answer' : 'reading'
  const words = { ...wordsOf(mail), ...(isElsewhere(memory, mail, addressHash) && { elsewhere: true as const }) }
  await keepForAPerson(db, memory, now, { id, words, wants, keyOf: contactId ?? -id })
  if (!isStop) {
    if (contactId !== undefined) await noteAct(db, contactId, now)
    return [...done, 'reply-kept']
  }
  if (contactId === undefined) {
    if (addressHash === undefined) return [...done, 'reply-kept']
    await stopAddress(db, memory, now, { addressHash, channel: 'email' })
    return [...done, 'stopped', 'reply-kept']
  }
  const people = [{ contactId, campaignId: delivery?.campaignId }]
  await stopByReply(db, memory, now, { id, people, words, channel: 'email' })
  return [...done, 'stopped', 'reply-kept']
}

/** Whoever forwards our message gives its name away: who reads the answer must see that it came from somewhere else. */
function isElsewhere(memory: Memory, { from }: IncomingMail, addressHash: string | undefined): boolean {
  return addressHash !== undefined && hashOfAddress(memory, from) !== addressHash
}

/** Whether it answers a question we asked somebody who is still here. */
async function asks(db: Write, { deliveries: [delivery], contactId }: Marked): Promise<boolean> {
  if (delivery === undefined || contactId === undefined) return false
  const row = await db
    .selectFrom('campaign_audience as a')
    .innerJoin('campaigns as c', 'c.id', 'a.campaign_id')
    .select('a.pairs')
    .where('a.campaign_id', '=', delivery.campaignId)
    .where('a.contact_id', '=', contactId)
    .where('c.kind', '=', 're-opt-in')
    .executeTakeFirst()
  return row !== undefined && row.pairs !== '[]'
}

/** Nothing of ours in it: it changes nothing, and where it would have, a person looks. */
async function list(db: Write, memory: Memory, now: number, { id, mail }: Given): Promise<Done[]> {
  if (mail.kind === 'auto-reply' || mail.kind === 'other') return []
  if (!(await hasRoomForStrangers(db))) return []
  await keepForAPerson(db, memory, now, { id, words: wordsOf(mail), wants: 'trust', keyOf: -id })
  return ['listed-for-a-person']
}
