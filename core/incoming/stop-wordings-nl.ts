import { type StopWording, wording, words } from './stop-wording.ts'

const MAIL = String.raw`(?:e ?mail(?:s|tjes|ings?)?|mail(?:s|tjes|ings?)?|nieuwsbrie(?:f|ven)|berichten|bericht|reclame|reclamemails?|spam|post|aanbiedingen|sms(?:jes|en)?|uitnodigingen|informatie)\b`
const MAIL_DE = String.raw`(?:e ?mails?|mails?|newsletter|werbung|werbemails?|nachrichten|spam|post|sms)\b`
const LIST = String.raw`(?:uit|af|van|verwijderen|lijst\w{0,2}|bestand|adressenbestand|mailinglijst|nieuwsbrief|gegevens|adres|mailadres|emailadres|account)\b`

/** Dutch, and the German of neighbours. */
export const STOP_WORDINGS_NL: readonly StopWording[] = [
  wording(true, [
    String.raw`uit ?schrij\w{0,6}|uitgeschreven|uit te schrijven|afmeld\w{0,5}|afgemeld|af te melden`,
    String.raw`(?:schrijft?|meldt?|haalt?|verwijdert?|schrap|wis|gooi|zet)(?: (?:u|jullie|aub|alstublieft|asjeblieft))?(?: (?:me|mij|ons|mijn|onze|dit|deze|m n))${words(6)} ${LIST}`,
    String.raw`(?:mij|me|ons|mijn|dit)${words(5)} (?:te verwijderen|verwijderen|verwijderd|te schrappen|schrappen|uit te halen|te halen)\b|verwijder (?:mij|me|mijn)\b`,
    String.raw`(?:stop|stoppen|ophouden|hou op|houd op|kap)(?: (?:aub|alsjeblieft|alstublieft|er|nu|eens|dan)){0,2} (?:met|mee|ermee|hiermee|daarmee)\b|laat (?:me|mij|ons) met rust|stop (?:aub|alstublieft|alsjeblieft|ermee|de|deze|die|jullie|uw)\b`,
    String.raw`(?:uit|van) (?:de|jullie|uw|deze) (?:lijst|mailinglijst|mailinglist|bestand|adreslijst)\w{0,2} (?:te )?(?:halen|verwijderen|schrappen)`,
    String.raw`(?:abonnement|inschrijving|nieuwsbrief)${words(2)} (?:stop|opzeg|op te zeggen|beeindig|annuleer)\w{0,4}|maak bezwaar`,
    String.raw`abmeld\w{0,6}|abbestell\w{0,6}|austragen\b|(?:loschen|entfernen|streichen) sie (?:mich|uns|meine|unsere|bitte)|(?:mich|uns|meine)${words(5)} (?:loschen|entfernen|streichen|austragen|abmelden)\b|(?:melden sie|tragen sie) (?:mich|uns)${words(4)} (?:ab|aus)\b|lassen sie mich in ruhe`,
  ]),
  wording(false, [
    String.raw`(?:geen|nooit)(?: (?:enkele|verdere|van|zulke|dergelijke|jullie|uw|je|meer|die|deze)){0,4} ${MAIL}(?: (?:meer|niet meer|aub|alstublieft|langer|van jullie|van u|te ontvangen|ontvangen|sturen|te sturen)){1,3}|genoeg (?:mails|reclame)`,
    String.raw`(?:niet|nooit|nie) (?:meer|langer|verder)${words(4)} (?:mailen|mail|schrijven|contacteren|sturen|stuur|ontvangen|benaderen|benaderd|gecontacteerd|lastig|aanschrijven|emailen|toesturen|bellen|lastigvallen|krijgen)\b`,
    String.raw`(?:stuur|mail|schrijf|contacteer|benader|bel)(?: (?:me|mij|ons|aub|asjeblieft|alstublieft|dan)){0,3} (?:niet|niets|nooit|geen [^\s.]{1,20}) (?:meer|langer)`,
    String.raw`(?:wil|wens|wensen|willen|hoef|hoeven) (?:ik |wij |we )?(?:dit|deze|die|jullie|uw|er)${words(3)} niet (?:meer|langer)|geen (?:interesse|belangstelling) meer`,
    String.raw`(?:keine|nie)(?: (?:weiteren|mehr|ihrer|solche|solchen)){0,2} ${MAIL_DE}(?: (?:mehr|bitte|von ihnen|zusenden|erhalten|schicken)){1,2}|(?:nicht|nie) mehr${words(3)} (?:anschreiben|kontaktieren|schreiben|senden|schicken|belastigen|erhalten|bekommen|zusenden)`,
  ]),
]
