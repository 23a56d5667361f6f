import type { Asked } from '#core/consent/gate.ts'
import type { Basis } from '#core/consent/gate-facts.ts'
import type { ConsentState, Via } from '#core/consent/ledger.ts'
import type { DeliveryState } from '#core/deliveries/life.ts'
import type { Language, Step } from '#core/messages/message.ts'

/** What `explain` says around the reasons. Dates come as texts. */
export interface ExplanationTexts {
  locale: string
  send: string
  hold: (when: string) => string
  refuse: string
  about: (topic: string, channel: string) => string
  channel: { email: string; sms: string }
  consent: Record<ConsentState, string>
  noConsent: string
  on: (date: string) => string
  via: Record<Via, string>
  source: (name: string, date: string, basis: string) => string
  noSource: string
  attested: string
  notAttested: string
  basis: Record<Basis, string>
  reliesOn: (basis: string) => string
  endsOn: (date: string) => string
  mayAsk: Record<Asked, string>
  row: (name: string, meaning: string) => string
  current: string
  lastMessages: string
  noMessages: string
  campaign: (name: string, id: number) => string
  step: Record<Step, string>
  state: Record<DeliveryState, string>
}

export const EXPLANATION_TEXTS: Readonly<Record<Language, ExplanationTexts>> = {
  fr: {
    locale: 'fr-FR',
    send: 'Oui : un message peut partir maintenant.',
    hold: (when) => `Pas encore : un message peut partir ${when}.`,
    refuse: 'Non : aucun message ne part.',
    about: (topic, channel) => `${topic}, par ${channel}`,
    channel: { email: 'e-mail', sms: 'SMS' },
    consent: {
      granted: 'La personne a dit oui',
      refused: 'La personne a dit non',
      withdrawn: 'La personne a repris son accord',
      lapsed: 'Sans réponse jusqu’à la date promise, son accord est éteint',
      objected: 'La personne s’est opposée à la prospection',
    },
    noConsent: 'Aucune réponse de cette personne n’est enregistrée ici.',
    on: (date) => `le ${date}`,
    via: {
      claim: 'd’après le fichier importé',
      import: 'd’après le fichier importé',
      'answer-page': 'sur la page de réponse',
      'preference-page': 'sur sa page de préférences',
      'one-click': 'en un clic depuis un message',
      confirmation: 'par une confirmation reçue à son adresse',
      reply: 'en répondant à un message',
      text: 'en un mot par SMS',
      mailbox: 'depuis sa messagerie',
      promise: 'comme le message l’avait annoncé',
      staff: 'par une saisie de l’équipe',
      restore: 'retrouvé dans le journal après une restauration',
    },
    source: (name, date, basis) => `Source : ${name}, ${date} ; déclarée comme ${basis}.`,
    noSource: 'Aucune source n’est connue pour ce contact.',
    attested: 'confirmée',
    notAttested: 'à confirmer',
    basis: {
      documented: 'accord documenté',
      lawful: 'collecte licite, trace perdue',
      customer: 'client',
      inquiry: 'demande de renseignements',
      professional: 'contact professionnel',
      doubtful: 'collecte douteuse',
      unknown: 'origine inconnue',
    },
    reliesOn: (basis) => `Base retenue : ${basis}`,
    endsOn: (date) => `jusqu’au ${date}`,
    mayAsk: {
      yes: 'Peut-on lui demander son accord ? Oui.',
      no: 'Peut-on lui demander son accord ? Non.',
      tick: 'Peut-on lui demander son accord ? Seulement si l’équipe coche cette catégorie.',
      guardian: 'Peut-on demander son accord ? Oui, à la personne responsable, jamais à l’enfant.',
    },
    row: (name, meaning) => `Catégorie « ${name} » : ${meaning}.`,
    current:
      'À cette date, l’accord, les refus, les choix de la personne et les messages sont ceux d’alors ; les champs du contact, ses sources, les horaires et le rythme de la maison sont ceux d’aujourd’hui, et une approbation retirée depuis ne garde aucune place.',
    lastMessages: 'Derniers messages :',
    noMessages: 'Aucun message ne lui a été préparé.',
    campaign: (name, id) => `campagne ${id} « ${name} »`,
    step: { ask: 'demande', 'reminder-1': 'premier rappel', 'reminder-2': 'second rappel', message: 'message' },
    state: {
      queued: 'en attente',
      held: 'retenu',
      sending: 'en cours d’envoi',
      sent: 'envoyé',
      'in-doubt': 'incertain',
      failed: 'échoué',
      refused: 'refusé',
      cancelled: 'annulé',
    },
  },
  en: {
    locale: 'en-GB',
    send: 'Yes: a message may leave now.',
    hold: (when) => `Not yet: a message may leave ${when}.`,
    refuse: 'No: no message leaves.',
    about: (topic, channel) => `${topic}, by ${channel}`,
    channel: { email: 'e-mail', sms: 'text message' },
    consent: {
      granted: 'They said yes',
      refused: 'They said no',
      withdrawn: 'They took their consent back',
      lapsed: 'Silent until the promised date, so their consent lapsed',
      objected: 'They objected to marketing',
    },
    noConsent: 'No answer of theirs is on record here.',
    on: (date) => `on ${date}`,
    via: {
      claim: 'as the imported file says',
      import: 'as the imported file says',
      'answer-page': 'on the answer page',
      'preference-page': 'on their preference page',
      'one-click': 'with one click from a message',
      confirmation: 'by a confirmation at their address',
      reply: 'by replying to a message',
      text: 'by one word by SMS',
      mailbox: 'in their mailbox',
      promise: 'as the message had announced',
      staff: 'entered by staff',
      restore: 'found again in the journal after a restore',
    },
    source: (name, date, basis) => `Source: ${name}, ${date}; declared as ${basis}.`,
    noSource: 'No source is known for this contact.',
    attested: 'confirmed',
    notAttested: 'awaiting confirmation',
    basis: {
      documented: 'documented consent',
      lawful: 'lawfully collected, trace lost',
      customer: 'customer',
      inquiry: 'inquiry',
      professional: 'business contact',
      doubtful: 'doubtful collection',
      unknown: 'unknown origin',
    },
    reliesOn: (basis) => `Relies on: ${basis}`,
    endsOn: (date) => `until ${date}`,
    mayAsk: {
      yes: 'May they be asked for their consent? Yes.',
      no: 'May they be asked for their consent? No.',
      tick: 'May they be asked for their consent? Only if staff tick this group.',
      guardian: 'May consent be asked? Yes, of the guardian, never of the child.',
    },
    row: (name, meaning) => `Group “${name}”: ${meaning}.`,
    current:
      'Consent, opt-outs, what the person chose and messages are as they stood at that instant; the contact’s fields and sources and the house’s windows and budget are today’s, and an approval taken back since keeps no slot.',
    lastMessages: 'Last messages:',
    noMessages: 'No message was ever prepared for them.',
    campaign: (name, id) => `campaign ${id} “${name}”`,
    step: { ask: 'ask', 'reminder-1': 'first reminder', 'reminder-2': 'second reminder', message: 'message' },
    state: {
      queued: 'waiting',
      held: 'held',
      sending: 'being sent',
      sent: 'sent',
      'in-doubt': 'in doubt',
      failed: 'failed',
      refused: 'refused',
      cancelled: 'cancelled',
    },
  },
  nl: {
    locale: 'nl-NL',
    send: 'Ja: er mag nu een bericht vertrekken.',
    hold: (when) => `Nog niet: een bericht mag vertrekken ${when}.`,
    refuse: 'Nee: er vertrekt geen bericht.',
    about: (topic, channel) => `${topic}, per ${channel}`,
    channel: { email: 'e-mail', sms: 'sms' },
    consent: {
      granted: 'De persoon zei ja',
      refused: 'De persoon zei nee',
      withdrawn: 'De persoon trok de toestemming in',
      lapsed: 'Geen antwoord tot de beloofde datum: de toestemming is vervallen',
      objected: 'De persoon maakte bezwaar tegen marketing',
    },
    noConsent: 'Er is hier geen antwoord van deze persoon vastgelegd.',
    on: (date) => `op ${date}`,
    via: {
      claim: 'volgens het geïmporteerde bestand',
      import: 'volgens het geïmporteerde bestand',
      'answer-page': 'op de antwoordpagina',
      'preference-page': 'op de eigen voorkeurenpagina',
      'one-click': 'met één klik in een bericht',
      confirmation: 'met een bevestiging op het eigen adres',
      reply: 'door een bericht te beantwoorden',
      text: 'met één woord per sms',
      mailbox: 'in de eigen mailbox',
      promise: 'zoals het bericht had aangekondigd',
      staff: 'ingevoerd door het team',
      restore: 'teruggevonden in het logboek na een herstel',
    },
    source: (name, date, basis) => `Bron: ${name}, ${date}; opgegeven als ${basis}.`,
    noSource: 'Voor dit contact is geen bron bekend.',
    attested: 'bevestigd',
    notAttested: 'nog te bevestigen',
    basis: {
      documented: 'gedocumenteerde toestemming',
      lawful: 'rechtmatig verzameld, spoor kwijt',
      customer: 'klant',
      inquiry: 'vraag om inlichtingen',
      professional: 'zakelijk contact',
      doubtful: 'twijfelachtig verzameld',
      unknown: 'onbekende herkomst',
    },
    reliesOn: (basis) => `Steunt op: ${basis}`,
    endsOn: (date) => `tot ${date}`,
    mayAsk: {
      yes: 'Mag om toestemming worden gevraagd? Ja.',
      no: 'Mag om toestemming worden gevraagd? Nee.',
      tick: 'Mag om toestemming worden gevraagd? Alleen als het team deze groep aanvinkt.',
      guardian: 'Mag om toestemming worden gevraagd? Ja, aan de voogd, nooit aan het kind.',
    },
    row: (name, meaning) => `Groep “${name}”: ${meaning}.`,
    current:
      'Toestemming, weigeringen, eigen keuzes en berichten zijn die van dat ogenblik; de velden en bronnen van het contact en de uren en het ritme van het huis zijn die van vandaag, en een goedkeuring die sindsdien is ingetrokken houdt geen plaats.',
    lastMessages: 'Laatste berichten:',
    noMessages: 'Er werd nooit een bericht voor deze persoon klaargezet.',
    campaign: (name, id) => `campagne ${id} “${name}”`,
    step: { ask: 'vraag', 'reminder-1': 'eerste herinnering', 'reminder-2': 'tweede herinnering', message: 'bericht' },
    state: {
      queued: 'in de wachtrij',
      held: 'tegengehouden',
      sending: 'wordt verzonden',
      sent: 'verzonden',
      'in-doubt': 'onzeker',
      failed: 'mislukt',
      refused: 'geweigerd',
      cancelled: 'geannuleerd',
    },
  },
}
