import { isMinor } from '#core/consent/gate-facts.ts'
import { CHANNELS } from '#core/consent/reach.ts'
import { mayServe, purposeOf, type ServiceFacts } from '#core/etiquette/service-matrix.ts'
import type { Channel } from '#core/house.ts'
import { countryRow } from '#core/parameters/countries.ts'
import type { Write } from '#db/open.ts'
import { clockFor } from '#db/operations/campaigns/audience.ts'
import type { Memory } from '#db/operations/memory.ts'
import { type ContactFacts, loadFacts } from '#db/tables/gate-facts.ts'

/** A due service message. */
export interface ServiceDue {
  id: number
  kind: string
  channel: Channel
  address: string
  data: string
}

/** Kinds that are about one contact; the others answer whoever holds a number, or staff. */
const ABOUT_CONTACT: ReadonlySet<string> = new Set(['confirm-change', 'fresh-link'])
/** Their own operations write these to staff alone. */
const TO_STAFF: ReadonlySet<string> = new Set(['alert', 'test-send'])

/**
 * What the matrix of service kinds says of each, with the facts of this instant. Those that may leave are given back; one that goes to the guardian,
 * or to the person's other address, is addressed anew and waits for its turn there; what goes nowhere has failed.
 */
export async function judgeServices<Row extends ServiceDue>(
  db: Write,
  memory: Memory,
  now: number,
  rows: readonly Row[],
): Promise<Row[]> {
  const about = new Map(rows.flatMap((row) => (ABOUT_CONTACT.has(row.kind) ? [[row.id, contactOf(row)]] : [])))
  const facts = await loadFacts(db, memory, [...new Set(about.values())])
  const leaving: Row[] = []
  for (const row of rows) {
    const contact = facts.get(about.get(row.id) ?? 0)
    // Whoever is gone needs no link any more.
    const verdict =
      about.has(row.id) && contact === undefined
        ? 'no'
        : mayServe(purposeOf(row.kind), factsFor(row, contact, memory, now))
    if (verdict === 'send') leaving.push(row)
    else if (verdict === 'guardian') await readdress(db, memory, now, row, mail(contact?.guardianEmail))
    else if (verdict === 'other-channel')
      await readdress(db, memory, now, row, otherPlace(memory, row.channel, contact))
    else await readdress(db, memory, now, row, undefined)
  }
  return leaving
}

function contactOf({ data }: ServiceDue): number {
  return (JSON.parse(data) as { contactId: number }).contactId
}

function factsFor(
  { kind, channel, address }: ServiceDue,
  contact: ContactFacts | undefined,
  { house }: Memory,
  now: number,
): ServiceFacts {
  if (contact === undefined) return { channel, toStaff: TO_STAFF.has(kind) }
  const { gate, guardianEmail } = contact
  // The guardian's own address is not the child's, and nothing is known against it.
  if (channel === 'email' && address === guardianEmail) return { channel }
  const minor = gate.guardian !== undefined && isMinor(gate, countryRow(gate.country), clockFor(now, house))
  return {
    channel,
    optedOut: gate.suppressed !== undefined,
    restricted: gate.restricted,
    minorWithGuardian: minor,
    deadAddress: gate.reach[channel] !== 'usable',
  }
}

interface Place {
  channel: Channel
  address: string
}

function mail(address: string | undefined): Place | undefined {
  return address === undefined ? undefined : { channel: 'email', address }
}

function otherPlace(
  { channels = CHANNELS }: Memory,
  channel: Channel,
  contact: ContactFacts | undefined,
): Place | undefined {
  const other: Channel = channel === 'email' ? 'sms' : 'email'
  // Where nothing takes it, it would wait for ever.
  if (!channels.includes(other)) return undefined
  const address = other === 'sms' ? contact?.phone : contact?.email
  if (address === undefined || contact?.gate.reach[other] !== 'usable') return undefined
  return { channel: other, address }
}

async function readdress(
  db: Write,
  { keyring }: Memory,
  now: number,
  { id }: ServiceDue,
  place: Place | undefined,
): Promise<void> {
  const change =
    place === undefined
      ? { state: 'failed', finished_at: now, response: 'nobody to write to' }
      : { ...place, address_hash: keyring.addressHash(place.address), due_at: now }
  await db.updateTable('service_messages').set(change).where('id', '=', id).execute()
}
