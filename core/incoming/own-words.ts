import { fold } from './fold.ts'

const MOST_LINES = 5000
const MOST = 20_000

/** A line that brings in what somebody else wrote, over one to four lines; folded. */
const ATTRIBUTION: readonly RegExp[] = [
  // Gmail, Apple Mail, Thunderbird, Outlook for Mac, Roundcube (fr, en, nl, de, es, it)
  /^(?:le|on|op|am|el|il|em|den|w dniu)\b.{4,300}(?:a ecrit|ecrit|wrote|schreef(?: .{0,120})?|schrieb(?: .{0,120})?|ha scritto|escribio|escreveu|skrev(?: .{0,120})?|napisal\(?a?\)?|het volgende geschreven)\s?:?\s*$/,
  /^.{3,200}(?:a ecrit|wrote|schreef|schrieb|ha scritto|escribio)(?: (?:le|on|op|am) .{4,120})?\s?:\s*$/,
  /^(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}).{0,120}<?[^\s<>]{1,64}@[^\s<>]{1,250}>?.{0,20}:\s*$/,
  /^(?:quoting|citant|citation de|en reponse a|in reply to|selon)\b.{3,200}:\s*$/,
]
/** A line after which nothing is the person's own. */
const QUOTE_FROM_HERE =
  /^[ \t]{0,10}[>|]{0,3}\s?(?:-{2,20}\s?(?:original message|message (?:d'origine|original|initial|transfere|transmis|de depart)|mail original|courriel original|courrier original|e-?mail original|ursprungliche nachricht|original-?nachricht|originalnachricht|oorspronkelijk bericht|origineel bericht|doorgestuurd bericht|forwarded (?:message|by)|begin forwarded message|weitergeleitete nachricht|mensaje original|messaggio originale|reply message|reponse|message original)\b|begin forwarded message ?:|debut du message (?:reexpedie|transfere) ?:|> ?(?:message|envoye) du \d|message du \d{1,2}[/ ]|={3,} ?message d'origine)/
/** The first of a block of headers copied into text: `De :` … `Envoyé :`. */
const HEADER_LINE = /^[ \t>|*]{0,10}(?:de|from|van|von|da|desde)\s?\*?\s?:\s?\*?\s?\S/
const SECOND_HEADER =
  /^[ \t>|*]{0,10}(?:envoye(?: le)?|date|a|sent|to|objet|subject|verzonden|datum|aan|onderwerp|gesendet|an|betreff|cc|reply-to|repondre a|inviato|enviado)\s?\*?\s?:\s?\*?\s?\S/
const QUOTED = /^[ \t]{0,4}(?:>|\|\s|&gt;)/
const RULE = /^[ \t]{0,4}[_]{10,200}\s*$/
const SIGNATURE = /^--[ \t]{0,3}$|^—[ \t]{0,3}$/
/** Lines that programs put under a message. */
const PROGRAM_LINE =
  /^[ \t]{0,4}(?:(?:envoye|expedie|telecharge) (?:de(?:puis)?|a partir de|avec|par|via|d'un|sur|gratuitement)\b.{0,140}|sent (?:from|with|via|using) .{0,120}|get outlook for .{0,40}|(?:obtenir|obtenez|telecharger|telechargez) (?:outlook|boxer) .{0,60}|provenance ?: courrier .{0,40}|(?:verzonden|verstuurd) (?:vanaf|via|met|van|uit) .{0,80}|(?:outlook voor|download outlook).{0,60}|(?:von|vom) meinem? .{0,60} (?:gesendet|gesandt)|gesendet (?:von|mit|uber) .{0,80}|diese nachricht wurde von .{0,60} gesendet|(?:garanti sans virus|virus-free|sans virus|virenfrei|virusvrij)\b.{0,60}|enviado desde .{0,60}|inviato da .{0,60}|mon (?:mobile|smartphone|iphone) .{0,60}|---- ?sent .{0,60}|<https?:\/\/(?:aka\.ms|overview\.mail\.yahoo|www\.avast|www\.avg)\S{0,200}>?.{0,60})$/
/** Where a house's standing note begins; nobody means it. */
const DISCLAIMER =
  /^[ \t*_]{0,6}(?:(?:ce|le present) (?:message|courriel|mail|e-mail|courrier electronique)\b[^\n]{0,80}(?:pieces? jointes?|confidentiel|est etabli|peut contenir|contient|est destine|et toutes)|(?:this|the information in this|the contents of this) (?:e-?mail|message|communication|transmission)\b[^\n]{0,80}(?:attachment|confidential|intended|may contain|contains|is for)|confidentiality (?:notice|note)|confidentialite ?:|avis de confidentialite|clause de confidentialite|disclaimer\b|dit (?:e-?mail)?bericht\b[^\n]{0,80}(?:vertrouwelijk|bestemd|bijlage)|diese (?:e-?mail|nachricht)\b[^\n]{0,60}(?:vertraulich|enthalt)|(?:pensez|penser) a l'environnement|(?:please )?(?:consider|think of) the environment|avant d'imprimer|p ?(?:ensez|our) .{0,30} imprim|n'imprimez)/

/** What somebody wrote, and whether something was quoted. */
export interface OwnWords {
  text: string
  quotes: boolean
}

/**
 * The person's own words: without quoted lines (wherever they stand, so that answers below and between them are kept), without what follows
 * a copied head, without signature, programs' lines and the house's standing note.
 */
export function ownWords(given: string): OwnWords {
  const lines = given
    .slice(0, 400_000)
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b-\u200d\ufeff]/g, '')
    .split('\n')
    .slice(0, MOST_LINES)
  const folded = lines.map((line) => fold(line.slice(0, 600)).trimEnd())
  const kept: string[] = []
  let quotes = false
  let isSigning = false
  let size = 0
  for (let at = 0; at < lines.length && size < MOST; at += 1) {
    const line = folded[at] ?? ''
    if (QUOTED.test(line)) {
      quotes = true
      isSigning = false
      continue
    }
    if (beginsQuote(folded, at)) return { text: tidy(kept), quotes: true }
    const length = attributionLength(folded, at)
    if (length > 0) {
      quotes = true
      isSigning = false
      const next = folded.slice(at + length, at + length + 4).find((other) => other.trim() !== '')
      if (next === undefined || !QUOTED.test(next)) return { text: tidy(kept), quotes }
      at += length - 1
      continue
    }
    if (SIGNATURE.test(line) || DISCLAIMER.test(line)) isSigning = true
    if (isSigning || PROGRAM_LINE.test(line)) continue
    kept.push(lines[at] ?? '')
    size += (lines[at] ?? '').length + 1
  }
  return { text: tidy(kept), quotes }
}

function beginsQuote(folded: readonly string[], at: number): boolean {
  const line = folded[at] ?? ''
  if (QUOTE_FROM_HERE.test(line)) return true
  if (RULE.test(line)) return HEADER_LINE.test(folded.slice(at + 1, at + 4).find((other) => other.trim() !== '') ?? '')
  return HEADER_LINE.test(line) && folded.slice(at + 1, at + 5).some((other) => SECOND_HEADER.test(other))
}

/** How many lines an attribution takes here; programs wrap it. */
function attributionLength(folded: readonly string[], at: number): number {
  let joined = ''
  for (let length = 1; length <= 4; length += 1) {
    const line = folded[at + length - 1]
    if (line === undefined || (length > 1 && (line.trim() === '' || QUOTED.test(line)))) return 0
    joined = `${joined} ${line}`.trim()
    if (joined.length > 500) return 0
    if (length > 1 && !/^(?:le|on|op|am|el|il|em|den|\d)/.test(joined)) return 0
    if (ATTRIBUTION.some((pattern) => pattern.test(joined))) return length
  }
  return 0
}

function tidy(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\n[_\s]{10,400}$/, '')
    .trim()
    .slice(0, MOST)
}
