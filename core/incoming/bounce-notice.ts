import {
  ALL_WELL,
  BOUNCE_SUBJECTS,
  BOUNCE_WORDINGS,
  DAEMON_ADDRESS,
  DAEMON_NAME,
  SAYS_DELAY,
  SAYS_FINAL,
  SURELY_DAEMON,
} from './bounce-signs.ts'
import { failedIn } from './failed-addresses.ts'
import { fold } from './fold.ts'
import type { IncomingRecipient } from './incoming-mail.ts'
import { judgeFailure, statusIn } from './judge-failure.ts'
import type { Letter } from './letter.ts'
import { headerOf } from './parsed-mail.ts'

/** Where the copy of our message begins: what follows was not written by the server. */
const COPY =
  /^[ \t>]{0,10}(?:-{2,60} ?(?:this is a copy|below this line|included is a copy|begin(?:ning)? of (?:the )?original|the header of the original|original message|the body of the message|message header|copy of|forwarded message|message d'origine|unsent message|ursprungliche nachricht|oorspronkelijk bericht|undelivered message|a copy of|end of|header follows|returned)|original message (?:headers|follows|below)|the (?:original message|header of the original message) (?:headers|follows|is following)|en-tetes (?:du message d'origine|d'origine)|ursprungliche nachrichtenkopfzeilen|received: (?:from|by) |return-path: ?<|dkim-signature: |x-mailer: |message headers follow|original mail as follows|\+{10,90}\s*$)/m
const START = 2500

/** Sent by a mail system, by its address or its name. */
export function isFromDaemon({ from = '', fromName }: Letter): boolean {
  return DAEMON_ADDRESS.test(from) || (DAEMON_NAME.test(fromName) && !from.endsWith('@gmail.com'))
}

/** From an address, or under a name without one, that nobody writes from by hand. */
export function isSurelyDaemon({ from = '', fromName }: Letter): boolean {
  return SURELY_DAEMON.test(from) || (from === '' && /^mailer[- ]?daemon\b/.test(fromName))
}

/**
 * The recipients a delivery notice in free text speaks of; undefined when the message is no such notice. One sign is not enough: sender and
 * subject, or subject and wording, or sender and wording must agree. Where nothing but words says so, they must name an address or a status,
 * as a person who speaks of such things does not. A person's answer or forward is never one; what calls itself a report and was cut short is.
 */
export function bounceNoticeIn(letter: Letter): IncomingRecipient[] | undefined {
  const { about, words } = letter
  if (ALL_WELL.test(about)) return undefined
  const isDaemon = isFromDaemon(letter)
  const isSure = isSurelyDaemon(letter)
  const isNull = letter.envelopeFrom === ''
  const isReport = /^multipart\/report\b.{0,500}delivery-status/is.test(headerOf(letter.headers, 'content-type'))
  if (letter.isAnswer && !isSure && !isReport && !(isDaemon && isNull)) return undefined
  const start = words.slice(0, START)
  const subject = BOUNCE_SUBJECTS.find(({ wording }) => wording.test(about))
  const said = BOUNCE_WORDINGS.some(({ wording }) => wording.test(start))
  const failed = headerOf(letter.headers, 'x-failed-recipients') !== ''
  const signs = [isDaemon || isSure, subject !== undefined, said, isNull, failed].filter(Boolean).length
  const isCertain = signs >= 2 && (said || subject !== undefined || failed)
  const isLone = isSure && (statusIn(start) !== undefined || letter.original.length > 0 || words.trim() === '')
  if (!isCertain && !isLone && !isReport) return undefined
  const isBacked = isReport || isDaemon || isSure || isNull || failed
  if (!isBacked && statusIn(start) === undefined && failedIn(letter, untilCopy(words)).length === 0) return undefined
  return recipientsOf(letter, subject?.isDelay === true)
}

function recipientsOf(letter: Letter, isDelaySubject: boolean): IncomingRecipient[] {
  const folded = fold(letter.text.slice(0, 20_000))
  const notice = untilCopy(folded)
  const isDelay = (isDelaySubject || SAYS_DELAY.test(notice)) && !SAYS_FINAL.test(notice)
  const found = failedIn(letter, notice)
  const judged = (words: string) => {
    const judgement = judgeFailure({ ...(isDelay && { action: 'delayed' }), diagnostic: words })
    return judgement.permanence === 'unknown' && SAYS_FINAL.test(notice)
      ? { ...judgement, permanence: 'permanent' as const }
      : judgement
  }
  if (found.length === 0) return [judged(notice)]
  return found.map(({ address, words }) => {
    const own = judged(words)
    return { address, ...(own.reason === undefined && own.status === undefined ? judged(notice) : own) }
  })
}

/** The server's own part of a notice. */
function untilCopy(folded: string): string {
  const at = folded.search(COPY)
  return at > 40 ? folded.slice(0, at) : folded
}
