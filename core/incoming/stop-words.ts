/**
 * How people ask not to be written to any more, on text folded by `stop-phrase.ts`: lower case, no accents, words parted by one space,
 * sentences by ` . `. Quantifiers are bounded. `negatable`: "do not …" before it turns it round; the others carry their own "no more".
 */
export interface StopWording {
  wording: RegExp
  negatable: boolean
  language: 'fr' | 'en' | 'nl' | 'de'
}

const MAIL_FR = String.raw`(?:(?:pub(?:s|licites?|licitaires?)?|(?:e )?mails?|mels?|courriels?|courriers?|messages?|news ?letters?|infolettres?|lettres? d info\w*|spams?|sms|textos?|envois?|sollicitations?|mailings?|promos?|promotions?|offres?|informations?|infos?|actualites?|prospections?|relances?|demarchage|communications?|contacts?|nouvelles|correspondances?|invitations?|rappels?)\b)`
const MAIL_EN = String.raw`(?:(?:e ?)?mails?|messages?|news ?letters?|spam\w*|advert\w*|ads?|texts?|sms|correspondence|communications?|contact|marketing|promotions?|offers?|updates?|invitations?|reminders?|crap|junk|stuff|(?:e )?mailings?|notifications?)\b`
const MAIL_NL = String.raw`(?:e ?mail(?:s|tjes|ings?)?|mail(?:s|tjes|ings?)?|nieuwsbrie(?:f|ven)|berichten|bericht|reclame|spam|post|aanbiedingen|sms(?:jes|en)?|uitnodigingen|informatie|reclamemails?)\b`
const MAIL_DE = String.raw`(?:e ?mails?|mails?|newsletter|werbung|werbemails?|nachrichten|spam|post|sms)\b`
/** Nearby, within some words of the same sentence. */
const NEAR = String.raw`(?: [^\s.]{1,30}){0,6} `
const SOME = String.raw`(?: [^\s.]{1,30}){0,4} `

/** Written in many ways: désabonner, desabonez, désinscrivez, desincrire, désinscrption, unsuscribe. */
const UNSUBSCRIBE = String.raw`(?:d[eé]s+ins?c?r[ei]?\w{0,14}|d[eé]?s[ie]ns?cri\w{0,12}|d[eé]s+ab+on\w{0,12}|des ?abon\w{0,12}|des inscri\w{0,12}|un ?su[bsp]{1,3}c?s?c?ri?\w{0,2}[bp]\w{0,6}|un ?sub\b|unsubscription|unsubs\b|de ?subscribe\w{0,2}|uitschrij\w{0,6}|uitgeschreven|uit te schrijven|afmeld\w{0,5}|afgemeld|af te melden|opt ?out|opted out|opting out|optout|abmeld\w{0,6}|abbestell\w{0,6}|austrag\w{0,4}|cancel (?:my |the |this )?(?:subscription|newsletter)|d[eé]s+ouscri\w{0,8})`

const row = (language: StopWording['language'], negatable: boolean, wording: string): StopWording => ({
  language,
  negatable,
  wording: new RegExp(String.raw`\b(?:${wording})`),
})

