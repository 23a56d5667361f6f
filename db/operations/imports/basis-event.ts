import type { NewEvent } from '#db/tables/consent-events.ts'

/** What somebody said of a source's basis: about no contact, and in the ledger with the consents that rest on it. */
export function basisEvent(
  type: 'basis-declared' | 'basis-confirmed' | 'basis-refused',
  sourceId: number,
  actor: string,
): NewEvent {
  return { contactId: 0, type, topic: '*', channel: '*', via: 'staff', sourceId, actor }
}
