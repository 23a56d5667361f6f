import type { Channel } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'

type Counted = (count: number) => string

export interface RepliesTexts {
  /** The card of what people wrote back, and of what nothing of ours was found in. */
  card: {
    replies: string
    untrusted: string
    waiting: { stop: Counted; answer: Counted; reading: Counted; trust: Counted }
    cases: (numbers: string, rest: number) => string
    since: (when: string) => string
    open: string
    openLabel: (pile: number) => string
    settled: Counted
    /** Of all that waits. */
    byText: Counted
    allRead: (count: number, who: string, when: string) => string
  }
  /** One message, in a window. */
  title: string
  caseLine: (id: number, when: string, campaignId: number | undefined) => string
  from: (address: string) => string
  elsewhere: string
  /** The number belongs to several of our contacts. */
  shared: string
  media: Counted
  subject: (subject: string) => string
  about: (addresses: string) => string
  noText: string
  gone: string
  kinds: Record<'bounce' | 'complaint' | 'human' | 'text' | 'auto-reply' | 'other', string>
  stopBecause: (phrase: string) => string
  stopQuestion: Record<Channel, string>
  /** A phrase that asked to stop, from a number of nobody we know. */
  strangerStopped: string
  answerQuestion: string
  whichPairs: string
  readingNote: string
  trustNote: Record<Channel, string>
  audited: string
  buttons: Record<'stop' | 'not-a-stop' | 'yes' | 'no' | 'not-an-answer' | 'read', string>
  askNotAStop: { title: string; text: string; yes: string; no: string }
  askYes: { title: string; text: string; yes: string; no: string }
  done: Record<'stop' | 'not-a-stop' | 'yes' | 'no' | 'not-an-answer' | 'read', (id: number) => string>
  allRead: string
  refusals: Record<'already-settled' | 'contact-gone' | 'nothing-ticked' | 'answered-since' | 'words-gone', string>
}

const plural = (count: number) => (count > 1 ? 's' : '')