export const STOP_WORDINGS: readonly StopWording[] = [
  row('en', true, UNSUBSCRIBE),
  // French: take me off
  row(
    'fr',
    true,
    String.raw`(?:(?:me |nous |m )?(?:retir|enlev|suprim|supprim|effac|ray|radi|sort|exclu|eliminer|elimin|delist|desactiv)(?:er|ez|e|es|ir|re|ons|ant|iez|ions)?)(?: (?:moi|nous|svp|tout|toutes|completement|immediatement|definitivement|rapidement|donc|bien|vite)){0,3}${SOME}(?:de |d |du |des |mon |mes |ma |notre |nos |la |le |vos |votre |cette )+(?:${SOME})?(?:listes?|fichiers?|bases?|mailing\w*|diffusion|contacts?|destinataires?|abonnes|adresses?|mails?|e mails?|mel|courriel|coordonnees|donnees|envois?|repertoires?|carnet|registres?|newsletters?|numero|nom|compte|inscription|abonnement|tablettes)\b`,
  ),
  row(
    'fr',
    true,
    String.raw`(?:retir|enlev|suprim|supprim|effac|ray|radi|sort|ot|virer|vir|desinscri|oubli)(?:ez|e|er|ir|vez)? (?:moi|nous)\b`,
  ),
  row(
    'fr',
    true,
    String.raw`(?:merci|priere|veuillez|voulez|pouvez|pourriez|souhaite|voudrais|veux|demande|aimerais)(?: [^\s.]{1,20}){0,4} (?:me|m|nous) (?:retirer|enlever|supprimer|effacer|rayer|radier|oter|sortir|exclure|oublier)\b`,
  ),
  row(
    'fr',
    true,
    String.raw`(?:etre|soit|sois) (?:retire|enleve|supprime|efface|raye|radie|exclu|sorti)e?s?${SOME}(?:listes?|fichiers?|bases?|mailing\w*|envois?)\b`,
  ),
  // French: no more
  row(
    'fr',
    false,
    String.raw`(?:n |ne )?(?:me |m |nous |lui )?(?:ne |n )?(?:me |m |nous )?(?:ecrivez|ecrire|ecris|envoyez|envoyer|envoye|envoie|envoies|adressez|adresser|contactez|contacter|contacte|sollicitez|solliciter|derangez|deranger|importunez|importuner|embetez|emmerdez|spammez|spammer|relancez|relancer|mailez|harcelez|harceler|transmettez|faites parvenir|faire parvenir|telephonez|appelez|textez|parlez) (?:(?:plus|jamais|pas)(?! (?:tard|vite|rapidement|souvent|loin|de details|d informations|d infos|de renseignements|a pas|tot|longtemps|encore|oublie|seulement|que))\b)`,
  ),
  row(
    'fr',
    false,
    String.raw`(?:ne|n|de|a) (?:plus|pas|jamais) (?:jamais |du tout )?(?:me |m |nous |la |le |les |y |vouloir |souhaiter |avoir a )?(?:recevoir|re?cevoir|resevoir|ressevoir|envoyer|ecrire|contacter|solliciter|importuner|deranger|embeter|etre (?:contacte|sollicite|derange|importune|destinataire|inscrit|abonne|dans|sur|relance|harcele)e?s?|adresser|relancer|harceler|spammer|faire parvenir|mailer|figurer|apparaitre|voir vos|lire vos|faire partie)\b`,
  ),
  row(
    'fr',
    false,
    String.raw`(?:plus|jamais|pas) (?:envie (?:de )?|besoin de |interesse\w{0,2} (?:par )?)?(?:recevoir|resevoir|ressevoir|rien recevoir|etre (?:contacte|sollicite|derange|importune|relance)e?s?)\b`,
  ),
  row(
    'fr',
    false,
    String.raw`(?:ne |n )?(?:veux|veut|voulons|souhaite|souhaitons|desire|desirons|accepte|supporte|voudrais|souhaiterais|veu|souaite|souhaites|recois|recevoir) (?:vraiment |absolument |surtout |simplement )?(?:plus|pas|aucun\w{0,2}|jamais)${SOME}(?:vos |vo |de |d |tes |ces |ce |aucun\w{0,2} )?(?:${SOME})?${MAIL_FR}`,
  ),
  row(
    'fr',
    false,
    String.raw`(?:plus|pas|stop|assez|marre|ras le bol|halte|fini|terminees?|basta)(?: (?:jamais|aucun\w{0,2}|de|d|a|aux|avec|vos|ces|tous|toutes|les|votre|cette|la|le|l|du|tes|ce|genre|type|toute|tout)){1,5} ${MAIL_FR}`,
  ),
  row(
    'fr',
    false,
    String.raw`(?:aucun\w{0,2}|zero) (?:autres? )?${MAIL_FR}(?: [^\s.]{1,20}){0,3} (?:svp|merci|plus|s il vous plait|de votre part|a l avenir|desormais)\b`,
  ),
  row(
    'fr',
    false,
    String.raw`plus rien (?:recevoir|de (?:vous|votre part)|m envoyer)|n envoyez (?:plus|rien)|plus de nouvelles de vous|plus (?:aucun|un seul) (?:mail|message|courriel|contact)\w{0,2}`,
  ),
  row(
    'fr',
    true,
    String.raw`(?:arr?et+e[rsz]?|ar+et+é?r?|cess?ez|cesser|cesse|stop+ez|stop+er|stop+e|stop+|halte)(?: (?:donc|svp|merci|immediatement|tout de suite|vite|maintenant|avec|a|de|d|l|les|le|la|vos|votre|ces|cette|ce|tout|tous|toute|toutes|me|m|nous|tes|aux|enfin|bon sang|definitivement)){1,6} (?:(?:[^\s.]{1,20} ){0,2})(?:${MAIL_FR}|envoyer|ecrire|contacter|deranger|importuner|solliciter|harceler|harcelement|spammer|embeter|emmerder|polluer|inonder|relancer|casser|saouler|abonnement|inscription|ca\b|cela\b|tout\b)`,
  ),
  row(
    'fr',
    false,
    String.raw`(?:fout|fich|laiss|lach)(?:ez|e|er)?(?: |-)(?:moi|nous|me|nous)(?: donc)?(?: (?:la paix|tranquilles?|en paix|les baskets|la grappe))?`,
  ),
  row(
    'fr',
    false,
    String.raw`(?:ne suis|suis|ne sommes|sommes) (?:plus|pas)(?: du tout)? interesse\w{0,3}(?: [^\s.]{1,20}){0,4} (?:vos|votre|par ces|par les|de recevoir)\b|(?:je |nous )(?:m |nous )?oppos\w{1,6} (?:a |au |aux |formellement |totalement )|(?:mon |notre |exerc\w{1,4} )?droit d opposition|droit a l (?:oubli|effacement)|retir\w{1,4} mon consentement|consentement (?:est )?retire|je retire mon (?:accord|consentement|autorisation)|annul(?:ez|er|e|ation)(?: de)? (?:mon |l |cet |notre )?(?:abonnement|inscription)|resili(?:ez|er|e)(?: [^\s.]{1,12}){0,2} (?:newsletter|infolettre)|fin (?:de mon |d )(?:abonnement|inscription)|me desinteresse`,
  ),
  row(
    'fr',
    false,
    String.raw`(?:ne|n) (?:me |m |nous )?(?:interesse|interessent|concerne|concernent) (?:pas|plus)(?: [^\s.]{1,15}){0,3} (?:arretez|stop|supprimez|retirez|enlevez)|marquer? comme (?:spam|indesirable)|signal(?:er|e|erai) (?:comme |en |pour )(?:spam|indesirable)|plainte a la cnil|saisir la cnil`,
  ),
  // English
  row(
    'en',
    true,
    String.raw`(?:take|get|strike|cross|drop|pull|cut) (?:me|us|my (?:name|e ?mail|address|number)\b(?: [^\s.]{1,15}){0,2}|this (?:e ?mail|address)\b(?: [^\s.]{1,15}){0,2}) (?:off|out of|from)\b`,
  ),
  row(
    'en',
    true,
    String.raw`remo+ve? (?:me|us|my|our|this|the following|\S{1,40}\b)(?: [^\s.]{1,20}){0,6}(?: (?:list\w{0,3}|database|mailing\w*|distribution|e ?mails?|address(?:es)?|name|contacts?|details|data|account|subscri\w{0,6}|system|records?|off|please|asap))|remove (?:me|us)\b|removed from\b|removal from\b|please remove\b`,
  ),
  row(
    'en',
    true,
    String.raw`(?:delete|erase|purge|scrub|exclude) (?:me|us|my|our|all my|all of my)\b(?: [^\s.]{1,20}){0,4}`,
  ),
  row(
    'en',
    false,
    String.raw`no (?:more|further|longer any)${SOME}?(?: ?)${MAIL_EN}|no more(?: (?:please|thanks?|thank you|of (?:this|these|your)|from you))|no (?:e ?mails|newsletters|spam) (?:please|thanks|thank you|any ?more)|enough (?:of (?:your|these|this) )?(?:e ?mails|spam|messages)|enough already`,
  ),
  row(
    'en',
    false,
    String.raw`(?:do not|don t|dont|donot|never|please not|not to|stop to|quit to) (?:ever |you |please )?(?:send|e ?mail|mail|contact|write|message|spam|text|bother|disturb|harass|call|reach out)(?: (?:me|us|to me|to us|to this|this|any|anything|more|these|your|him|her)){0,4}(?: ${MAIL_EN}| again| any ?more| ever| any longer| to me| to this| please| in (?:the )?future|(?= \.| ?$))`,
  ),
  row(
    'en',
    false,
    String.raw`(?:do not|don t|dont|never|no longer|not|didn t|wouldn t|rather not|do no|not interested in)(?: (?:ever|really|longer))?(?: (?:want|wish|care|need|like|desire|agree|consent|interested|ask|asked|sign up))?(?: (?:to|in|for))?(?: (?:be|keep|get|getting|continue|being|have|hear|hearing|receive|recieve|receiving|see|any))?(?: (?:to|any|more|further|your|these|this|such|getting|receiving|any more|anymore)){0,3} (?:${MAIL_EN}|contacted|e ?mailed|on (?:your|this|the|any) (?:mailing )?list|from you|subscribed|part of (?:this|your))`,
  ),
  row(
    'en',
    false,
    String.raw`(?:no longer|not|don t|dont|do not|never) (?:wish|want|interested|care|like|need|desire)(?: (?:to|in|for|any|longer))? (?:be |keep |get |continue )?(?:receiv\w{1,4}|reciev\w{1,4}|hear\w{0,3}|contact\w{0,3}|subscri\w{1,4}|get\w{0,4})\b|no longer (?:receive|get|subscribe|be contacted)|not (?:receive|recieve) (?:any|your|these|further|more)`,
  ),
  row(
    'en',
    true,
    String.raw`(?:stop|cease|quit|end|halt|discontinue|desist|knock off|refrain from)(?: (?:all|the|with|your|these|this|this|any|please|from|immediately|right now|now|fucking|bloody|damn|of)){0,4} (?:send\w{0,3}|e ?mail\w{0,3}|mail\w{0,3}|contact\w{0,3}|writ\w{1,4}|spam\w{0,4}|messag\w{1,4}|text\w{0,3}|bother\w{0,3}|harass\w{0,4}|bug\w{0,4}|solicit\w{0,6}|pester\w{0,3}|news ?letters?|subscription|communications?|${MAIL_EN}|it\b|this\b(?! (?:from|problem|war|madness))|that\b|please\b|thanks?\b|thank you\b|now\b)`,
  ),
  row(
    'en',
    false,
    String.raw`leave (?:me|us) alone|go away|get lost|f\w{0,3}k off|lose my (?:e ?mail|address|number)|take no further part|withdraw(?:s|ing|n)? my consent|revoke my consent|i (?:hereby )?object to|right to (?:object|erasure|be forgotten)|report(?:ed|ing)? (?:you |this )?(?:as|for) spam|unwanted (?:e ?mail|spam)|end my (?:subscription|membership)|not interested\b(?: [^\s.]{1,15}){0,3} (?:remove|stop|unsubscribe|take)`,
  ),
  // Dutch
  row(
    'nl',
    true,
    String.raw`(?:schrijf|schrijft|meld|meldt|haal|haalt|verwijder|verwijdert|schrap|schrapt|wis|gooi|zet)(?: (?:u|jullie|aub|alstublieft|asjeblieft))?(?: (?:me|mij|ons|mijn|onze|dit|deze|m n))(?: [^\s.]{1,20}){0,6}(?: (?:uit|af|van|verwijderen|lijst\w{0,2}|bestand|adressenbestand|mailinglijst|nieuwsbrief|gegevens|adres|mailadres|e mailadres|emailadres|account))\b`,
  ),
  row(
    'nl',
    true,
    String.raw`(?:mij|me|ons|mijn|dit)(?: [^\s.]{1,20}){0,5} (?:uit ?te ?schrijven|uitschrijven|af ?te ?melden|afmelden|te verwijderen|verwijderen|verwijderd|te schrappen|schrappen|uit te halen|te halen)\b|verwijder (?:mij|me|mijn)|schrijf (?:me|mij|ons) uit|meld (?:me|mij|ons) af|haal (?:me|mij) (?:van|uit|er)`,
  ),
  row(
    'nl',
    false,
    String.raw`(?:geen|nooit)(?: (?:enkele|verdere|van|zulke|dergelijke|jullie|uw|je|meer|van die|van deze)){0,4} ${MAIL_NL}(?: (?:meer|niet meer|aub|alstublieft|a u b|langer|van jullie|van u|te ontvangen|ontvangen|sturen|te sturen)){1,3}|genoeg (?:mails|reclame)`,
  ),
  row(
    'nl',
    false,
    String.raw`(?:niet|nooit|nie) (?:meer|langer|verder)(?: [^\s.]{1,20}){0,4} (?:mailen|mail|schrijven|contacteren|sturen|stuur|ontvangen|benaderen|benaderd|gecontacteerd|lastig|aanschrijven|emailen|toesturen|bellen|lastigvallen|krijgen|toe te sturen|te mailen|te contacteren|te ontvangen)\b|(?:stuur|mail|schrijf|contacteer|benader|bel)(?: (?:me|mij|ons|aub|asjeblieft|alstublieft|dan)){0,3} (?:niet|niets|nooit|geen \S{1,20}) (?:meer|langer)`,
  ),
  row(
    'nl',
    true,
    String.raw`(?:stop|stoppen|ophouden|hou op|houd op|kap)(?: (?:aub|alsjeblieft|alstublieft|er|nu|eens|dan|a u b)){0,2} (?:met|mee|ermee|hiermee|daarmee)\b|laat (?:me|mij|ons) met rust|stop (?:aub|a u b|alstublieft|alsjeblieft|er ?mee|de|deze|die|jullie|uw)\b|(?:abonnement|inschrijving|nieuwsbrief)(?: [^\s.]{1,15}){0,2} (?:stop|opzeg|op te zeggen|beeindig|annuleer)\w{0,4}|(?:wil|wens|wensen|willen|hoef|hoeven) (?:ik |wij |we )?(?:dit|deze|die|jullie|uw|er)(?: [^\s.]{1,20}){0,3} niet (?:meer|langer)|geen (?:interesse|belangstelling) meer|maak bezwaar`,
  ),
  // German
  row(
    'de',
    false,
    String.raw`(?:keine|nie)(?: (?:weiteren|mehr|ihrer|solche|solchen)){0,2} ${MAIL_DE}(?: (?:mehr|bitte|von ihnen|zusenden|erhalten|schicken)){1,2}|(?:nicht|nie) mehr(?: [^\s.]{1,20}){0,3} (?:anschreiben|kontaktieren|schreiben|senden|schicken|belastigen|erhalten|bekommen|zusenden)|(?:loschen|entfernen|streichen|nehmen) sie (?:mich|uns|meine|unsere|bitte)|(?:mich|uns|meine)(?: [^\s.]{1,20}){0,5} (?:loschen|entfernen|streichen|austragen|abmelden)\b|melden sie (?:mich|uns)(?: [^\s.]{1,15}){0,4} ab\b|tragen sie (?:mich|uns)(?: [^\s.]{1,15}){0,4} aus\b|lassen sie mich in ruhe|horen sie auf`,
  ),
]

