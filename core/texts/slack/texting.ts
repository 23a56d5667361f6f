import type { Carrier } from '#core/campaigns/draft.ts'
import type { Channel } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { counted } from './counted.ts'

/** What staff read of SMS, and of the channel a campaign takes. */
export interface TextingTexts {
  /** Before what follows on a card. */
  channel: string
  carrier: string
  carrierHint: string
  carriers: Record<Carrier, string>
  channels: Record<Channel, string>
  /** Where no SMS leaves from here. */
  notSetUp: string
  /** The same, for a campaign that was to go by SMS. */
  notSetUpBut: string
  reminderCounts: Record<Carrier, Record<'0' | '1' | '2', string>>
  overBudget: string
  overBudgetHint: (per7Days: number, per30Days: number) => string
  /** On a card, where that was chosen. */
  leavesOut: string
  overBudgetOptions: Record<'hold' | 'skip', string>
  sms: string
  smsHint: string
  emailPart: string
  smsPart: string
  count: string
  /** How long an SMS is as an example person gets it. */
  length: (characters: number, parts: number) => string
  /** Its characters that make it need more parts. */
  forcing: (characters: string, parts: number) => string
  test: {
    title: string
    submit: string
    lead: string
    number: string
    numberHint: string
    sent: (messages: number, number: string) => string
    /** By what the number lacks. */
    problems: Readonly<Record<string, string>>
  }
  readAs: string
  /** Above the next window, of the SMS that was just saved. */
  saved: (length: string) => string
  /** In an SMS, a page is its address. */
  pages: (written: string) => string
  /** `n by e-mail, m by SMS`. */
  byChannel: (email: number, sms: number) => string
  costTitle: string
  cost: (messages: number, segments: number, cost: string | undefined) => string
  waits: (count: string, why: string, next: string | undefined) => string
  leftOut: (count: string, why: string) => string
  waitTitle: string
  leftOutTitle: string
  waitNow: string
  leftOutNow: string
}

const fr: TextingTexts = {
  channel: 'Canal',
  carrier: 'Par quel canal',
  carrierHint: 'Une personne reçoit un seul message par étape. Le oui qu’elle donne vaut pour le canal de ce message.',
  carriers: {
    email: 'E-mail',
    sms: 'SMS',
    preferred: 'Le canal que chaque personne préfère, sinon l’autre',
  },
  channels: { email: 'e-mail', sms: 'SMS' },
  notSetUp:
    'Aucun SMS ne part d’ici\u00A0: cette campagne ira par e-mail. Les variables TWILIO_ du serveur ouvrent ce canal.',
  notSetUpBut:
    'Cette campagne était prévue par SMS, et aucun SMS ne part d’ici\u00A0: elle ira par e-mail. Les textes des SMS sont gardés.',
  reminderCounts: {
    email: { '0': 'Aucune', '1': 'Une, après 3 jours', '2': 'Deux, à 3 jours l’une de l’autre' },
    sms: { '0': 'Aucune', '1': 'Une, après 7 jours', '2': 'Deux, à 7 jours l’une de l’autre' },
    preferred: {
      '0': 'Aucune',
      '1': 'Une, après 3 jours (e-mail) ou 7 (SMS)',
      '2': 'Deux, à 3 jours (e-mail) ou 7 (SMS) l’une de l’autre',
    },
  },
  overBudget: 'Si une personne a déjà assez reçu de messages',
  overBudgetHint: (per7Days, per30Days) =>
    `Assez\u00A0: ${per7Days} en 7 jours, ${per30Days} en 30 jours, e-mails et SMS ensemble, sauf si la personne en a choisi autrement.`,
  leavesOut: 'qui a déjà assez reçu est laissé de côté',
  overBudgetOptions: {
    hold: 'Son message attend, tant que la campagne dure',
    skip: 'Elle est laissée de côté',
  },
  sms: 'SMS',
  smsHint:
    'Deux phrases suffisent. Le nom de votre maison, la façon de répondre, la promesse et la façon d’arrêter sont ajoutés. Plus de 2 parties\u00A0: c’est long pour un téléphone.',
  emailPart: '*Par e-mail*',
  smsPart: '*Par SMS*',
  count: 'Compter',
  length: (characters, parts) =>
    `${counted(characters, 'fr')} caractères, ${parts} ${parts > 1 ? 'parties' : 'partie'}`,
  forcing: (characters, parts) =>
    `Ces caractères ne tiennent pas dans l’alphabet des SMS et raccourcissent chaque partie\u00A0: ${characters} (sans eux\u00A0: ${parts} ${parts > 1 ? 'parties' : 'partie'}).`,
  test: {
    title: 'Essai par SMS',
    submit: 'Envoyer',
    lead: 'Chaque SMS de la campagne, dans chaque langue, avec la mention TEST. Rien de ce qu’on y répond n’est enregistré comme une réponse.',
    number: 'Votre numéro',
    numberHint: 'Le vôtre, ou celui d’une personne de l’équipe. Il sert à cet essai seulement.',
    sent: (messages, number) =>
      `${messages > 1 ? `${messages} SMS d’essai partent` : 'Un SMS d’essai part'} vers ${number}.`,
    problems: {
      'phone-invalid':
        'Ce n’est pas un numéro\u00A0: écrivez-le en entier, par exemple 06 39 98 00 42 ou +33 6 39 98 00 42.',
      'phone-several': 'Écrivez un seul numéro.',
      'phone-rounded': 'Ce numéro a perdu des chiffres dans un tableur\u00A0: écrivez-le en entier.',
      'phone-no-country': 'Écrivez le numéro avec l’indicatif du pays, par exemple +32 470 12 34 56.',
      'number-opted-out': 'Ce numéro a dit STOP\u00A0: aucun SMS n’y part. Choisissez-en un autre.',
      'too-many-tests': 'Ce numéro a déjà reçu beaucoup d’essais aujourd’hui\u00A0: réessayez demain.',
    },
  },
  saved: (length) => `SMS enregistré\u00A0: ${length}`,
  readAs: 'Ce que lirait Marie Durand\u00A0:',
  pages: (written) => `Adresse courte d’une page de la personne\u00A0: ${written}`,
  byChannel: (email, sms) => `${counted(email, 'fr')} par e-mail, ${counted(sms, 'fr')} par SMS`,
  costTitle: 'Coût estimé des SMS',
  cost: (messages, segments, cost) =>
    `*${counted(messages, 'fr')}* SMS, *${counted(segments, 'fr')}* ${segments > 1 ? 'parties' : 'partie'}${cost === undefined ? '' : `, environ *${cost}*`}`,
  waits: (count, why, next) => `*${count}* ${why}${next === undefined ? '' : `, au plus tôt ${next}`}`,
  leftOut: (count, why) => `*${count}* ${why}`,
  waitTitle: 'Qui attendra (selon la simulation à la soumission)',
  leftOutTitle: 'Qui sera laissé de côté (selon la simulation à la soumission)',
  waitNow: 'Qui attendrait',
  leftOutNow: 'Qui serait laissé de côté',
}

