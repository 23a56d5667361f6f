import { fold } from '#core/messages/checks/known-words.ts'
import { parseFields } from '#core/messages/fields.ts'
import type { Language } from '#core/messages/message.ts'
import { linksOf } from '#core/messages/rich-text.ts'

/** What an SMS invites to: each link, word to send back and number to call. The way out is none. */
export function actionsIn(words: string): readonly string[] {
  const said = words.replaceAll('’', "'")
  const fields = parseFields(words)
    .map(({ name }) => name)
    .filter((name) => name === 'answer_link' || name === 'preferences_link')
  const hrefs = linksOf(words)
    .map(({ href }) => href)
    .filter((href) => !href.startsWith('{{'))
  const bare = withoutSchemes(words).map(([host]) => host)
  const replies = [...said.matchAll(KEYWORD)].map(([reply]) => reply).filter((reply) => !/\bSTOP$/u.test(reply))
  const calls = [...said.matchAll(CALL)].map(([call]) => call)
  return [...new Set([...fields, ...hrefs, ...bare, ...replies, ...calls])]
}

/** The words in capitals that people are invited to send: no shouting. */
export function wordsToSend(words: string): readonly string[] {
  return [...words.matchAll(KEYWORD)].map(([reply]) => /[A-Z]+$/u.exec(reply)?.[0] ?? '')
}

/** Addresses without https:// that a phone makes into links. */
export function withoutSchemes(words: string): readonly RegExpMatchArray[] {
  return [...words.matchAll(BARE_LINK)]
}

const BARE_LINK =
  /(?<![\w./:@-])(?:www\.(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,24}|(?:[a-z0-9-]{2,63}\.){1,4}[a-z]{2,24}(?=\/))(?:\/[\w./?=&%-]{0,200})?/giu
/** "répondez OUI", "reply with YES", "envoyez KDO au 36000": a word in capitals after such a verb. */
const KEYWORD =
  /\b(?:[Rr][ée]pond(?:ez|re|s)|[Ee]nvoyez|[Rr]envoyez|[Tt]apez|[Rr]eply|[Rr]espond|[Tt]ext|[Ss]end|[Aa]ntwoord|[Ss]tuur|[Ss]ms)\s(?:(?:par|avec|with|met|simplement|simply|us|ons)\s)?["«“']?[A-Z]{2,12}\b/gu
const CALL = /\b(?:appelez(?:-nous)?|téléphonez|call(?: us)?|ring us|bel(?: ons)?)\b[^.!?\n]{0,30}?\+?\d[\d .-]{5,}/giu

/** Whether a text says what to do although it has no link, word or number: "Venez samedi". Generous, for it stops a submission. */
export function asksForAnAct(words: string, language: Language): boolean {
  return ACTS[language].test(fold(words))
}

const ACTS: Readonly<Record<Language, RegExp>> = {
  fr: /\b(?:(?!(?:avez|aviez|aurez|chez|assez|nez|rez|recevez|receviez|recevrez|pouvez|pourrez|voulez|vouliez|souhaitez|aimez|savez|devez|serez|allez|etiez)\b)\p{L}{2,20}ez|rendez-vous|il suffit|merci de)\b/u,
  en: /\b(?:please|book|register|sign up|join|come|visit|call|discover|bring|show|present|tell us|let us know|confirm|order|reserve|take part|meet us)\b/u,
  nl: /\b(?:kies|kom|bezoek|ontdek|bevestig|reserveer|bestel|meld|toon|breng|bel|laat|vertel|neem|doe mee|gelieve|alstublieft)\b/u,
}

/** Words that invite a reply, which no alphanumeric sender can receive; undefined when there are none. `at` in UTF-16 units. */
export function replyWording(words: string): { at: number; text: string } | undefined {
  const found = REPLIES.map((wording) => wording.exec(words)).filter((match) => match !== null)
  const [first] = found.toSorted((one, other) => one.index - other.index)
  return first === undefined ? undefined : { at: first.index, text: first[0] }
}

const REPLIES: readonly RegExp[] = [
  // French. "Nous voulons vous répondre" invites nobody.
  /\br[ée]pond(?:ez|s)\b/iu,
  /\b(?<!(?:vous|leur|lui) )r[ée]pondre\b/iu,
  /\bpar retour (?:de |d['’])?(?:SMS|message)\b/iu,
  // English. "We reply within a day" invites nobody.
  /\b(?<!(?:we|will|to you) )(?:reply|text back|text us|send (?:us )?a (?:text|message|SMS))\b/iu,
  /\brespond (?:to|with|by)\b(?! your)/iu,
  // Dutch. "Uw antwoord" is a noun.
  /\b(?:antwoord (?:ja|nee|met|op|per|ons|via|gewoon|nu)|beantwoord (?:dit|deze)|terug(?:-| )?sms\p{L}*|stuur (?:ons )?(?:een )?(?:sms|bericht))\b/iu,
  // A word in capitals to be sent: "envoyez KDO", "text YES", "stuur JA", "sms STOP", and STOP by itself.
  /\b(?:[Ee]nvoyez|[Rr]envoyez|[Tt]apez|[Tt]ext|[Ss]end|[Ss]tuur|[Ss]ms|SMS)\s["«“'‘]?\s?[A-Z]{2,12}\b/u,
  /\bSTOP\b/u,
]