/** A sentence that is nothing but one of these words, with courtesy around it. Not "no": that answers a question. */
export const STOP_ALONE =
  /^(?:stop+|stoppen|stopt|arr?et+|arr?et+e[rz]?|arr?et+ez|assez|basta|suffit|ca suffit|enough|unsub|out|remove|removed?|retrait|retirer|radiation|desinscri\w{0,8}|desabon\w{0,10}|cancel|quit|end|halte|supprimer|supprimez|delete|effacer|spam|spam+eurs?)$/

/** Courtesy, greetings and names of things around a lone "stop". */
export const COURTESY =
  /^(?:svp|stp|merci|please|pls|plz|thanks?|thank|you|thx|tks|bonjour|bonsoir|bjr|hello|hi|dear|madame|monsieur|cordialement|cdlt|cdt|bien|a|vous|beaucoup|d|avance|s|il|te|plait|aub|alstublieft|alsjeblieft|bedankt|dank|u|je|dag|hallo|groeten|mvg|bitte|danke|now|maintenant|immediatement|tout|de|suite|je|dis|dit|les|reply|oui|yes|non|no|ok|and|et|regards|best|mail|mails|sms|tous|all|stop|\d{1,8}|mr|mme|salutations|salut|distinguees|sinceres|immediately|asap|vite|c|est|ca|i|say|said|deja|just|juste|demande|envoi|email|emails|e|definitif|definitivement|x|kind|sincerely|bav)$/

