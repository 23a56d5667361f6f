import type { Language } from './message.ts'

/** The words the layout adds around what staff wrote. Texts may hold merge fields; `§…` values are filled when the message is built. */
export type LayoutTexts = {
  readonly testPrefix: string
  readonly testBanner: string
  readonly preheader: {
    readonly ask: string
    readonly reminder: string
    readonly topic: string
    readonly information: string
  }
  readonly topics: string
  readonly yes: string
  readonly no: string
  readonly promise: string
  readonly noLogin: string
  readonly why: { readonly 're-opt-in': string; readonly topic: string; readonly information: string }
  readonly sourceLost: { readonly 're-opt-in': string; readonly other: string }
  readonly origin: string
  readonly question: string
  readonly preferences: string
  readonly unsubscribe: string
  readonly privacy: string
  readonly colon: string
}

export const LAYOUT_TEXTS: Readonly<Record<Language, LayoutTexts>> = {
  fr: {
    testPrefix: '[TEST] ',
    testBanner: 'TEST\u00A0: ce message est un essai. Ses boutons n’enregistrent aucune réponse.',
    preheader: {
      ask: 'Oui ou non\u00A0: un clic suffit, et vous pouvez changer d’avis quand vous voulez.',
      reminder: 'Nous n’avons pas encore votre réponse. Oui ou non, un clic suffit.',
      topic: 'Vous recevez ce message parce que vous l’avez accepté.',
      information: 'Vos données et vos droits, en quelques lignes.',
    },
    topics: 'Ces e-mails concernent',
    yes: 'Oui, je veux continuer à les recevoir',
    no: 'Non, je ne veux plus les recevoir',
    promise:
      'Et si vous ne répondez pas\u00A0? Nous cesserons de vous les envoyer à partir du {{promise_date}}. Vous n’avez rien à faire pour cela.',
    noLogin: 'Le bouton ouvre une page où vous confirmez votre choix. Pas de compte, pas de mot de passe.',
    why: {
      're-opt-in':
        'Pourquoi ce message\u00A0? Votre adresse figure dans notre fichier de contacts, et nous voulons votre accord avant de continuer.',
      topic: 'Pourquoi ce message\u00A0? Vous avez accepté de recevoir nos e-mails sur\u00A0: {{topics}}.',
      information:
        'Pourquoi ce message\u00A0? Votre adresse figure dans notre fichier de contacts\u00A0; nous vous rappelons vos droits.',
    },
    origin: 'Origine de votre adresse\u00A0: {{source|§sourceLost}}.',
    sourceLost: {
      're-opt-in': 'nous n’en avons plus la trace exacte, c’est pourquoi nous vous posons la question',
      other: 'demandez-la-nous, nous vous répondrons',
    },
    question: 'Une question\u00A0? Écrivez à §name\u00A0: §email',
    preferences: 'Choisir ce que je reçois',
    unsubscribe: 'Me désinscrire',
    privacy: 'Vos données et vos droits',
    colon: '\u00A0: ',
  },
  en: {
    testPrefix: '[TEST] ',
    testBanner: 'TEST: this message is a trial. Its buttons record no answer.',
    preheader: {
      ask: 'Yes or no: one click is enough, and you can change your mind at any time.',
      reminder: 'We do not have your answer yet. Yes or no, one click is enough.',
      topic: 'You receive this message because you agreed to it.',
      information: 'Your data and your rights, in a few lines.',
    },
    topics: 'These e-mails are about',
    yes: 'Yes, I want to keep receiving them',
    no: 'No, I no longer want to receive them',
    promise:
      'And if you do not answer? We will stop sending them to you from {{promise_date}}. There is nothing you need to do.',
    noLogin: 'The button opens a page where you confirm your choice. No account, no password.',
    why: {
      're-opt-in': 'Why this message? Your address is in our contact list, and we want your agreement before we go on.',
      topic: 'Why this message? You agreed to receive our e-mails about: {{topics}}.',
      information: 'Why this message? Your address is in our contact list; we are reminding you of your rights.',
    },
    origin: 'Where your address comes from: {{source|§sourceLost}}.',
    sourceLost: {
      're-opt-in': 'we no longer have the exact trace, which is why we are asking you',
      other: 'ask us and we will tell you',
    },
    question: 'A question? Write to §name: §email',
    preferences: 'Choose what I receive',
    unsubscribe: 'Unsubscribe',
    privacy: 'Your data and your rights',
    colon: ': ',
  },
  nl: {
    testPrefix: '[TEST] ',
    testBanner: 'TEST: dit bericht is een proef. De knoppen leggen geen antwoord vast.',
    preheader: {
      ask: 'Ja of nee: één klik volstaat, en u kunt altijd van gedachten veranderen.',
      reminder: 'We hebben uw antwoord nog niet. Ja of nee, één klik volstaat.',
      topic: 'U ontvangt dit bericht omdat u ermee hebt ingestemd.',
      information: 'Uw gegevens en uw rechten, in enkele regels.',
    },
    topics: 'Deze e-mails gaan over',
    yes: 'Ja, ik wil ze blijven ontvangen',
    no: 'Nee, ik wil ze niet meer ontvangen',
    promise:
      'En als u niet antwoordt? Dan sturen we ze u niet meer vanaf {{promise_date}}. U hoeft daarvoor niets te doen.',
    noLogin: 'De knop opent een pagina waar u uw keuze bevestigt. Geen account, geen wachtwoord.',
    why: {
      're-opt-in':
        'Waarom dit bericht? Uw adres staat in ons contactenbestand, en we willen uw toestemming voor we verdergaan.',
      topic: 'Waarom dit bericht? U hebt ermee ingestemd onze e-mails te ontvangen over: {{topics}}.',
      information: 'Waarom dit bericht? Uw adres staat in ons contactenbestand; we herinneren u aan uw rechten.',
    },
    origin: 'Herkomst van uw adres: {{source|§sourceLost}}.',
    sourceLost: {
      're-opt-in': 'we hebben het precieze spoor niet meer, daarom stellen we u de vraag',
      other: 'vraag het ons, dan vertellen we het u',
    },
    question: 'Een vraag? Schrijf naar §name: §email',
    preferences: 'Kiezen wat ik ontvang',
    unsubscribe: 'Uitschrijven',
    privacy: 'Uw gegevens en uw rechten',
    colon: ': ',
  },
}
