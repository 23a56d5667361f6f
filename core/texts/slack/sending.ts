import type { BrakeCause } from '#core/campaigns/brake.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { counted } from './counted.ts'

/** What staff read of a send on its way: its waves, its brake, who changed their mind, and the mail server. */
export interface SendingTexts {
  wave: (open: number, of: number, people: number, audience: number) => string
  /** When the next wave opens. */
  next: {
    sending: string
    settled: (date: string) => string
    waiting: (date: string) => string
    paused: string
  }
  /** Why it paused itself; `happened`: what came back. */
  braked: (happened: string) => string
  changedMinds: (count: number) => string
  /** Égard's own acts, in the history. */
  pausedItself: string
  because: Record<BrakeCause | 'way-out', string>
  resume: { title: string; text: string; yes: string }
  mailServerUp: (since: string) => string
  smsProviderUp: (since: string) => string
}

const FR: SendingTexts = {
  wave: (open, of, people, audience) =>
    `*Vague ${open} sur ${of}* · le message va pour l’instant à ${counted(people, 'fr')} personnes sur ${counted(audience, 'fr')}.`,
  next: {
    sending: 'La vague suivante s’ouvre quand ces messages sont partis et que rien d’inquiétant n’est revenu.',
    settled: (date) => `La vague suivante s’ouvre ${date}, si rien d’inquiétant ne revient d’ici là.`,
    waiting: (date) =>
      `Une partie de ces messages attend une heure permise\u00A0: la vague suivante ne s’ouvre pas avant ${date}.`,
    paused: 'La vague suivante attend que la campagne reprenne.',
  },
  braked: (happened) =>
    `*Elle s’est mise en pause d’elle-même.* ${happened}\nUne personne qui approuve regarde d’où cela vient, puis reprend ou arrête la campagne. La reprendre, c’est accepter ce qui est revenu jusqu’ici.`,
  changedMinds: (count) =>
    count === 1
      ? '1 personne a changé d’avis pendant l’envoi\u00A0: son choix est respecté.'
      : `${counted(count, 'fr')} personnes ont changé d’avis pendant l’envoi\u00A0: tous ces choix sont respectés.`,
  pausedItself: 'elle s’est mise en pause',
  because: {
    'hard-bounces': 'adresses qui n’existent pas',
    complaints: 'messages signalés comme indésirables',
    withdrawals: 'personnes qui ne veulent plus rien recevoir',
    'way-out': 'la page de désinscription ne répondait pas',
  },
  resume: {
    title: 'Reprendre cette campagne\u00A0?',
    text: 'Ce qui est revenu jusqu’ici est accepté et ne compte plus. Seul ce qui reviendra ensuite pourra la remettre en pause.',
    yes: 'Reprendre',
  },
  mailServerUp: (since) =>
    `Le serveur d’envoi prend de nouveau les messages\u00A0; il n’en prenait plus depuis ${since}. Rien n’a été perdu\u00A0: ceux qui attendaient partent.`,
  smsProviderUp: (since) =>
    `Le fournisseur de SMS prend de nouveau les messages\u00A0; il n’en prenait plus depuis ${since}. Rien n’a été perdu\u00A0: les SMS qui attendaient partent.`,
}

const EN: SendingTexts = {
  wave: (open, of, people, audience) =>
    `*Wave ${open} of ${of}* · so far the message goes to ${counted(people, 'en')} of ${counted(audience, 'en')} people.`,
  next: {
    sending: 'The next wave opens when these messages have left and nothing worrying came back.',
    settled: (date) => `The next wave opens ${date}, if nothing worrying comes back before.`,
    waiting: (date) =>
      `Some of these messages wait for an hour they may leave at: the next wave opens no sooner than ${date}.`,
    paused: 'The next wave waits until the campaign is resumed.',
  },
  braked: (happened) =>
    `*It has paused itself.* ${happened}\nAn approver looks where this comes from, then resumes or stops it. Resuming accepts what came back so far.`,
  changedMinds: (count) =>
    count === 1
      ? '1 person changed their mind during the send: respected.'
      : `${counted(count, 'en')} people changed their mind during the send: all respected.`,
  pausedItself: 'it paused itself',
  because: {
    'hard-bounces': 'addresses that do not exist',
    complaints: 'messages reported as unwanted',
    withdrawals: 'people who want nothing more',
    'way-out': 'the unsubscribe page did not answer',
  },
  resume: {
    title: 'Resume this campaign?',
    text: 'What came back so far is accepted and no longer counts. Only what comes back from now on can pause it again.',
    yes: 'Resume',
  },
  mailServerUp: (since) =>
    `The mail server takes messages again; it had taken none since ${since}. Nothing was lost: those that waited are leaving.`,
  smsProviderUp: (since) =>
    `The SMS provider takes messages again; it had taken none since ${since}. Nothing was lost: the SMS that waited are leaving.`,
}

export function sendingTexts(language: StaffLanguage): SendingTexts {
  return language === 'fr' ? FR : EN
}