const fr: RepliesTexts = {
  card: {
    replies: 'Réponses à lire',
    untrusted: 'Messages à vérifier',
    waiting: {
      stop: (n) =>
        `${n} demande${plural(n)} d’arrêt à confirmer\u00A0: les envois à ${n > 1 ? 'ces personnes sont déjà arrêtés' : 'cette personne sont déjà arrêtés'}`,
      answer: (n) =>
        `${n} réponse${plural(n)} à une question posée\u00A0: rien n’expire pour ${n > 1 ? 'ces personnes' : 'cette personne'} avant lecture`,
      reading: (n) => `${n} autre${plural(n)} message${plural(n)}`,
      trust: (n) => `${n} message${plural(n)} que rien ne relie à nos envois\u00A0: rien n’a changé`,
    },
    cases: (numbers, rest) =>
      rest > 0
        ? `Numéros ${numbers} et ${rest} autre${plural(rest)}`
        : `Numéro${numbers.includes(',') ? 's' : ''} ${numbers}`,
    since: (when) => `Le plus ancien attend depuis le ${when}`,
    open: 'Lire le suivant',
    openLabel: (pile) => `Lire le suivant de la pile ${pile}`,
    settled: (n) => `Déjà lu${plural(n)}\u00A0: ${n}`,
    byText: (n) => `Dont ${n} par SMS`,
    allRead: (n, who, when) => `Tout est lu\u00A0: ${n} message${plural(n)}, le dernier par ${who}, ${when}.`,
  },
  title: 'Message reçu',
  caseLine: (id, when, campaignId) =>
    [`N°\u00A0${id}`, ...(campaignId === undefined ? [] : [`campagne ${campaignId}`]), `reçu le ${when}`].join(' · '),
  from: (address) => `*De*\u00A0: ${address}`,
  elsewhere:
    'Attention\u00A0: il vient d’une autre adresse que celle à laquelle nous avons écrit. Est-ce bien la même personne\u00A0?',
  shared:
    'Plusieurs personnes de la base ont ce numéro. Un arrêt vaut pour toutes\u00A0; une réponse n’est comptée que pour celle à qui nous avons écrit en dernier.',
  media: (n) => `_${n} image${plural(n)} ou fichier${plural(n)}\u00A0: non conservé${plural(n)}._`,
  subject: (subject) => `*Objet*\u00A0: ${subject}`,
  about: (addresses) => `*À propos de*\u00A0: ${addresses}`,
  noText: '_Ce message n’a pas de texte._',
  gone: 'Cette personne a été supprimée depuis\u00A0: ses mots ne sont plus lisibles.',
  kinds: {
    bounce: 'Un message revenu sans être distribué',
    complaint: 'Un signalement comme indésirable',
    human: 'Un message d’une personne',
    text: 'Un SMS d’une personne',
    'auto-reply': 'Une réponse automatique',
    other: 'Un autre message',
  },
  stopBecause: (phrase) => `Lu comme une demande d’arrêt, à cause de ces mots\u00A0: «\u00A0${phrase}\u00A0»`,
  stopQuestion: {
    email: 'Plus rien ne part vers cette personne par e-mail. Est-ce bien ce qu’elle demande\u00A0?',
    sms: 'Plus rien ne part vers ce numéro par SMS. Est-ce bien ce qui est demandé\u00A0?',
  },
  strangerStopped: 'Ce numéro n’est celui de personne dans la base. Plus aucun SMS ne lui sera envoyé.',
  answerQuestion: 'Nous lui avons demandé si elle souhaite continuer. Que dit sa réponse\u00A0?',
  whichPairs: 'Ce à quoi elle dit oui, et rien d’autre',
  readingNote: 'Ce message ne répond à aucune question posée.',
  trustNote: {
    email:
      'Rien dans ce message ne prouve qu’il vient d’une personne à qui nous avons écrit\u00A0: il n’a rien changé. Si la demande est réelle, agissez à sa source.',
    sms: 'Ce numéro n’est celui de personne dans la base\u00A0: ce message n’a rien changé.',
  },
  audited: 'Votre lecture est enregistrée.',
  buttons: {
    stop: 'Oui, c’est un arrêt',
    'not-a-stop': 'Non, ce n’en est pas un',
    yes: 'Oui',
    no: 'Non',
    'not-an-answer': 'Pas une réponse',
    read: 'C’est lu',
  },
  askNotAStop: {
    title: 'Rendre ce qui était là\u00A0?',
    text: 'Tout redevient exactement comme avant ce message. Le registre garde votre nom.',
    yes: 'Rendre',
    no: 'Laisser arrêté',
  },
  askYes: {
    title: 'Enregistrer son oui\u00A0?',
    text: 'Ses mots deviennent la preuve de son accord, avec votre nom comme lecteur.',
    yes: 'Enregistrer',
    no: 'Relire',
  },
  done: {
    stop: (id) => `N°\u00A0${id}\u00A0: l’arrêt est confirmé.`,
    'not-a-stop': (id) => `N°\u00A0${id}\u00A0: tout est comme avant.`,
    yes: (id) => `N°\u00A0${id}\u00A0: son oui est enregistré.`,
    no: (id) => `N°\u00A0${id}\u00A0: son non est enregistré.`,
    'not-an-answer': (id) => `N°\u00A0${id}\u00A0: ce n’était pas une réponse.`,
    read: (id) => `N°\u00A0${id}\u00A0: lu.`,
  },
  allRead: 'Tout est lu. Merci\u00A0!',
  refusals: {
    'already-settled': 'Quelqu’un d’autre vient de s’en occuper.',
    'contact-gone': 'Cette personne n’est plus dans la base\u00A0: notez ce message comme lu.',
    'nothing-ticked': 'Cochez ce à quoi elle dit oui.',
    'answered-since':
      'Depuis ce message, cette personne a choisi elle-même\u00A0: son choix reste. Notez ce message comme «\u00A0Pas une réponse\u00A0».',
    'words-gone': 'Ses mots ne sont plus lisibles\u00A0: ils ne peuvent rien prouver.',
  },
}

