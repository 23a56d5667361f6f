import type { Remark } from '#core/messages/finding.ts'
import { clipped } from './excerpt.ts'
import { fold } from './known-words.ts'
import type { Reading } from './reading.ts'

const LIMIT = 60

/** Words that say nothing of the reason for writing, folded; together with short words of grammar they leave a subject empty. */
const VAGUE = new Set(
  [
    'information informations info infos nouvelle nouvelles news newsletter lettre actu actus actualite actualites message mail email e-mail courriel communication annonce avis rappel suite question questions bonjour salut coucou important importante importants importantes urgent urgence lire lisez a-lire interessant divers objet sujet note notre votre nos vos petit petite quelques petites petit mot demande mise jour point nouveau nouveaute nouveautes concernant propos bientot',
    'update updates announcement reminder hello hi dear notice request read interesting misc subject topic your our some quick follow following up regarding about important message please',
    'nieuws bericht informatie mededeling herinnering hallo dag goedendag belangrijk belangrijke vraag vragen lees interessant onderwerp nieuwsbrief uw onze update',
    'le la les l un une des du de d a au aux et en pour par sur ne pas est ce cette ici the an of to for and in on is this re fw fwd tr het een van voor en op bij te aan is dit deze we you us nous vous',
  ].flatMap((line) => line.split(' ')),
)

const PREFIXES =
  'pvi|fyi|besoin|need|urgent|urgence|important|action requise|action required|actie vereist|dringend|belangrijk|ter info|dernier avis|final notice'
// In capitals, or marked off from the rest: "Besoin d’un conseil ?" is an ordinary subject.
const SHOUTED =
  /^\s*[[(]?\s*(PVI|FYI|BESOIN|NEED|URGENT|URGENCE|ACTION REQUISE|ACTION REQUIRED|ACTIE VEREIST|DRINGEND|TER INFO|DERNIER AVIS|FINAL NOTICE)(?![\p{L}\p{N}’'-])/u
const MARKED = new RegExp(
  `^\\s*(?:[[(]\\s*(${PREFIXES})\\s*[\\])]|(${PREFIXES})\\s*[:|–—]|(${PREFIXES})\\s+-\\s)`,
  'iu',
)

/** Short, about the reason, without the prefixes that in a campaign read as phishing (etiquette guide keeps them for replies). */
export function subjectRemarks({ text }: Reading): readonly Remark[] {
  const remarks: Remark[] = []
  if (text.trim() === '') return remarks
  if (text.length > LIMIT)
    remarks.push({ level: 'warn', code: 'subject-long', data: { length: text.length, limit: LIMIT } })
  if (isVague(text)) remarks.push({ level: 'warn', code: 'subject-vague', data: {}, excerpt: clipped(text) })
  const prefix = urgencyPrefix(text)
  if (prefix !== undefined) {
    remarks.push({ level: 'warn', code: 'subject-urgency', data: { prefix }, excerpt: clipped(text) })
  }
  return remarks
}

function urgencyPrefix(text: string): string | undefined {
  return (SHOUTED.exec(text) ?? MARKED.exec(text))?.slice(1).find((group) => group !== undefined)
}

/** Nothing is left once vague words and small ones are taken away. */
function isVague(text: string): boolean {
  const words = [...text.matchAll(/[\p{L}\p{M}]+/gu)].map(([word]) => fold(word))
  return words.length > 0 && !/[\d\uFFFC]/.test(text) && words.every((word) => VAGUE.has(word))
}
