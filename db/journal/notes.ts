import { AsyncLocalStorage } from 'node:async_hooks'
import type { JournalNote } from './journal-line.ts'

/** The addresses of a contact, as keyed hashes. */
export interface NotedAddresses {
  email: string | null
  phone: string | null
}

interface Notes {
  notes: JournalNote[]
  forgotten: Map<number, NotedAddresses>
}

const open = new AsyncLocalStorage<Notes>()

/** Runs one try of a transaction; what is noted inside belongs to it alone. */
export function withNotes<T>(work: () => Promise<T>): Promise<T> {
  return open.run({ notes: [], forgotten: new Map() }, work)
}

/** Lines for the journal, written when the open transaction commits, and never when it does not. */
export function noteForJournal(notes: readonly JournalNote[]): void {
  const mine = inTransaction()
  for (const note of notes) mine.notes.push(note)
}

/** Keeps the addresses of contacts that this transaction removes, for the event that says so. */
export function noteForgotten(addresses: ReadonlyMap<number, NotedAddresses>): void {
  const { forgotten } = inTransaction()
  for (const [contactId, mine] of addresses) forgotten.set(contactId, mine)
}

/** The addresses of somebody this transaction has removed. */
export function addressesOfForgotten(contactId: number): NotedAddresses | undefined {
  return inTransaction().forgotten.get(contactId)
}

/** What the transaction has noted; asked once, at its end. */
export function takeNotes(): JournalNote[] {
  return inTransaction().notes.splice(0)
}

function inTransaction(): Notes {
  const mine = open.getStore()
  if (mine === undefined) throw new Error('The journal takes notes inside a write() only.')
  return mine
}