const en: RepliesTexts = {
  card: {
    replies: 'Replies to read',
    untrusted: 'Messages to look at',
    waiting: {
      stop: (n) =>
        `${n} ${n === 1 ? 'request' : 'requests'} to stop, to be confirmed: nothing is sent to ${n === 1 ? 'this person' : 'these people'} already`,
      answer: (n) =>
        `${n} ${n === 1 ? 'answer' : 'answers'} to a question of ours: nothing lapses for ${n === 1 ? 'this person' : 'these people'} until read`,
      reading: (n) => `${n} other ${n === 1 ? 'message' : 'messages'}`,
      trust: (n) => `${n} ${n === 1 ? 'message' : 'messages'} that nothing ties to what we sent: nothing was changed`,
    },
    cases: (numbers, rest) =>
      rest > 0 ? `Numbers ${numbers} and ${rest} more` : `${numbers.includes(',') ? 'Numbers' : 'Number'} ${numbers}`,
    since: (when) => `The oldest waits since ${when}`,
    open: 'Read the next',
    openLabel: (pile) => `Read the next of pile ${pile}`,
    settled: (n) => `Read already: ${n}`,
    byText: (n) => `${n} of them by SMS`,
    allRead: (n, who, when) => `All is read: ${n} ${n === 1 ? 'message' : 'messages'}, the last by ${who}, ${when}.`,
  },
  title: 'Message received',
  caseLine: (id, when, campaignId) =>
    [`No. ${id}`, ...(campaignId === undefined ? [] : [`campaign ${campaignId}`]), `received ${when}`].join(' · '),
  from: (address) => `*From*: ${address}`,
  elsewhere: 'Mind: it comes from another address than the one we wrote to. Is it the same person?',
  shared:
    'Several of your contacts have this number. A stop holds for all of them; an answer counts only for the one we wrote to last.',
  media: (n) => `_${n} ${n === 1 ? 'picture or file' : 'pictures or files'}: not kept._`,
  subject: (subject) => `*Subject*: ${subject}`,
  about: (addresses) => `*About*: ${addresses}`,
  noText: '_This message has no text._',
  gone: 'This person was deleted since: their words can no longer be read.',
  kinds: {
    bounce: 'A message that came back',
    complaint: 'A report as unwanted',
    human: 'A message from a person',
    text: 'An SMS from a person',
    'auto-reply': 'An automatic reply',
    other: 'Another message',
  },
  stopBecause: (phrase) => `Read as a request to stop, because of these words: “${phrase}”`,
  stopQuestion: {
    email: 'No more e-mail goes to this person. Is that what they ask?',
    sms: 'No more SMS goes to this number. Is that what was asked?',
  },
  strangerStopped: 'This number belongs to none of your contacts. No SMS will be sent to it any more.',
  answerQuestion: 'We asked whether they wish to go on. What does their reply say?',
  whichPairs: 'What they say yes to, and nothing else',
  readingNote: 'This message answers no question of ours.',
  trustNote: {
    email:
      'Nothing in this message proves that it comes from somebody we wrote to, so it changed nothing. If the request is real, act where it comes from.',
    sms: 'This number belongs to none of your contacts: this message changed nothing.',
  },
  audited: 'It is recorded that you read it.',
  buttons: {
    stop: 'Yes, it is a stop',
    'not-a-stop': 'No, it is not',
    yes: 'Yes',
    no: 'No',
    'not-an-answer': 'Not an answer',
    read: 'I have read it',
  },
  askNotAStop: {
    title: 'Give back what was held?',
    text: 'Everything becomes exactly what it was before this message. The ledger keeps your name.',
    yes: 'Give back',
    no: 'Leave stopped',
  },
  askYes: {
    title: 'Record their yes?',
    text: 'Their words become the proof of their consent, with your name as who read them.',
    yes: 'Record',
    no: 'Read again',
  },
  done: {
    stop: (id) => `No. ${id}: the stop is confirmed.`,
    'not-a-stop': (id) => `No. ${id}: everything is as before.`,
    yes: (id) => `No. ${id}: their yes is recorded.`,
    no: (id) => `No. ${id}: their no is recorded.`,
    'not-an-answer': (id) => `No. ${id}: it was not an answer.`,
    read: (id) => `No. ${id}: read.`,
  },
  allRead: 'All is read. Thank you!',
  refusals: {
    'already-settled': 'Somebody else has just seen to it.',
    'contact-gone': 'This person is no longer in the base: mark this message as read.',
    'nothing-ticked': 'Tick what they say yes to.',
    'answered-since':
      'Since this message they chose for themselves: their choice stands. Mark this message as “Not an answer”.',
    'words-gone': 'Their words can no longer be read: they cannot prove anything.',
  },
}

export const REPLIES_TEXTS: Readonly<Record<StaffLanguage, RepliesTexts>> = { fr, en }
