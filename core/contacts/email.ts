import { foldText } from './fold-text.ts'
import { memo } from './memo.ts'

export type EmailRefusal =
  | 'email-no-at'
  | 'email-several'
  | 'email-bad-name'
  | 'email-bad-domain'
  | 'email-too-long'
  | 'email-bad-characters'
export type EmailReading = { readonly email: string } | { readonly refused: EmailRefusal }

const LENGTH_LIMIT = 1_000
const PLAIN = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@[a-z0-9.-]+$/
const AT_ENDS = /^[\s\p{Cf}\p{Cc}]+|[\s\p{Cf}\p{Cc}]+$/gu
// RFC 5322 dot-atom, with the letters of RFC 6531; quoted names exist only in standards.
const NAME = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const LABELS = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:xn--[a-z0-9-]{1,59}[a-z0-9]|[a-z]{2,63})$/

/**
 * The one form under which an address is stored, compared and suppressed: trimmed, NFC, lower case, domain in ASCII.
 * Dots and plus tags are kept: they are the person's own. Limits: RFC 5321 (64 and 254 octets).
 */
export function normaliseEmail(raw: string): EmailReading {
  if (raw.length > LENGTH_LIMIT) return { refused: 'email-too-long' }
  const lower = raw.toLowerCase()
  const text = PLAIN.test(lower) ? lower : unwrap(lower)
  if (text.includes('\ufffd')) return { refused: 'email-bad-characters' }
  const at = text.lastIndexOf('@')
  if (at < 0) return { refused: 'email-no-at' }
  if (text.indexOf('@') !== at) return { refused: severalAddresses(text) ? 'email-several' : 'email-bad-name' }
  const name = text.slice(0, at)
  const domain = asciiDomain(text.slice(at + 1))
  if (!NAME.test(name)) return { refused: 'email-bad-name' }
  if (domain === '') return { refused: 'email-bad-domain' }
  if (octets(name) > 64 || octets(name) + 1 + domain.length > 254) return { refused: 'email-too-long' }
  return { email: `${name}@${domain}` }
}

/** "Jean Dupont <jean@example.org>", "mailto:jean@example.org" and a forgotten closing mark hold one address. */
function unwrap(lower: string): string {
  const text = lower
    .normalize('NFC')
    .replace(AT_ENDS, '')
    .replace(/^mailto:/, '')
  const inside = /^[^<>@]*<([^<>]+)>[,;]?$/.exec(text)
  return (inside?.[1] ?? text).replace(AT_ENDS, '').replace(/^["']+(?=.*@)|["',;.]+$/g, '')
}

function severalAddresses(text: string): boolean {
  return text.split(/[\s,;|/]+|\b(?:et|ou|and|or|en|of)\b/).filter((part) => /^[^@]+@[^@]+$/.test(part)).length > 1
}

/** Empty when it is no domain name. */
const asciiDomain = memo((domain: string): string => {
  const bare = domain.endsWith('.') ? domain.slice(0, -1) : domain
  if (bare.length > 253) return ''
  if (LABELS.test(bare)) return bare
  if (!/[^\u0000-\u007f]/.test(bare) || /[\s/\\:?#@%[\]<>^|]/.test(bare)) return ''
  const url = URL.canParse(`http://${bare}/`) ? new URL(`http://${bare}/`).hostname : ''
  return LABELS.test(url) ? url : ''
})

function octets(text: string): number {
  let count = 0
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return count
}

const GENERIC: ReadonlySet<string> = new Set(
  `info infos information informations contact contacts accueil bonjour hello bureau secretariat direction administration admin compta comptabilite facturation factures facture
  achat achats commercial ventes vente commande commandes marketing communication presse rh recrutement emploi candidature candidatures support sav service serviceclient service client
  webmaster postmaster hostmaster abuse mairie reservation reservations boutique magasin agence gestion juridique rgpd dpo privacy
  sales office enquiries enquiry inquiries billing accounts accounting invoices invoice finance hr jobs careers press media orders order help helpdesk helpline reception team mail email
  onthaal secretariaat boekhouding facturatie facturen verkoop aankoop bestellingen bestelling klantendienst klantenservice personeel vacatures directie administratie pers winkel noreply no reply`
    .split(/\s+/)
    .filter((word) => word !== 'no' && word !== 'reply' && word !== 'client'),
)
const GENERIC_PAIRS: ReadonlySet<string> = new Set([
  'no reply',
  'service client',
  'service clients',
  'ressources humaines',
  'human resources',
  'customer service',
  'customer care',
])
const ENDING = /^(?:\d{1,4}|fr|be|ch|lu|nl|en|de|eu|uk|ca|qc|com)$/

/**
 * True for an address of a function, not of a person: info@, compta@, contact-be@. "marketing.dupont@" is a person:
 * the rules for generic addresses allow more, so a doubtful name is read as a person's.
 */
export function isGenericAddress(email: string): boolean {
  const words = foldText(email.slice(0, email.indexOf('@')))
    .replace(/([a-z])(\d+)$/, '$1 $2')
    .split(' ')
  const last = words.at(-1) ?? ''
  const core = words.length > 1 && ENDING.test(last) ? words.slice(0, -1) : words
  const name = core.join(' ')
  return core.length === 1 ? GENERIC.has(name) : GENERIC_PAIRS.has(name)
}
