import type { DoubtCause } from '#core/deliveries/doubt.ts'
import type { Channel } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'

/** What a person reads who settles messages in doubt. */
export interface DoubtTexts {
  title: string
  none: string
  intro: (count: number) => string
  cause: Record<DoubtCause, (count: number) => string>
  /** One message: its number, when its hand-over began, the name to look for. */
  one: (step: string, deliveryId: number, when: string | undefined, mailId: string) => string
  more: (count: number) => string
  /** How to find out, by the channel it took. */
  how: Record<Channel, string>
  choose: string
  sent: string
  again: string
  allSent: string
  allAgain: string
  confirmAgain: { title: string; text: string; yes: string; no: string }
  done: (count: number) => string
  over: string
}

const s = (count: number) => (count > 1 ? 's' : '')

const fr: DoubtTexts = {
  title: 'Messages en doute',
  none: 'Plus aucun message en doute\u00A0: tout est réglé.',
  intro: (count) =>
    count > 1
      ? `*${count} messages* ont été remis au serveur d’envoi ou au fournisseur de SMS, ou étaient sur le point de l’être, sans que personne sache s’ils sont partis. Ils ne repartiront jamais d’eux-mêmes.`
      : 'Un message a été remis au serveur d’envoi ou au fournisseur de SMS, ou était sur le point de l’être, sans que personne sache s’il est parti. Il ne repartira jamais de lui-même.',
  cause: {
    'process-stopped': (count) => `${count}\u00A0: Égard s’est arrêté pendant la remise.`,
    restored: (count) => `${count}\u00A0: la base a été rétablie depuis une sauvegarde, plus ancienne que l’envoi.`,
    'no-answer': (count) =>
      `${count}\u00A0: le serveur d’envoi ou le fournisseur n’a pas répondu, ou la liaison s’est rompue.`,
    'not-listed': (count) =>
      `${count}\u00A0: la liste du fournisseur de SMS ne ${count > 1 ? 'les' : 'le'} montre pas\u00A0; sans doute rien n’est parti.`,
  },
  one: (step, deliveryId, when, mailId) =>
    `*${deliveryId}* · ${step}${when === undefined ? '' : ` · remise commencée ${when}`}\n\`${mailId}\``,
  more: (count) => `et ${count} autre${s(count)}.`,
  how: {
    email:
      'E-mail\u00A0: le journal de votre serveur d’envoi connaît chaque message par le nom indiqué, au début de son Message-ID\u00A0: il dit s’il l’a pris. Une réponse, un retour ou une plainte règle le doute sans vous.',
    sms: 'SMS\u00A0: Égard a demandé sa liste au fournisseur. Son journal, à l’heure de la remise, dit ce qui est parti. Un accusé de réception ou une réponse règle le doute sans vous.',
  },
  choose: 'Que faire de ce message\u00A0?',
  sent: 'Compter comme envoyé',
  again: 'Renvoyer',
  allSent: 'Tous comptés comme envoyés',
  allAgain: 'Tous les renvoyer',
  confirmAgain: {
    title: 'Renvoyer\u00A0?',
    text: 'Qui a déjà reçu ce message le recevra une seconde fois. Qui a répondu ne le recevra pas.',
    yes: 'Renvoyer',
    no: 'Annuler',
  },
  done: (count) => `C’est noté, à votre nom\u00A0: ${count} message${s(count)}.`,
  over: 'Cette campagne est terminée\u00A0: rien ne repart. Vous pouvez encore compter ces messages comme envoyés.',
}

const en: DoubtTexts = {
  title: 'Messages in doubt',
  none: 'Nothing is in doubt any more: all is settled.',
  intro: (count) =>
    count > 1
      ? `*${count} messages* were handed to the mail server or the SMS provider, or were about to be, and nobody knows whether they left. They never leave again by themselves.`
      : 'One message was handed to the mail server or the SMS provider, or was about to be, and nobody knows whether it left. It never leaves again by itself.',
  cause: {
    'process-stopped': (count) => `${count}: Égard stopped during the hand-over.`,
    restored: (count) => `${count}: the database came back from a backup older than the send.`,
    'no-answer': (count) => `${count}: the mail server or the provider did not answer, or the connection broke.`,
    'not-listed': (count) =>
      `${count}: the SMS provider’s list does not show ${count > 1 ? 'them' : 'it'}; most likely nothing left.`,
  },
  one: (step, deliveryId, when, mailId) =>
    `*${deliveryId}* · ${step}${when === undefined ? '' : ` · hand-over began ${when}`}\n\`${mailId}\``,
  more: (count) => `and ${count} more.`,
  how: {
    email:
      'E-mail: your mail server’s log knows each message by the name shown, at the beginning of its Message-ID, and says whether it took it. An answer, a bounce or a complaint settles a doubt without you.',
    sms: 'SMS: Égard has asked the provider for its list. The provider’s log, at the time of the hand-over, says what left. A delivery status or an answer settles a doubt without you.',
  },
  choose: 'What about this message?',
  sent: 'Count as sent',
  again: 'Send again',
  allSent: 'Count all as sent',
  allAgain: 'Send all again',
  confirmAgain: {
    title: 'Send again?',
    text: 'Whoever got this message already gets it a second time. Whoever answered does not.',
    yes: 'Send again',
    no: 'Cancel',
  },
  done: (count) => `Noted in your name: ${count === 1 ? '1 message' : `${count} messages`}.`,
  over: 'This campaign is over: nothing leaves again. You can still count these messages as sent.',
}

const DOUBT_TEXTS: Readonly<Record<StaffLanguage, DoubtTexts>> = { fr, en }

export function doubtTexts(language: StaffLanguage): DoubtTexts {
  return DOUBT_TEXTS[language]
}
