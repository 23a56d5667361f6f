import type { Basis } from '#core/consent/gate-facts.ts'
import { isAttestable } from '#core/consent/gate-facts.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { appendEvents } from '#db/tables/consent-events.ts'
import { contactsOfSource } from '#db/tables/contact-sources.ts'
import { attestSource, forgetBasis, sourceById } from '#db/tables/sources.ts'
import { basisEvent } from './basis-event.ts'

export interface SourceToAttest {
  id: number
  /** A list's or file's name: it may say who somebody is, so it is shown in a modal and never posted. */
  name: string
  basis: Basis
  reason: string | undefined
  contacts: number
  attested: boolean
}

/** What the privacy lead is asked to confirm. */
export async function sourceToAttest(
  { database }: Memory,
  { sourceId }: { sourceId: number },
): Promise<SourceToAttest | Refused<'unknown-source'>> {
  const source = await sourceById(database.read, sourceId)
  if (source === undefined) return { refused: 'unknown-source' }
  const contacts = await contactsOfSource(database.read, sourceId)
  const { id, name, basis, basisReason, attestedAt } = source
  return { id, name, basis, reason: basisReason ?? undefined, contacts, attested: attestedAt !== null }
}

/** `reason`: how the people came to be in the file; needed where the import gave none. */
type Answer = { sourceId: number; by: string; reason?: string | undefined }
type AnswerRefusal = Refused<'unknown-source' | 'nothing-to-attest' | 'attested-before' | 'reason-missing'>

/** The privacy lead stands for the declared basis: from now on it counts. Who may do this is checked where the button is. */
export function attestBasis(memory: Memory, now: number, answer: Answer): Promise<{ basis: Basis } | AnswerRefusal> {
  return answerBasis(memory, now, answer, 'attest-basis')
}

/** The privacy lead does not: nothing is known of the collection, so nobody is asked on its strength. */
export function refuseBasis(memory: Memory, now: number, answer: Answer): Promise<{ basis: Basis } | AnswerRefusal> {
  return answerBasis(memory, now, answer, 'refuse-basis')
}

async function answerBasis(
  memory: Memory,
  now: number,
  { sourceId, by, reason }: Answer,
  act: 'attest-basis' | 'refuse-basis',
): Promise<{ basis: Basis } | AnswerRefusal> {
  return memory.database.write(async (db) => {
    const source = await sourceById(db, sourceId)
    if (source === undefined) return { refused: 'unknown-source' }
    if (!isAttestable(source.basis)) return { refused: 'nothing-to-attest' }
    const why = source.basisReason ?? (reason?.trim() || undefined)
    if (act === 'attest-basis' && why === undefined && source.basis !== 'documented')
      return { refused: 'reason-missing' }
    const done = await (act === 'attest-basis'
      ? attestSource(db, sourceId, { by, reason: why ?? '' }, now)
      : forgetBasis(db, sourceId))
    if (!done) return { refused: 'attested-before' }
    await db
      .insertInto('audit')
      .values({ at: now, actor: by, act, subject: `source ${sourceId}` })
      .execute()
    const type = act === 'attest-basis' ? 'basis-confirmed' : 'basis-refused'
    await appendEvents(db, memory, now, [basisEvent(type, sourceId, by)])
    return { basis: act === 'attest-basis' ? source.basis : 'unknown' }
  })
}
