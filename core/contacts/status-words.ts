import { foldText, wordTable } from './fold-text.ts'

/** What a status column can say, weakest first: of several, the strongest holds. */
export const IMPORT_STATUSES = ['bounced', 'unsubscribed', 'stop-everything', 'complaint'] as const
/** A stop a file reports about a person or an address; applied before anything else of the row. */
export type ImportStatus = (typeof IMPORT_STATUSES)[number]
/** 'subscribed' changes nothing; 'unconfirmed' never pressed the confirmation link, so no consent may be claimed from the row. */
export type StatusWord = ImportStatus | 'subscribed' | 'unconfirmed'

const WORDS = wordTable({
  subscribed:
    'abonne|abonnee|abonnes|inscrit|inscrite|subscribed|subscriber|active|actif|actief|ingeschreven|aangemeld|ingeschreven|opt in|optin|opted in|confirmed|confirme|confirmee|bevestigd|valide|valid|geldig|ok|enabled|double opt in|reinscrit|reabonne|resubscribed|deliverable|normal',
  unconfirmed:
    'pending|unconfirmed|en attente|a confirmer|non confirme|non confirmee|not confirmed|wachtend|in afwachting|onbevestigd|niet bevestigd|waiting',
  unsubscribed:
    'desabonne|desabonnee|desabonnes|desabonnement|desinscrit|desinscrite|desinscrits|desinscription|non abonne|non inscrit|pas abonne|unsubscribed|unsubscribe|unsub|not subscribed|opt out|optout|opted out|afgemeld|uitgeschreven|niet ingeschreven|uitgeschreven|afmelding|opt uit|resilie|retire|removed|stop|refuse|refus|opposition|oppose|revoked|withdrawn|ingetrokken|ne plus contacter pub',
  bounced:
    'bounced|bounce|bounces|hard bounce|hardbounce|hard bounced|npai|n habite pas a l adresse indiquee|cleaned|invalide|invalid|adresse invalide|invalid address|ongeldig|ongeldig adres|erreur|en erreur|rejete|undeliverable|non delivrable|onbestelbaar|dead|adresse morte|soft bounce|quarantaine|quarantine',
  complaint:
    'plainte|plaintes|complaint|complained|complaints|spam|spam complaint|spam report|marked as spam|marque comme spam|signale comme spam|klacht|abuse|plainte spam|junk',
  'stop-everything':
    'blacklist|blacklisted|black list|liste noire|blackliste|blacklistee|zwarte lijst|blocklist|blocklisted|blocked|bloque|bloquee|geblokkeerd|ne plus contacter|do not contact|dnc|niet contacteren|suppressed|suppression list|liste d opposition|repoussoir|liste repoussoir|banned|rgpd opposition',
})

const NEGATED = /(?:^| )(?:pas|non|not|no|niet|geen|never|jamais|ex|re|plus)(?: |$)/

/**
 * A status as the sending tools write it, in French, English or Dutch. A longer text counts when it begins with a known stop
 * ("Désabonné le 12/03/2024", "Hard bounce (user unknown)") and negates nothing. Undefined: the row must be refused.
 */
export function readStatus(raw: string): StatusWord | undefined {
  const folded = foldText(raw)
  const exact = WORDS.get(folded)
  if (exact !== undefined) return exact
  const words = folded.split(' ')
  for (let count = Math.min(words.length - 1, 6); count > 0; count--) {
    const word = WORDS.get(words.slice(0, count).join(' '))
    if (word === undefined) continue
    const stops = word !== 'subscribed' && word !== 'unconfirmed'
    return stops && !NEGATED.test(words.slice(count).join(' ')) ? word : undefined
  }
  return undefined
}

/** The one that forbids more. */
export function strongerStatus(a: ImportStatus | undefined, b: ImportStatus | undefined): ImportStatus | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return IMPORT_STATUSES.indexOf(a) >= IMPORT_STATUSES.indexOf(b) ? a : b
}