const en: TextingTexts = {
  channel: 'Channel',
  carrier: 'Which channel',
  carrierHint: 'A person gets one message a step. The yes they give is for the channel of that message.',
  carriers: {
    email: 'E-mail',
    sms: 'SMS',
    preferred: 'The channel each person prefers, else the other',
  },
  channels: { email: 'e-mail', sms: 'SMS' },
  notSetUp: 'No SMS leaves from here: this campaign goes by e-mail. The server’s TWILIO_ settings open that channel.',
  notSetUpBut:
    'This campaign was meant for SMS, and no SMS leaves from here: it will go by e-mail. The texts of its SMS are kept.',
  reminderCounts: {
    email: { '0': 'None', '1': 'One, after 3 days', '2': 'Two, 3 days apart' },
    sms: { '0': 'None', '1': 'One, after 7 days', '2': 'Two, 7 days apart' },
    preferred: {
      '0': 'None',
      '1': 'One, after 3 days (e-mail) or 7 (SMS)',
      '2': 'Two, 3 days (e-mail) or 7 (SMS) apart',
    },
  },
  overBudget: 'If somebody has had enough messages already',
  overBudgetHint: (per7Days, per30Days) =>
    `Enough: ${per7Days} in 7 days, ${per30Days} in 30 days, e-mail and SMS together, unless the person chose otherwise.`,
  leavesOut: 'who has had enough is left out',
  overBudgetOptions: {
    hold: 'Their message waits, as long as the campaign lasts',
    skip: 'They are left out',
  },
  sms: 'SMS',
  smsHint:
    'Two sentences are enough. The name of your house, the way to answer, the promise and the way to stop are added. More than 2 parts is long for a phone.',
  emailPart: '*By e-mail*',
  smsPart: '*By SMS*',
  count: 'Count',
  length: (characters, parts) => `${counted(characters, 'en')} characters, ${parts} ${parts === 1 ? 'part' : 'parts'}`,
  forcing: (characters, parts) =>
    `These characters are not in the alphabet of SMS and make every part shorter: ${characters} (without them: ${parts} ${parts === 1 ? 'part' : 'parts'}).`,
  test: {
    title: 'Test by SMS',
    submit: 'Send',
    lead: 'Every SMS of the campaign, in every language, marked TEST. Nothing that is answered to it is recorded as an answer.',
    number: 'Your number',
    numberHint: 'Your own, or a colleague’s. It is used for this test only.',
    sent: (messages, number) =>
      `${messages === 1 ? 'One test SMS is' : `${messages} test SMS are`} on the way to ${number}.`,
    problems: {
      'phone-invalid': 'This is no phone number: write all of it, for example +44 7700 900123.',
      'phone-several': 'Write one number only.',
      'phone-rounded': 'This number lost digits in a spreadsheet: write all of it.',
      'phone-no-country': 'Write the number with its country code, for example +44 7700 900123.',
      'number-opted-out': 'This number said STOP: no SMS goes there. Choose another one.',
      'too-many-tests': 'This number has had many tests today: try again tomorrow.',
    },
  },
  saved: (length) => `SMS saved: ${length}`,
  readAs: 'What Marie Durand would read:',
  pages: (written) => `Short address of a page of that person: ${written}`,
  byChannel: (email, sms) => `${counted(email, 'en')} by e-mail, ${counted(sms, 'en')} by SMS`,
  costTitle: 'Estimated cost of the SMS',
  cost: (messages, segments, cost) =>
    `*${counted(messages, 'en')}* SMS, *${counted(segments, 'en')}* ${segments === 1 ? 'part' : 'parts'}${cost === undefined ? '' : `, about *${cost}*`}`,
  waits: (count, why, next) => `*${count}* ${why}${next === undefined ? '' : `, not before ${next}`}`,
  leftOut: (count, why) => `*${count}* ${why}`,
  waitTitle: 'Who will wait (by the simulation at submission)',
  leftOutTitle: 'Who will be left out (by the simulation at submission)',
  waitNow: 'Who would wait',
  leftOutNow: 'Who would be left out',
}

const TEXTS: Readonly<Record<StaffLanguage, TextingTexts>> = { fr, en }

export function textingTexts(language: StaffLanguage): TextingTexts {
  return TEXTS[language]
}
