import type { FailureReason } from './failure-reasons.ts'

/** A wording of servers and what it means. Compared with folded text on one line; quantifiers are bounded. */
export interface ReplyWording {
  reason: FailureReason
  wording: RegExp
  source: string
}

/**
 * What servers write beside, or instead of, a status; the first that fits counts. Specific causes stand before "user unknown", since many
 * servers add 5.1.1 or "recipient rejected" to whatever they refuse.
 */
export const REPLY_WORDINGS: readonly ReplyWording[] = [
  {
    reason: 'mailbox-full',
    wording:
      /\b(?:over|exceed\w{0,3}|out of|reached)\b[^.\n]{0,40}\b(?:disk |mail |mailbox |storage )?quota|quota (?:\w+ )?(?:exceeded|violation|depasse)|\bquota\b[^.\n]{0,30}\bexceed|over ?quota|(?:mail ?box|mail ?folder|inbox|boite|postfach|brievenbus|account)[^.\n]{0,50} (?:is |est |ist |is te )?(?:too )?(?:full|pleine?|voll|vol|satur\w{1,2})\b|full mailbox|mailbox (?:size limit|has exceeded|exceeds|exceeded)|exceeded (?:its |the |their )?(?:storage|mailbox|disk)|exceeded storage allocation|(?:not|n't) (?:have )?enough (?:disk |storage )?space|insufficient (?:disk|storage) space|storage full|too many messages on the server|space has been used up|zuviele mails|ofr_?417|lpn417|quota (?:de la boite )?(?:est )?(?:depasse|atteint)|(?:stockage|espace)[^.\n]{0,40}(?:plein|depasse|insuffisant)|speicherplatz|quotum overschreden|mailboxfull|quotaexceeded/,
    source: 'Exchange RESOLVER.RST; Gmail OverQuota; Orange OFR_417; sisimai Reason::MailboxFull; PHPMailer-BMH "full"',
  },
  {
    reason: 'system-full',
    wording:
      /insufficient system (?:storage|resources)|no space left on device|system storage|disk full|out of (?:disk|storage)|mail system full/,
    source: 'RFC 5321, 4.2.2 (452); sisimai Reason::SystemFull',
  },
  {
    reason: 'greylisted',
    wording:
      /gr[ae]y ?-?list|try (?:again )?(?:later|in \d)|please retry|reessayer plus tard|temporarily (?:deferred|rejected|blocked)/,
    source: 'RFC 6647; postgrey "Greylisted, see"; PHPMailer-BMH "defer"',
  },
  {
    reason: 'rate-limited',
    wording:
      /rate ?-?limit|too (?:many|much|frequent) (?:connections?|messages|mails?|recipients|concurrent|sessions|load|requests|errors)|throttl|receiving mail (?:at a rate|too quickly)|sending (?:rate|limit|quota)|exceeded (?:the )?(?:rate|hourly|daily|maximum number|max)|too many simultaneous|trop de (?:connexions|messages|sessions)|ofr_?(?:104|109|999|510)|unusual rate|(?<!size )\blimit exceeded/,
    source: 'Gmail 4.2.1 and 4.7.28; Yahoo TSS04; Orange OFR; sisimai Reason::RateLimited',
  },
  {
    reason: 'too-large',
    wording:
      /(?:message|mail|size|nachricht)[^.\n]{0,60}(?:too (?:big|large)|exceeds? (?:the )?(?:fixed |maximum |allowed |current )?(?:maximum |max )?(?:message |allowed )?(?:size|limit|length)|trop (?:volumineux|gros|grand)|zu gross|te groot)|larger than|size limit exceeded|trop volumineux|taille maximale|file too large/,
    source: 'RFC 1870; Exchange RESOLVER.RST.SendSizeLimit; sisimai Reason::EmailTooLarge',
  },
  {
    reason: 'virus',
    wording: /\bvirus\b|malware|infected|infecte\b/,
    source: 'amavis, ClamAV; sisimai Reason::VirusDetected',
  },
  {
    reason: 'authentication',
    wording:
      /\b(?:spf|dkim|dmarc|sender ?id)\b|unauthenticated (?:e?-?mail|sender)|not authori[sz]ed to send|non authentifie|sender policy framework|requires? authentication|authentication (?:required|fail)/,
    source: 'Gmail 5.7.26; RFC 7372; Yahoo 5.7.9',
  },
  {
    reason: 'spam',
    wording:
      /\bspam\b|\bjunk\b|unsolicited|indesirable|\bucep\b|bulk (?:e?-?mail|mail)|looks like spam|content (?:rejected|filter|blocked|refused)|banned content|message (?:content )?rejected|rejected due to (?:the )?(?:content|security)|message refuse pour son contenu|\bpolicy\b[^.\n]{0,30}\bcontent/,
    source: 'SpamAssassin, Barracuda, Vade (Orange, Free, SFR), Gmail 5.7.1; sisimai Reason::SpamDetected',
  },
  {
    reason: 'blocked',
    wording:
      /black ?-?list|block ?-?list|\brbl\b|\bdnsbl\b|spamhaus|spamcop|barracudacentral|sorbs|(?<!not )\blisted (?:in|at|on|by)|reputation|\bblocked\b|\bblacklist|banned|ofr_?(?:50[0-9]|102)|part of their network is on our block|\bbl00\d|\bs3(?:140|150)\b|reverse dns|ptr record|no ptr|dynamic (?:ip|address)|refused (?:by|due to) (?:your )?(?:ip|reputation)|sc-00\d|dy-00\d|ou-00\d|\bcs01\b|\b\[?(?:ts03|tss\d\d|ph01)\b|ip\b[^.\n]{0,40}\b(?:refus|reject|bloqu|denied)/,
    source: 'Outlook S3140 and SC-001; Yahoo TS03; Orange OFR_506; sisimai Reason::Blocked',
  },
  {
    reason: 'loop',
    wording:
      /too many hops|mail ?-?loop|loops? back|routing loop|forwarding loop|hop count|looping|mail for .{1,80} loops/,
    source: 'Postfix, Sendmail, Exchange 5.4.6, Exim "too many Received headers"',
  },
  {
    reason: 'relay-denied',
    wording:
      /relay(?:ing)?[^.\n]{0,40}(?:denied|not (?:permitted|allowed|possible)|prohibited|refused)|unable to relay|we do not relay|not (?:configured to )?relay|rcpthosts|relayage|mail server (?:permanently )?rejected.{0,20}relay|no relay/,
    source: 'Postfix "Relay access denied", Exchange SMTPSEND / 5.7.1, qmail rcpthosts, Exim "relay not permitted"',
  },
  {
    reason: 'expired',
    wording:
      /(?:delivery|message|retry) (?:time|timeout|timed|has been|was)? ?(?:expired|time ?out exceeded)|has been in the queue too long|been (?:in|on) (?:the )?queue too long|retry time (?:not reached|exceeded)|retry timeout|message expired|queue too long|gave up|(?:could|can)n't (?:be )?deliver(?:ed)? (?:it |the message )?(?:for|within) \d|after (?:trying for )?\d{1,3} (?:days?|hours?)|pendant plus de \d|undelivered after|too old|exceeded maximum time|within the time ?limit|delivery time expired|delai (?:de remise )?(?:expire|depasse)|was not delivered within/,
    source: 'qmail "has been in the queue too long"; Exim "retry timeout exceeded"; Exchange 4.4.7',
  },
  {
    reason: 'domain-unknown',
    wording:
      /host (?:or domain )?(?:name )?(?:is )?(?:unknown|not found|lookup failed|lookup did not)|(?:domain|host)(?: name)?[^.\n]{0,60}(?:does not exist|doesn't exist|not found|unknown|n'existe pas|inexistant|introuvable|existiert nicht|bestaat niet|couldn't be found|could not be found)|couldn't find any host|no such (?:domain|host)|unrout(?:e)?able (?:mail )?(?:domain|address)|name or service not known|\bnxdomain\b|dns (?:error|type|domain)[^.\n]{0,60}(?:not exist|not found|no mx|fail)|name service error|bad (?:domain|destination) (?:name|system)|not a valid domain|invalid domain|domaine? (?:inconnu|inexistant|invalide)|no route found to domain|all relevant mx records point to non-existent|unknown (?:host|domain)|has no mx|unable to route|domain is not (?:hosted|handled)|no mx (?:record )?for|unrouteable/,
    source:
      'Postfix "Host or domain name not found"; qmail "couldn\'t find any host named"; Exim "Unrouteable address"; Gmail "The domain … couldn\'t be found"',
  },
  {
    reason: 'not-accepting',
    wording:
      /nullmx|null mx|does not accept (?:any )?(?:e?-?mail|messages)|no longer accepts? (?:e?-?mail|messages)|not accept(?:ing)? (?:any )?(?:mail|messages) (?:from|for|on) (?:the )?internet|ne (?:recoit|accepte) (?:pas|plus) (?:de |d')?(?:mails?|courriels?|messages?|e-mails?)/,
    source: 'RFC 7505, RFC 7504 (521, 556)',
  },
  {
    reason: 'address-changed',
    wording:
      /has moved|user not local; please try|please (?:try|forward)|address (?:has )?changed|mailbox (?:has )?moved|nouvelle adresse|new address is|address (?:is )?(?:no longer|not) (?:in use|used)|old address/,
    source: 'RFC 5321, 4.2.2 (551); sisimai Reason::HasMoved',
  },
  {
    reason: 'mailbox-disabled',
    wording:
      /(?:account|mail ?box|user|recipient|address|compte|boite(?: aux lettres)?|postfach|konto|mailadres)[^.\n]{0,80}(?:\b(?:is |est |has been |was |now |currently )?(?:disabled|deactivated|suspended|inactive|discontinued|closed|expired|locked|frozen|terminated|desactivee?|suspendue?|ferme[e]?|cloture[e]?|inactif|inactive|bloquee?|gesperrt|deaktiviert|geblokkeerd|niet actief)\b|not active\b|not activated)|(?:inactive|disabled|deactivated|suspended|closed|expired) (?:account|user|recipient|mailbox)|mail is not currently being accepted for this|archived recipient|gesperrt|mailbox for .{1,80} is (?:currently )?disabled|dormant/,
    source:
      'Gmail "is disabled" and "is inactive"; Yahoo "account has been disabled"; Free, SFR; sisimai Reason::Suspend',
  },
  {
    reason: 'policy',
    wording:
      /administrative prohibition|\bpolic(?:y|ies)\b|not allowed to send|restricted|not permitted to|not authori[sz]ed|you do not have permission|permission|restriction|access[ -]denied-xm|strategie|politique|security (?:reasons|regulations)|prohibited|interdit|richtlinie|beleid/,
    source: 'Exchange RESOLVER.RST.NotAuthorized; Mimecast; sisimai Reason::PolicyViolation',
  },
  {
    reason: 'mailbox-unknown',
    wording:
      /(?:user|recipient|mail ?box|address|account|addressee|alias|e-?mail|empfanger|destinataire|benutzer|gebruiker|adresse|compte|boite(?: aux lettres)?|ontvanger|adres|adressat|mailadres|utilisateur)\b[^.\n]{0,120}(?:\bunknown\b|not (?:found|known|exist|listed|recogni[sz]ed|valid|available|ok\b|local)|n[o']t exist|does(?:n't| not) exist|do(?:n't| not) exist|not exists|no longer (?:valid|exists?|available|here|on server|in use|an employee)|\binvalid\b|unavailable|couldn't be found|could not be found|wasn't found|was not found|\bincorrecte?\b|\binconnue?\b|introuvable|n'existe (?:pas|plus)|n'a pas ete trouvee?|invalide|inexistante?|non valide|unbekannt|nicht gefunden|existiert nicht|nicht vorhanden|onbekend|bestaat niet|niet gevonden|ungultig|cannot be verified)|(?:unknown|invalid|no such|no valid|bad|illegal|wrong|non-?existent|undeliverable|unresolvable|incorrect|nonexistent) (?:or \w+ )?(?:virtual |local |destination |e-?mail )?(?:user|recipient|mail ?box|address|addressee|account|alias|local ?-?part|person|name|mail drop|customer)|user ?unknown|mail ?box (?:unavailable|not found)|recipient ?not ?found|recipnotfound|address not found|address rejected|no mailbox here by that name|badrcptto|not our customer|no one (?:here )?(?:with|at|by) (?:that|this)|(?:doesn't|does not|don't) (?:have (?:an?|any) .{0,40}(?:account|mailbox)|like recipient)|aucun destinataire|destinataire inconnu|adresse (?:e-?mail )?(?:inconnue|introuvable|invalide|erronee)|utilisateur inconnu|n'est pas (?:valide|un utilisateur|reconnu)|\b(?:est introuvable dans|wasn't found at|was not found at) |adresse d'?.{0,3}au moins un destinataire invalide|ofr_?41[68]|lpn0?07_?401|pas de compte|unbekannter (?:benutzer|empfanger)|kein (?:postfach|konto|benutzer)|empfanger unbekannt|adressat unbekannt|geen mailbox|not listed in|in name directory|matches? to nameserver query|no existe|sconosciuto|inesistente|nie istnieje|delivery not authori[sz]ed, message refused|verify (?:the )?recipient|recipient (?:rejected|refused|denied)|does not exist|doesn't exist/,
    source:
      'Postfix, Sendmail "User unknown", qmail "no mailbox here by that name", Gmail NoSuchUser, Exchange RecipNotFound, Notes "not listed in", Orange OFR_416 and OFR_418; sisimai Reason::UserUnknown; PHPMailer-BMH "unknown"',
  },
  {
    reason: 'network',
    wording:
      /connection (?:timed? ?out|refused|reset|failed|dropped|lost|closed)|connect(?:ing)? to|timed out|network (?:is )?(?:unreachable|error)|no route to host|lost connection|temporary (?:lookup|failure in name|dns)|wasn't able to establish an smtp connection|(?:unable|failed) to connect|could(?: ?n't| not) (?:connect|be reached|contact)|no (?:answer|response) from|not respond|ne repond pas|impossible de (?:se connecter|joindre)|delai d'attente|conversation .{0,60}timed out|host (?:is )?unreachable|communication failure/,
    source: 'Postfix "connect to", qmail "wasn\'t able to establish an SMTP connection"; sisimai Reason::NetworkError',
  },
  {
    reason: 'sender-rejected',
    wording:
      /sender (?:address )?(?:rejected|denied|refused|verify failed|verification|not allowed)|(?:invalid|bad) sender|from address|mail from .{0,60}(?:reject|refus|denied)|expediteur (?:refuse|rejete|invalide)/,
    source: 'Postfix "Sender address rejected"; Exim "Sender verify failed"; sisimai Reason::Rejected',
  },
  {
    reason: 'system',
    wording:
      /local (?:configuration error|error|delivery failed)|system (?:error|problem|failure)|service (?:not available|unavailable)|internal (?:server )?error|temporary (?:failure|problem|error|local problem)|command (?:not |un)recogni[sz]ed|lookup error|mailer error|i\/o error|erreur (?:temporaire|interne|systeme)|can't (?:create|open|write)|unable to (?:open|create|process)/,
    source: 'RFC 5321, 4.2.2 (421, 451); sisimai Reason::SystemError and MailerError',
  },
  {
    reason: 'refused',
    wording: /\b(?:rejected|refused|denied|declined|refusee?|rejetee?|abgelehnt|geweigerd|transaction failed)\b/,
    source: 'RFC 5321, 4.2.2 (554)',
  },
]
