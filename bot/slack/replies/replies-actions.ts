import type { Needs } from '#bot/slack/people.ts'

/** Which pile: what people answered, or what nothing of ours was found in. */
export type PileKind = 'replies' | 'untrusted'

/** Who reads which. What nobody vouches for may be anything, so it is for who answers for privacy. */
export const READERS: Readonly<Record<PileKind, Needs>> = { replies: ['staff', 'privacy'], untrusted: ['privacy'] }

export const OPEN_PILE: Readonly<Record<PileKind, string>> = {
  replies: 'replies:open',
  untrusted: 'replies:open-untrusted',
}

/** What a person may say of a message. */
export const SETTLINGS = ['stop', 'not-a-stop', 'yes', 'no', 'not-an-answer', 'read'] as const
export type Settling = (typeof SETTLINGS)[number]

export const settleAction = (as: Settling): string => `replies:settle-${as}`

/** What a window's button carries. */
export interface CaseValue {
  kind: PileKind
  pile: number
  id: number
}

export function caseValue({ kind, pile, id }: CaseValue): string {
  return `${kind}.${pile}.${id}`
}

/** Undefined when it is none of ours. */
export function readCaseValue(text: string | undefined): CaseValue | undefined {
  const found = /^(replies|untrusted)\.(\d{1,15})\.(\d{1,15})$/.exec(text ?? '')
  return found === null ? undefined : { kind: found[1] as PileKind, pile: Number(found[2]), id: Number(found[3]) }
}
