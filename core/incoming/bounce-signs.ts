/** A sign of a delivery notice. Compared with folded text; quantifiers are bounded. */
export interface BounceSign {
  wording: RegExp
  source: string
  /** The message is not lost: the server goes on trying. */
  isDelay?: true
  /** The notice itself says that it is final, whatever the cause. */
  isFinal?: true
}

/** Local parts that belong to mail systems. */
export const DAEMON_ADDRESS =
  /^(?:mailer-?_?daemon|mail-?er_?-?daemon|mailerdaemon|postmaster|post[-_]?master|mdaemon|mmdf|daemon|bounces?-?daemon|double-?bounce|mail-?delivery(?:-?(?:sub)?system)?|maildelivery|mailsystem|mail-?system|delivery-?(?:status|report|failure)s?|nondelivery|non-?delivery|undeliver\w{0,6}|microsoftexchange[0-9a-f]{8,40}|mailadmin|mail-?admin|mta|emailsystem|system-?administrator|no-?reply-?bounces?)(?:[+._-][^@]{0,60})?@/

/** Local parts only a mail system uses: nobody writes by hand from these. */
export const SURELY_DAEMON =
  /^(?:mailer-?_?daemon|mailerdaemon|mdaemon|mmdf|double-?bounce|microsoftexchange[0-9a-f]{8,40})(?:[+._-][^@]{0,60})?@/

