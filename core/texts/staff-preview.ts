import type { Channel } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { MadeUpId } from '#core/messages/made-up-people.ts'
import type { Segments } from '#core/messages/sms/segments.ts'

interface SmsPreviewTexts {
  /** Names the bubble. */
  bubble: string
  length: (characters: number, segments: number) => string
  encodings: Record<Segments['encoding'], string>
  /** Characters that force UCS-2. */
  forcing: (characters: string) => string
  receives: Record<'yes' | 'no', string>
}

/** What staff read on the page where they see a message as people will get it. */
export interface StaffPreviewTexts {
  title: string
  skip: string
  campaign: (id: number, version: number) => string
  nothingCounts: string
  sealed: string
  draft: string
  changed: (shown: number, current: number) => string
  choices: string
  choose: string
  language: string
  step: string
  person: string
  people: Record<MadeUpId, string>
  channel: string
  channels: Record<Channel, string>
  from: string
  sms: SmsPreviewTexts
  view: string
  views: Record<'mail' | 'text', string>
  width: string
  widths: Record<'phone' | 'desktop', string>
  scheme: string
  schemes: Record<'light' | 'dark', string>
  images: string
  imagesOf: Record<'on' | 'off', string>
  noImage: string
  imagesKept: string
  inbox: string
  subjectLength: (characters: number) => string
  frame: string
  textHow: string
  link: { title: string; leads: string; nothing: string; back: string }
  problems: Record<'link-cut' | 'link-forged' | 'link-expired' | 'link-used' | 'link-gone' | 'preview-empty', string>
  again: string
}

const fr: StaffPreviewTexts = {
  title: 'Aperçu',
  skip: 'Aller au message',
  campaign: (id, version) => `Campagne ${id}, version ${version}`,
  nothingCounts:
    'Les personnes de cet aperçu sont inventées. Rien de ce que vous pressez dans le message n’est enregistré ni envoyé.',
  sealed: 'Ce sont les messages scellés\u00A0: exactement ce qui est envoyé, à ces noms près.',
  draft: 'C’est le brouillon, mis en page comme il sera envoyé. Il est figé à la soumission.',
  changed: (shown, current) =>
    `Cet aperçu montre la version ${shown}. La campagne a changé depuis\u00A0: elle en est à la version ${current}. Ouvrez un nouvel aperçu depuis sa carte dans Slack.`,
  choices: 'Ce que vous voyez',
  choose: 'Changer ce que vous voyez',
  language: 'Langue',
  step: 'Étape',
  person: 'Pour qui',
  people: {
    ordinary: 'Une personne ordinaire',
    'no-name': 'Sans prénom ni nom',
    'long-name': 'Un nom très long',
    company: 'Une entreprise',
    visited: 'A ouvert la page sans répondre',
    guardian: 'Responsable d’un mineur',
  },
  channel: 'Canal',
  channels: { email: 'E-mail', sms: 'SMS' },
  from: 'Expéditeur',
  sms: {
    bubble: 'Le SMS, tel que la personne le voit',
    length: (characters, segments) =>
      `${characters}\u00A0caractères, en ${segments}\u00A0partie${segments > 1 ? 's' : ''}`,
    encodings: {
      'GSM-7': 'Alphabet des SMS (GSM-7)\u00A0: 160\u00A0caractères dans une partie, 153 dans chacune de plusieurs.',
      'UCS-2':
        'Hors de l’alphabet des SMS (UCS-2)\u00A0: 70\u00A0caractères dans une partie, 67 dans chacune de plusieurs.',
    },
    forcing: (characters) => `Ces caractères en sont la cause\u00A0: ${characters}`,
    receives: {
      yes: 'Cet expéditeur reçoit les réponses\u00A0: un mot suffit pour répondre ou arrêter.',
      no: 'Cet expéditeur est un nom, qui ne reçoit aucune réponse\u00A0: les liens répondent et arrêtent.',
    },
  },
  view: 'Forme',
  views: { mail: 'Mis en page', text: 'Texte seul' },
  width: 'Écran',
  widths: { phone: 'Téléphone', desktop: 'Ordinateur' },
  scheme: 'Couleurs',
  schemes: { light: 'Mode clair', dark: 'Mode sombre' },
  images: 'Images',
  imagesOf: { on: 'Affichées', off: 'Bloquées' },
  noImage: 'Ce message n’a aucune image\u00A0: il se lit de la même façon quand elles sont bloquées.',
  imagesKept: 'Seules les images contenues dans le message s’affichent ici\u00A0; aucune n’est cherchée ailleurs.',
  inbox: 'Dans la boîte de réception',
  subjectLength: (characters) => `Objet de ${characters}\u00A0caractères`,
  frame: 'Le message, tel que la personne le voit',
  textHow: 'La version texte, pour qui lit sans mise en page. Ses liens sont factices.',
  link: {
    title: 'Un lien du message',
    leads: 'Dans le vrai message, ce lien ouvre',
    nothing: 'Ici il n’ouvre rien et n’enregistre rien.',
    back: 'Retour au message',
  },
  problems: {
    'link-cut': 'Ce lien est incomplet\u00A0: copiez-le en entier depuis Slack.',
    'link-forged': 'Ce lien n’est pas un lien d’aperçu d’Égard.',
    'link-expired': 'Ce lien a plus de 72\u00A0heures.',
    'link-used': 'Ce lien a déjà servi.',
    'link-gone': 'Cette campagne n’existe plus.',
    'preview-empty': 'Rien n’est encore écrit dans cette campagne.',
  },
  again: 'Le bouton «\u00A0Aperçu\u00A0» de la carte de la campagne, dans Slack, en donne un nouveau.',
}