/** Before it in the sentence: the sentence says that it did not happen, or should not. */
export const NEGATION =
  /\b(?:ne|n|pas|jamais|not|never|don t|dont|didn t|did not|haven t|hasn t|wasn t|won t|niet|nooit|geen|nicht|kein|keine|sans|without|zonder|rather than|plutot que|au lieu de|instead of)(?: [^\s.]{1,20}){0,4}$/
/** … unless what could not be done is just what they wanted. */
export const WANTED_IN_VAIN =
  /\b(?:arriv\w{1,4}|parvien\w{1,3}|reuss\w{1,5}|peux|puis|peut|pouvons|pouvoir|possible|impossible|can|can t|cannot|could|couldn t|unable|able|lukt|kan|pourquoi|why|waarom|vous|avez|you|they|toujours|still|yet|encore|jullie|kann|sais|know|how|comment|comprends|fonctionne|marche|works?|working|not only|non seulement|hesit\w{1,4})\b/
/** After it: it is not us they mean, or not stopping. */
export const OTHERWISE_AFTER =
  /^[^.]{0,60}\b(?:concurrents?|concurrence|competitors?|concurrent|konkurrent\w{0,2}|leur newsletter|leurs (?:mails|newsletters)|their (?:newsletter|list|mails?|emails?)|une autre (?:liste|newsletter)|another (?:list|newsletter|company)|d une autre|chez (?:un|mon) concurrent)\b|^ (?:pas\b(?! encore)|not\b|niet\b|nicht\b)/
