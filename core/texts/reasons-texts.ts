import type { Bucket } from '#core/consent/gate.ts'
import type { ReasonCode } from '#core/decision/reasons.ts'
import type { Language } from '#core/messages/message.ts'

type Sentences = Readonly<Record<Language, string>>

export const REASON_TEXTS: Readonly<Record<ReasonCode, Sentences>> = {
  'unknown-contact': {
    fr: 'Cette adresse n’est pas dans la base.',
    en: 'This address is not in the base.',
    nl: 'Dit adres staat niet in het bestand.',
  },
  restricted: {
    fr: 'Le traitement de ses données est limité.',
    en: 'Processing of this person’s data is restricted.',
    nl: 'De verwerking van de gegevens van deze persoon is beperkt.',
  },
  tombstone: {
    fr: 'La personne a été effacée à sa demande.',
    en: 'The person was erased at their request.',
    nl: 'De persoon is op eigen verzoek gewist.',
  },
  complained: {
    fr: 'La personne a signalé un message comme indésirable.',
    en: 'The person reported a message as spam.',
    nl: 'De persoon heeft een bericht als ongewenst gemeld.',
  },
  stopped: {
    fr: 'La personne a tout arrêté.',
    en: 'The person stopped everything.',
    nl: 'De persoon heeft alles stopgezet.',
  },
  objected: {
    fr: 'La personne s’est opposée à la prospection.',
    en: 'The person objected to marketing.',
    nl: 'De persoon heeft bezwaar gemaakt tegen marketing.',
  },
  withdrawn: {
    fr: 'La personne a repris son accord.',
    en: 'The person took their consent back.',
    nl: 'De persoon heeft de toestemming ingetrokken.',
  },
  refused: {
    fr: 'La personne a dit non.',
    en: 'The person said no.',
    nl: 'De persoon heeft nee gezegd.',
  },
  lapsed: {
    fr: 'La personne est restée silencieuse jusqu’à la date promise.',
    en: 'The person stayed silent through the promised date.',
    nl: 'De persoon bleef stil tot de beloofde datum.',
  },
  'already-asked': {
    fr: 'La question lui a déjà été posée et attend sa réponse.',
    en: 'They were asked already and have not answered.',
    nl: 'De vraag is al gesteld en wacht op antwoord.',
  },
  'no-consent': {
    fr: 'Aucun accord n’est enregistré pour ce sujet sur ce canal.',
    en: 'There is no consent on record for this topic on this channel.',
    nl: 'Er is geen toestemming vastgelegd voor dit onderwerp via dit kanaal.',
  },
  answered: {
    fr: 'La personne a déjà répondu, ou sa promesse est échue.',
    en: 'The person has answered, or the promise has run for them.',
    nl: 'De persoon heeft geantwoord, of de belofte is al ingegaan.',
  },
  minor: {
    fr: 'La personne est mineure.',
    en: 'The person is a minor.',
    nl: 'De persoon is minderjarig.',
  },
  'minor-without-guardian': {
    fr: 'La personne est mineure, sans accord d’un parent ou responsable.',
    en: 'The person is a minor, without a guardian’s consent.',
    nl: 'De persoon is minderjarig, zonder toestemming van een ouder of voogd.',
  },
  'minor-not-askable': {
    fr: 'La personne est mineure et rien ne permet d’écrire à son responsable.',
    en: 'The person is a minor and nothing allows writing to their guardian.',
    nl: 'De persoon is minderjarig en niets laat toe de voogd te schrijven.',
  },
  'guardian-suppressed': {
    fr: 'Le responsable de cette personne mineure ne veut plus de messages.',
    en: 'The guardian of this minor wants no more messages.',
    nl: 'De voogd van deze minderjarige wil geen berichten meer.',
  },
  'guardian-asked': {
    fr: 'La question est posée au responsable, jamais à l’enfant.',
    en: 'The guardian is asked, never the child.',
    nl: 'De vraag gaat naar de voogd, nooit naar het kind.',
  },
  'basis-ended': {
    fr: 'Ce qui permettait de lui écrire est arrivé à son terme.',
    en: 'What allowed writing to them has ended.',
    nl: 'Wat toeliet hen te schrijven, is afgelopen.',
  },
  'basis-ends-soon': {
    fr: 'Ce qui permet de lui écrire prend fin bientôt : c’est le moment de demander.',
    en: 'What allows writing to them ends soon: now is the time to ask.',
    nl: 'Wat toelaat hen te schrijven, loopt bijna af: nu is het moment om te vragen.',
  },
  'ends-soon-unreachable': {
    fr: 'Ce qui permet de lui écrire prend fin bientôt, mais l’adresse ne fonctionne pas.',
    en: 'What allows writing to them ends soon, but the address does not work.',
    nl: 'Wat toelaat hen te schrijven, loopt bijna af, maar het adres werkt niet.',
  },
  documented: {
    fr: 'Son accord est documenté : il n’y a rien à redemander.',
    en: 'Their consent is documented: nothing needs asking.',
    nl: 'De toestemming is gedocumenteerd: er hoeft niets gevraagd te worden.',
  },
  professional: {
    fr: 'Contact professionnel, écrit selon les règles de son pays.',
    en: 'A business contact, written to under the rules of their country.',
    nl: 'Een zakelijk contact, aangeschreven volgens de regels van het land.',
  },
  'not-ticked': {
    fr: 'Cette catégorie n’a pas été cochée pour cette campagne.',
    en: 'This group was not ticked for this campaign.',
    nl: 'Deze groep is niet aangevinkt voor deze campagne.',
  },
  'basis-not-attested': {
    fr: 'Personne n’a encore confirmé ce qui permet de lui écrire.',
    en: 'Nobody has confirmed yet what allows writing to them.',
    nl: 'Niemand heeft nog bevestigd wat toelaat hen te schrijven.',
  },
  'basis-unknown': {
    fr: 'On ne sait pas ce qui permet de lui écrire.',
    en: 'It is not known what allows writing to them.',
    nl: 'Het is niet bekend wat toelaat hen te schrijven.',
  },
  'collection-doubtful': {
    fr: 'L’adresse a été recueillie dans des conditions douteuses.',
    en: 'The address was collected in doubtful conditions.',
    nl: 'Het adres is onder twijfelachtige omstandigheden verzameld.',
  },
  'country-forbids-asking': {
    fr: 'La règle de son pays interdit de demander sans trace d’accord.',
    en: 'The rule of their country forbids asking without a trace of consent.',
    nl: 'De regel van het land verbiedt te vragen zonder spoor van toestemming.',
  },
  doubtful: {
    fr: 'Rien ne permet de lui poser la question.',
    en: 'Nothing allows asking them.',
    nl: 'Niets laat toe het te vragen.',
  },
  'activity-unknown': {
    fr: 'On ne sait pas si la personne a réagi au cours des 13 derniers mois.',
    en: 'It is not known whether they reacted in the last 13 months.',
    nl: 'Het is niet bekend of de persoon de laatste 13 maanden reageerde.',
  },
  inactive: {
    fr: 'La personne n’a pas réagi depuis 13 mois.',
    en: 'The person has not reacted for 13 months.',
    nl: 'De persoon heeft al 13 maanden niet gereageerd.',
  },
  customer: {
    fr: 'Cliente ou client : la question peut être posée.',
    en: 'A customer: they may be asked.',
    nl: 'Een klant: de vraag mag gesteld worden.',
  },
  'trace-lost-active': {
    fr: 'Recueil licite, trace perdue, personne active : la question peut être posée.',
    en: 'Lawfully collected, trace lost, active: they may be asked.',
    nl: 'Rechtmatig verzameld, spoor verloren, actief: de vraag mag gesteld worden.',
  },
  'address-missing': {
    fr: 'Il n’y a pas d’adresse pour ce canal.',
    en: 'There is no address for this channel.',
    nl: 'Er is geen adres voor dit kanaal.',
  },
  'address-invalid': {
    fr: 'L’adresse n’est pas valable.',
    en: 'The address is not valid.',
    nl: 'Het adres is niet geldig.',
  },
  'address-bounced': {
    fr: 'Les messages vers cette adresse reviennent.',
    en: 'Messages to this address come back.',
    nl: 'Berichten naar dit adres komen terug.',
  },
  'address-blocked': {
    fr: 'L’opérateur de SMS bloque ce numéro : la personne doit d’abord lui écrire START.',
    en: 'The SMS provider blocks this number: the person must text START first.',
    nl: 'De sms-aanbieder blokkeert dit nummer: de persoon moet eerst START sturen.',
  },
  'address-changed': {
    fr: 'L’adresse a changé depuis que le message a été préparé.',
    en: 'The address changed after the message was prepared.',
    nl: 'Het adres is gewijzigd nadat het bericht was klaargezet.',
  },
  'same-address': {
    fr: 'Une autre personne de la campagne a la même adresse : un seul message y part.',
    en: 'Someone else in the campaign has the same address: one message goes there.',
    nl: 'Iemand anders in de campagne heeft hetzelfde adres: er gaat één bericht heen.',
  },
  'other-channel-preferred': {
    fr: 'La personne préfère l’autre canal, et il fonctionne.',
    en: 'The person prefers the other channel, and it works.',
    nl: 'De persoon verkiest het andere kanaal, en dat werkt.',
  },
  'campaign-not-running': {
    fr: 'La campagne est arrêtée ou en pause.',
    en: 'The campaign is stopped or paused.',
    nl: 'De campagne is gestopt of gepauzeerd.',
  },
  'country-window': {
    fr: 'Là où vit la personne, un tel message n’arrive pas à cette heure.',
    en: 'Where the person lives, such a message does not come at this hour.',
    nl: 'Waar de persoon woont, komt zo’n bericht niet op dit uur.',
  },
  holiday: {
    fr: 'C’est un jour férié là où vit la personne.',
    en: 'It is a public holiday where the person lives.',
    nl: 'Het is een feestdag waar de persoon woont.',
  },
  closure: {
    fr: 'L’organisation est fermée ce jour-là.',
    en: 'The organisation is closed on that day.',
    nl: 'De organisatie is die dag gesloten.',
  },
  'own-hours': {
    fr: 'La personne a choisi d’autres heures.',
    en: 'The person chose other hours.',
    nl: 'De persoon koos andere uren.',
  },
  'quiet-hours': {
    fr: 'La personne a demandé le calme à ces heures.',
    en: 'The person asked for quiet at these hours.',
    nl: 'De persoon vroeg om rust op deze uren.',
  },
  paused: {
    fr: 'La personne a demandé une pause.',
    en: 'The person asked for a pause.',
    nl: 'De persoon vroeg om een pauze.',
  },
  'outside-window': {
    fr: 'Ce n’est pas une heure où l’organisation écrit.',
    en: 'It is outside the hours in which the organisation writes.',
    nl: 'Het valt buiten de uren waarop de organisatie schrijft.',
  },
  'budget-spent': {
    fr: 'La personne a déjà reçu autant de messages que permis ces derniers jours.',
    en: 'The person has had as many messages as allowed in recent days.',
    nl: 'De persoon kreeg de laatste dagen al zoveel berichten als toegestaan.',
  },
  'budget-reserved': {
    fr: 'Une autre campagne, approuvée avant, écrira à cette personne.',
    en: 'Another campaign, approved earlier, will write to this person.',
    nl: 'Een andere campagne, eerder goedgekeurd, schrijft naar deze persoon.',
  },
  'texted-lately': {
    fr: 'La personne a reçu un SMS et n’y a pas encore répondu.',
    en: 'The person had a text message and has not replied yet.',
    nl: 'De persoon kreeg een sms en heeft nog niet geantwoord.',
  },
  'past-best-before': {
    fr: 'Le message a attendu trop longtemps pour partir encore.',
    en: 'The message waited too long to leave still.',
    nl: 'Het bericht heeft te lang gewacht om nog te vertrekken.',
  },
  'no-moment': {
    fr: 'Aucun moment ne respecte à la fois les heures et la fréquence.',
    en: 'No moment respects both the hours and the frequency.',
    nl: 'Geen enkel moment past bij zowel de uren als de frequentie.',
  },
  'rules-stricter': {
    fr: 'Une règle est devenue plus stricte depuis l’envoi à l’approbation.',
    en: 'A rule has become stricter since submission.',
    nl: 'Een regel is strenger geworden sinds de indiening.',
  },
  'consent-granted': {
    fr: 'La personne a donné son accord.',
    en: 'The person agreed.',
    nl: 'De persoon heeft toestemming gegeven.',
  },
  'information-allowed': {
    fr: 'Rien ne s’oppose à une information sur ses droits.',
    en: 'Nothing stands against informing them of their rights.',
    nl: 'Niets staat informatie over hun rechten in de weg.',
  },
}