/** Names beside the address. */
export const DAEMON_NAME =
  /^(?:mail delivery (?:sub)?system|mail delivery (?:service|agent)|mailer[- ]daemon|mail administrator|mail deliver\w{1,3}|delivery subsystem|postmaster(?=$| ?[@(-])|system administrator|administrateur systeme|systemadministrator|systeembeheerder|internet mail delivery|microsoft outlook|microsoft exchange|exchange(?=$| ?[@(-])|mail system|sous-systeme de distribution|mail delivery|delivery (?:status )?notification|mail daemon|smtp (?:mail )?server|domino mail|imail|email delivery|gestionnaire de messagerie|service de distribution|mailserver|e-?mail system)\b/

/** Subjects of delivery notices, from their beginning. */
export const BOUNCE_SUBJECTS: readonly BounceSign[] = [
  { wording: /^failure (?:notice|delivery)\b|^delivery failure notice/, source: 'qmail, Yahoo', isFinal: true },
  { wording: /^undelivered mail returned to sender/, source: 'Postfix', isFinal: true },
  { wording: /^mail delivery failed|^warning: message .{0,60} delayed/, source: 'Exim' },
  {
    wording: /^returned mail\b|^mail could not be delivered|^message could not be delivered|^could not send message/,
    source: 'Sendmail',
  },
  {
    wording: /^warning: (?:could not send|message (?:still )?undelivered|e-?mail|mail)|^postmaster notify/,
    source: 'Sendmail',
  },
  {
    wording:
      /^undeliver(?:able|ed)\b|^unzustellbar|^non remis\b|^onbestelbaar|^niet bestelbaar|^nicht zustellbar|^kan niet worden (?:bezorgd|afgeleverd)|^non recapitabile|^no se puede entregar|^nao e possivel entregar|^niet afgeleverd/,
    source: 'Exchange, Outlook, Office 365 (en, de, fr, nl, it, es, pt)',
    isFinal: true,
  },
  {
    wording:
      /^delivery (?:status )?notification\b|^delivery (?:has )?failed|^delivery (?:failure|error|problem|report|status|incomplete)|^(?:e-?)?mail delivery (?:failure|error|problem|status|report|subsystem|system|delayed|failed)/,
    source: 'Gmail, Outlook.com, Notes, PowerMTA, iPlanet',
  },
  {
    wording:
      /^(?:message|mail|e-?mail|courriel|courrier|your (?:message|mail|e-?mail)) (?:delivery )?(?:was )?(?:undeliverable|not delivered|undelivered|refused|rejected|returned|bounced)|^your (?:message|mail|email) .{0,100}(?:could not be|couldn't be|was not|wasn't|cannot be) delivered|^unable to deliver|^message you sent blocked|^(?:mail )?returned to sender|^return(?:ed)? to sender|^rejected mail|^bounced (?:mail|message)|^undelivered|^\[postmaster\] .{0,40}(?:delivery|failure|reject)|^message delivery fail/,
    source: 'IMail, MDaemon, Novell GroupWise, Barracuda, Mimecast',
  },
  {
    wording:
      /^(?:notification d')?echec (?:de |d'|lors de |de la |definitif)?.{0,30}(?:remise|envoi|distribution|livraison|acheminement|transmission|delivrance)|^echec\b.{0,40}(?:message|courriel|mail)|^non[- ](?:remise|distribution|delivrance)|^(?:message|mail|courriel|courrier|e-mail)s? non (?:remis|distribue|delivre|livre|achemine|transmis)|^votre (?:message|courriel|mail|e-mail) .{0,60}(?:n'a pas|n'a pu|non|retourne|refuse)|^retour (?:de|du) (?:mail|message|courrier|courriel)|^message (?:retourne|rejete|refuse)|^avis de non[- ](?:remise|distribution|livraison)|^rapport de non[- ](?:remise|distribution|livraison)|^impossible de (?:remettre|distribuer|delivrer|transmettre)|^adresse introuvable|^courrier non distribuable|^notification (?:d'etat|de statut) de (?:la )?(?:remise|distribution|livraison)|^erreur (?:de |d'|lors de )(?:distribution|remise|envoi|livraison|l'envoi)|^mail retourne/,
    source: 'Exchange, Orange, La Poste, Free, SFR, Bouygues, OVH, Gmail (fr)',
  },
  {
    wording:
      /^(?:remise|distribution|livraison|envoi) (?:retardee?|differee?|en attente)|^retard (?:de|dans la) (?:remise|distribution|livraison)|^retarde\b|^message (?:retarde|differe|en attente)|^avertissement ?: .{0,60}(?:retard|differ|non remis)/,
    source: 'Exchange, Postfix (fr)',
    isDelay: true,
  },
  {
    wording:
      /^delay(?:ed)?\b|^delivery delayed|^delivery (?:temporarily )?(?:suspended|deferred|delay)|^message delay|^(?:mail|message) (?:is |still )?(?:being )?delayed|^mail delivery delayed|^delivery status notification ?\(delay|^warning: message .{0,60} delayed|^mail delivery warning|^bezorging vertraagd|^vertraagd\b|^verzogert\b|^verzogerung|^zustellung verzogert|^your message .{0,60} is delayed|^undelivered mail \(?warning|^undelivered mail returned .{0,20}delay/,
    source: 'Exim, Postfix, Exchange, Gmail, Office 365',
    isDelay: true,
  },
  {
    wording:
      /^(?:nachricht|mail|e-?mail|zustellung|ihre (?:nachricht|e-?mail|mail)).{0,40}(?:nicht zugestellt|unzustellbar|fehlgeschlagen|zuruckgewiesen|konnte nicht)|^fehler bei der (?:zustellung|ubermittlung)|^zustellungsfehler|^(?:bericht|mail|e-?mail|uw (?:bericht|mail|e-?mail)).{0,40}(?:niet (?:bezorgd|afgeleverd|verzonden|verstuurd)|onbestelbaar|mislukt)|^(?:bezorging|aflevering|levering) (?:is )?mislukt|^mail unzustellbar/,
    source: 'T-Online, GMX, Exchange (de); KPN, Telenet, Exchange (nl)',
    isFinal: true,
  },
  {
    wording:
      /^address not found|^recipient (?:unknown|not found|address rejected)|^user unknown|^unknown (?:user|recipient|address)|^mailbox (?:full|unavailable)|^(?:mail )?nondeliverable|^nondeliver|^non delivery|^non-?deliver|^mail error|^mail failure|^smtp (?:error|delivery)|^permanent delivery failure|^permanent (?:mail )?error|^system error - undelivered|^delivery to .{0,80} failed|^failed (?:mail|delivery)|^failed to deliver|^error(?: -)? mail|^\[?bounce\b|^hi\. this is the qmail-send/,
    source: 'Gmail, MMDF, VMS, Mercury, InterScan, sisimai Lhost tables',
  },
  {
    wording:
      /^nedostavlennoe|^недоставленное|^сообщение не доставлено|^nie dostarczono|^mensaje (?:no entregado|devuelto)|^correo (?:devuelto|no entregado)|^mancata consegna|^mail system error/,
    source: 'Yandex, Mail.ru, and notices in Polish, Spanish, Italian',
  },
]

/** First sentences of delivery notices, looked for where the text begins (2,500 characters). */
export const BOUNCE_WORDINGS: readonly BounceSign[] = [
  {
    wording:
      /this is the dragonfly mail agent|there was an error delivering your mail|unable to deliver message to the following|this report relates to a message you sent|-{3,10} failure reasons|the following recipients were affected|your mail(?:box)? message .{0,60}could not|message could not be delivered to mobile|had delivery errors|no valid recipients were found/,
    source: 'DragonFly Mail Agent, Oracle Messaging Server, Lotus Notes, MailMarshal, T-Online; sisimai Lhost tables',
  },
  {
    wording:
      /hi\. this is the (?:qmail|mail)|this is the qmail-send program|this is the mail delivery agent at|i'm afraid i wasn't able to deliver your message/,
    source: 'qmail bounce',
  },
  {
    wording:
      /this is (?:the|an?) (?:mail system at host|automatically generated delivery status)|i'm sorry to have to inform you that your message could not/,
    source: 'Postfix bounce template',
  },
  {
    wording:
      /this message was created automatically by mail delivery software|a message that you (?:sent|have sent) (?:could not|has not yet|was not)|message that you sent could not be delivered to (?:one or more|all) of its/,
    source: 'Exim bounce',
  },
  {
    wording:
      /the original message was received at .{0,80}(?:from|\n)|-{3,10} the following addresses had |-{3,10} transcript of session follows/,
    source: 'Sendmail',
  },
  { wording: /the following address(?:es)?(?:\(es\))? (?:had|failed|has failed)/, source: 'Exim, Sendmail' },
  {
    wording:
      /your message (?:to .{0,200} )?(?:did not reach|couldn't be delivered|could not be delivered|cannot be delivered|wasn't delivered|was not delivered|has not been delivered|was undeliverable|could not be sent|was (?:rejected|blocked)|has been (?:blocked|rejected|returned))|has not been delivered/,
    source: 'Exchange, Office 365, Gmail',
  },
  {
    wording:
      /votre (?:message|courriel|courrier|mail|e-mail)[^.]{0,200}(?:n'a (?:pas |pu |malheureusement )|n'est pas parvenu|ne peut (?:pas )?etre|n'ont pas|a ete (?:refuse|rejete|bloque|retourne))[^.]{0,40}|(?:le|ce) (?:message|courriel|courrier|mail)[^.\n]{0,120}(?:n'a pas (?:pu etre|ete) (?:remis|delivre|distribue|livre|envoye|transmis|achemine)|n'a pu etre)/,
    source: 'Exchange, Outlook, Orange, La Poste, Free, SFR (fr)',
  },
  {
    wording:
      /(?:echec de (?:la )?(?:remise|distribution|livraison)|impossible de (?:remettre|distribuer|delivrer|livrer|acheminer|transmettre)|n'a pas (?:pu etre|ete) (?:remis|remise|delivre|distribue|livre|achemine)|non remis aux? destinataires?|la remise (?:a|de ce message|au|aux|du)[^.\n]{0,100}a echoue)/,
    source: 'Exchange (fr), Gmail (fr), Orange',
  },
  {
    wording:
      /delivery (?:to the following recipients? (?:has )?(?:failed|been delayed)|has failed to these recipients|has failed on|of the following message|to .{0,120} (?:has )?failed)|the e-?mail (?:account|address) (?:that )?you (?:tried|entered)|address not found|adresse introuvable/,
    source: 'Gmail, Outlook, Office 365',
  },
  {
    wording:
      /(?:the following (?:recipient|recipients|message|organization)[^.\n]{0,80}(?:could not|cannot|failed|reached|rejected|undeliver))|could not be delivered to|(?:message|mail) (?:could not|couldn't|cannot|can't) be delivered|unable to deliver (?:the |this |your )?(?:message|mail|e-?mail)|(?:was|is) undeliverable|was unable to deliver|we (?:were unable|could not|couldn't|weren't able) to deliver|sorry[^.\n]{0,60} (?:unable|not able) to deliver|(?:delivery|message) failed permanently|permanent (?:fatal )?errors?|reason for (?:the )?(?:non-?delivery|failure|problem|bounce)|the reason (?:for the problem|given|it was returned)/,
    source: 'Yahoo, Notes, IMail, MDaemon, GroupWise, Zimbra, Courier, Mail.ru',
  },
  {
    wording:
      /undeliverable mail|undelivered mail|delivery failure (?:report|notification)|mail delivery (?:failed|failure)|non-?delivery report|recipient'?s? mailbox|user's mailbox|(?:user|recipient) unknown|\b55[0-4][ -]#?5\.\d\.\d|smtp (?:error|;)|remote (?:host|server|mail server) (?:said|returned|replied)|said: [45]\d\d|reason: [45]\d\d/,
    source: 'sisimai Lhost tables',
  },
  {
    wording:
      /(?:nachricht|mail|e-?mail)[^.\n]{0,160}(?:nicht zugestellt werden|konnte nicht|nicht ausgeliefert|unzustellbar)|(?:zustellung|ubermittlung)[^.\n]{0,60}(?:fehlgeschlagen|nicht moglich)|(?:bericht|mail|e-?mail)[^.\n]{0,160}(?:niet (?:worden )?(?:bezorgd|afgeleverd|besteld|verzonden)|kon niet|onbestelbaar)|kan niet worden (?:bezorgd|afgeleverd)/,
    source: 'Exchange, T-Online, GMX (de); Exchange, KPN, Proximus, Telenet (nl)',
  },
  {
    wording:
      /no se (?:ha podido|pudo|puede) entregar|non (?:e stato possibile|puo essere) (?:recapitat|consegn)|nie (?:moglismy|mozna) dostarczyc|nao foi possivel entregar|не (?:может быть|удалось|доставлено)/,
    source: 'Exchange (es, it, pl, pt); Mail.ru, Yandex',
  },
  {
    wording:
      /(?:has not yet been|not yet been|still (?:not |un)?)delivered|delivery (?:attempts will continue|is delayed)|(?:will (?:keep|continue) (?:to )?try|will be retried|no action is required on your part|this is a warning message only|you do not need to resend)|warning message only|remise (?:est )?(?:retardee|differee)|n'a pas encore (?:ete|pu)|nouvelles? tentatives?|continuera? d'essayer|nog niet (?:bezorgd|afgeleverd)|noch nicht zugestellt/,
    source: 'Exim, Postfix, Sendmail, Exchange warnings',
    isDelay: true,
  },
]

/** The notice says so itself: there will be no other try. */
export const SAYS_FINAL =
  /permanent (?:fatal )?(?:error|failure)|failed permanently|i've given up|permanent error|(?:definitivement|de facon definitive|definitif)|permanently (?:rejected|failed)|fatal errors?|dauerhaft/

/** The notice says so itself: it is tried again. */
export const SAYS_DELAY =
  /has not yet been delivered|not yet been delivered|delivery attempts will continue|this is a warning message only|warning message only|you do not need to resend|will (?:keep|continue) (?:to )?try|will be retried|transient non-fatal errors|still trying|n'a pas encore (?:ete|pu)|remise (?:est |a ete )?(?:retardee|differee)|(?:message|mail) is delayed|delivery (?:is|has been) delayed|nog niet (?:bezorgd|afgeleverd)|noch nicht zugestellt|we(?:'|’)?ll (?:keep|continue) try|temporarily unable to deliver|temporary problem delivering|continuera? (?:d'essayer|a essayer)|nouvelles? tentatives? (?:sera|seront|auront)/

/** Notices of systems about mail that arrived, was looked at, or was sent on: no failure. */
export const ALL_WELL =
  /^(?:delivered|relayed|expanded|distribue|remis|zugestellt|bezorgd|livre)\s?:|delivery (?:status )?notification ?\((?:success|relay|expand)|successful(?:ly)? (?:mail )?deliver|^(?:return receipt|delivery (?:receipt|confirmation))|has been successfully delivered|^(?:lu|read|gelesen|gelezen|not read|non lu|ungelesen|niet gelezen)\s?:|^(?:confirmation|accuse) de (?:lecture|remise|distribution)|a bien ete (?:remis|delivre|distribue)/