/** Around the word stop: something else is meant. */
export const OTHER_STOPS =
  /\b(?:stop (?:by|in at|over|at|in|off|light|lights|sign|signs|watch|motion|gap|words?|and go|loss|press)|(?:bus|pit|full|non|one|truck|rest|short|door|coffee|f|tram|train|metro|auto|covid|last|first|next) stop\b|arrets? (?:de (?:bus|tram|metro|travail|jeu|mort|la cour|la cigarette|fumer)|maladie|cardiaque|sur|du tram|du bus|complet)|en arret|sans arret|arret bus|bushalte|a l arret|stop (?:ou|or) encore|arrete(?:z)? (?:vous|toi) (?:chez|a|au|dans|pour)|non stop|tussenstop|stop (?:for|to) (?:a|say|see|lunch|coffee|dinner|chat)|stop thinking|stop loving|don t stop believing)\b/
/** What stands in the foot of somebody else's mail, and nobody writes. */
export const FOOTER =
  /\b(?:si vous (?:ne )?(?:souhaitez|voulez|desirez|preferez)|pour (?:vous|se) (?:des\w{3,12}|retirer)|pour ne plus recevoir|if you (?:no longer|don t|do not|would like|wish|want|prefer)|to (?:unsubscribe|opt out|be removed|stop receiving)(?: [^\s.]{1,20}){0,6} (?:click|reply|visit|follow|please)|click (?:here|below|the link)|cliqu\w{1,3} (?:ici|sur)|klik hier|als u (?:geen|niet|zich)|wenn sie)\b/
