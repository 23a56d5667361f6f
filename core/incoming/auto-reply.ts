import {
  AUTO_REPLY_HEADERS,
  AUTO_REPLY_SUBJECTS,
  AUTO_REPLY_WORDINGS,
  type AutoReplyReason,
} from './auto-reply-signs.ts'
import { fold } from './fold.ts'
import type { IncomingRecipient } from './incoming-mail.ts'
import { aboutWithoutMarks, type Letter } from './letter.ts'
import { headersOf } from './parsed-mail.ts'

/** Codes of the headers only an automatic answer carries. */
export function autoReplyHeadersIn({ headers }: Letter): string[] {
  const found = AUTO_REPLY_HEADERS.filter(({ name, value }) =>
    headers.some((header) => header.name === name && value.test(header.value)),
  )
  return [...new Set(found.map(({ code }) => code))]
}

/** What the subject of an automatic answer says. After `Re:` a subject is mostly the one that was answered: then it does not count, unless `trusted`. */
export function autoReplySubject(
  { about, isAnswer }: Letter,
  trusted = false,
): { reason: AutoReplyReason; isSure: boolean } | undefined {
  if (isAnswer && !trusted) return undefined
  const bare = aboutWithoutMarks(about)
  const found = AUTO_REPLY_SUBJECTS.find(({ wording }) => wording.test(bare))
  return found && { reason: found.reason, isSure: found.isSure === true }
}

/** How many signs of an automatic answer a person's own words carry, and the first reason among them. */
export function autoReplyWords(own: string): { reason: AutoReplyReason; signs: number } | undefined {
  const words = fold(own.slice(0, 3000))
  const found = AUTO_REPLY_WORDINGS.filter(({ wording }) => wording.test(words))
  const [first] = found
  if (first === undefined) return undefined
  return { reason: first.reason, signs: found.length }
}

/** Who answers, and why. A machine's answer says nothing of the mailbox: the permanence stays unknown. */
export function answering({ from, headers }: Letter, reason: AutoReplyReason | undefined): IncomingRecipient[] {
  const address =
    from ??
    headersOf(headers, 'reply-to')
      .toLowerCase()
      .match(/[^\s<>]{1,64}@[^\s<>]{1,250}/)?.[0]
  return [{ ...(address !== undefined && { address }), permanence: 'unknown', ...(reason !== undefined && { reason }) }]
}