const en: StaffPreviewTexts = {
  title: 'Preview',
  skip: 'Go to the message',
  campaign: (id, version) => `Campaign ${id}, version ${version}`,
  nothingCounts: 'The people in this preview are made up. Nothing you press in the message is recorded or sent.',
  sealed: 'These are the sealed messages: exactly what is sent, but for these names.',
  draft: 'This is the draft, laid out as it will be sent. It is frozen when it is submitted.',
  changed: (shown, current) =>
    `This preview shows version ${shown}. The campaign has changed since: it is at version ${current}. Open a new preview from its card in Slack.`,
  choices: 'What you see',
  choose: 'Change what you see',
  language: 'Language',
  step: 'Step',
  person: 'For whom',
  people: {
    ordinary: 'An ordinary person',
    'no-name': 'No first or last name',
    'long-name': 'A very long name',
    company: 'A company',
    visited: 'Opened the page without answering',
    guardian: 'A minor’s guardian',
  },
  channel: 'Channel',
  channels: { email: 'E-mail', sms: 'SMS' },
  from: 'Sender',
  sms: {
    bubble: 'The SMS as the person sees it',
    length: (characters, segments) => `${characters} characters, in ${segments} part${segments > 1 ? 's' : ''}`,
    encodings: {
      'GSM-7': 'Alphabet of SMS (GSM-7): 160 characters in one part, 153 in each of several.',
      'UCS-2': 'Outside the alphabet of SMS (UCS-2): 70 characters in one part, 67 in each of several.',
    },
    forcing: (characters) => `These characters are the cause: ${characters}`,
    receives: {
      yes: 'This sender receives replies: a word is enough to answer or to stop.',
      no: 'This sender is a name, which receives no reply: the links answer and stop.',
    },
  },
  view: 'Form',
  views: { mail: 'Laid out', text: 'Text only' },
  width: 'Screen',
  widths: { phone: 'Phone', desktop: 'Computer' },
  scheme: 'Colours',
  schemes: { light: 'Light mode', dark: 'Dark mode' },
  images: 'Images',
  imagesOf: { on: 'Shown', off: 'Blocked' },
  noImage: 'This message has no image: it reads the same when images are blocked.',
  imagesKept: 'Only images inside the message show here; none is fetched from elsewhere.',
  inbox: 'In the inbox',
  subjectLength: (characters) => `Subject of ${characters} characters`,
  frame: 'The message as the person sees it',
  textHow: 'The text version, for people who read without layout. Its links are not real.',
  link: {
    title: 'A link of the message',
    leads: 'In the real message this link opens',
    nothing: 'Here it opens nothing and records nothing.',
    back: 'Back to the message',
  },
  problems: {
    'link-cut': 'This link is incomplete: copy all of it from Slack.',
    'link-forged': 'This is no preview link of Égard.',
    'link-expired': 'This link is more than 72 hours old.',
    'link-used': 'This link was used before.',
    'link-gone': 'This campaign no longer exists.',
    'preview-empty': 'Nothing is written in this campaign yet.',
  },
  again: 'The “Preview” button on the campaign’s card in Slack gives a new one.',
}

const TEXTS: Readonly<Record<StaffLanguage, StaffPreviewTexts>> = { fr, en }

export function staffPreviewTexts(language: StaffLanguage): StaffPreviewTexts {
  return TEXTS[language]
}