export const BUCKET_TEXTS: Readonly<Record<Bucket, Sentences>> = {
  restricted: {
    fr: 'données limitées : rien ne part',
    en: 'data restricted: nothing leaves',
    nl: 'gegevens beperkt: er vertrekt niets',
  },
  suppressed: {
    fr: 'ont tout arrêté, se sont opposées ou plaintes',
    en: 'stopped everything, objected or complained',
    nl: 'hebben alles stopgezet, bezwaar gemaakt of geklaagd',
  },
  'opted-out': {
    fr: 'ont dit non ou repris leur accord',
    en: 'said no or took their consent back',
    nl: 'zeiden nee of trokken hun toestemming in',
  },
  'already-asked': {
    fr: 'déjà interrogées récemment',
    en: 'asked already, lately',
    nl: 'onlangs al gevraagd',
  },
  minor: {
    fr: 'mineures : jamais contactées, leur responsable seulement s’il a donné son accord',
    en: 'minors: never written to, their guardian only where consent is on record',
    nl: 'minderjarig: nooit aangeschreven, de voogd alleen met vastgelegde toestemming',
  },
  expired: {
    fr: 'ce qui permettait de leur écrire est échu',
    en: 'what allowed writing to them has ended',
    nl: 'wat toeliet hen te schrijven, is verlopen',
  },
  expiring: {
    fr: 'ce qui permet de leur écrire s’achève bientôt : elles sont interrogées',
    en: 'what allows writing to them ends soon: they are asked',
    nl: 'wat toelaat hen te schrijven, loopt bijna af: hun wordt het gevraagd',
  },
  documented: {
    fr: 'accord documenté : rien à demander, sauf si vous cochez',
    en: 'documented consent: nothing to ask, unless ticked',
    nl: 'gedocumenteerde toestemming: niets te vragen, tenzij aangevinkt',
  },
  professional: {
    fr: 'professionnelles selon la règle de leur pays : rien à demander, sauf si vous cochez',
    en: 'business contacts under their country’s rule: nothing to ask, unless ticked',
    nl: 'zakelijk volgens de regel van hun land: niets te vragen, tenzij aangevinkt',
  },
  doubtful: {
    fr: 'origine douteuse, inconnue ou non confirmée : rien ne part',
    en: 'doubtful, unknown or unconfirmed origin: nothing leaves',
    nl: 'twijfelachtige, onbekende of onbevestigde herkomst: er vertrekt niets',
  },
  'activity-unknown': {
    fr: 'activité inconnue : rien ne part',
    en: 'activity unknown: nothing leaves',
    nl: 'activiteit onbekend: er vertrekt niets',
  },
  inactive: {
    fr: 'sans réaction depuis 13 mois : rien ne part',
    en: 'no reaction for 13 months: nothing leaves',
    nl: 'al 13 maanden geen reactie: er vertrekt niets',
  },
  unreachable: {
    fr: 'sans adresse qui fonctionne',
    en: 'without a working address',
    nl: 'zonder werkend adres',
  },
  askable: {
    fr: 'recueil licite et personnes actives : elles sont interrogées',
    en: 'lawfully collected and active: they are asked',
    nl: 'rechtmatig verzameld en actief: hun wordt het gevraagd',
  },
}
