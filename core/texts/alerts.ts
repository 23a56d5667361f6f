import type { Alert } from '#core/alerts/alert.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { counted } from '#core/texts/slack/counted.ts'

/** What an alert says, in a channel and by mail: what it is, what happened, what to do. */
export interface AlertText {
  title: string
  happened: string
  remedy: string
}

type Texts = { [C in Alert['code']]: (alert: Extract<Alert, { code: C }>) => AlertText }

const FR: Texts = {
  'campaign-braked': ({ campaignId, cause, count, of }) => ({
    title: `La campagne ${campaignId} s’est mise en pause`,
    happened: {
      'hard-bounces': `${counted(count, 'fr')} adresses sur ${counted(of, 'fr')} n’existent pas\u00A0: c’est plus que ce qu’un envoi soigneux rencontre.`,
      complaints: `${counted(count, 'fr')} personnes sur ${counted(of, 'fr')} ont signalé le message comme indésirable.`,
      withdrawals: `${counted(count, 'fr')} personnes sur ${counted(of, 'fr')} ont demandé à ne plus rien recevoir.`,
    }[cause],
    remedy:
      'Regardez d’où viennent ces adresses et ce que dit le message, puis reprenez ou arrêtez la campagne depuis sa fiche.',
  }),
  'way-out-broken': ({ failed, paused }) => ({
    title: 'La page de désinscription ne répond pas',
    happened: `${
      {
        name: 'Le nom de PUBLIC_URL ne se résout pas.',
        tls: 'Le certificat de PUBLIC_URL n’est pas valable.',
        connection: 'Rien ne répond à PUBLIC_URL.',
        page: 'PUBLIC_URL répond, mais pas par la page de désinscription.',
      }[failed]
    } ${paused === 0 ? 'Rien ne part tant qu’elle ne répond pas.' : `Campagnes mises en pause\u00A0: ${paused}.`}`,
    remedy: 'Rétablissez l’accès à cette adresse depuis l’extérieur, puis reprenez les campagnes.',
  }),
  'mail-server-down': ({ response }) => ({
    title: 'Le serveur d’envoi ne prend plus de messages',
    happened: `Sa réponse\u00A0: «\u00A0${response}\u00A0». Rien n’est perdu\u00A0: les messages attendent et repartent d’eux-mêmes.`,
    remedy: 'Vérifiez SMTP_URL et votre compte chez le fournisseur.',
  }),
  'sms-provider-down': ({ response }) => ({
    title: 'Le fournisseur de SMS ne prend plus de messages',
    happened: `Sa réponse\u00A0: «\u00A0${response}\u00A0». Rien n’est perdu\u00A0: les SMS attendent et repartent d’eux-mêmes.`,
    remedy:
      'Vérifiez les réglages TWILIO_, les expéditeurs par pays, et votre compte chez le fournisseur\u00A0: crédit, pays autorisés.',
  }),
  'journal-unwritable': ({ problem }) => ({
    title: 'Le journal des oppositions ne peut plus être écrit',
    happened: `Les retraits sont bien enregistrés dans la base, mais leur copie à part n’est plus tenue (${problem}). Elle sera complétée dès que le disque l’acceptera.`,
    remedy: 'Vérifiez la place et les droits du dossier EGARD_JOURNAL.',
  }),
  'database-restored': ({ campaigns, inDoubt, events }) => ({
    title: 'La base vient d’une sauvegarde',
    happened: `Ce qui avait été retiré ou oublié depuis tient de nouveau\u00A0: ${events}. Campagnes mises en pause\u00A0: ${campaigns}. Messages dont personne ne sait s’ils sont partis\u00A0: ${inDoubt}.`,
    remedy:
      'Sur la fiche de chaque campagne, comptez ces messages comme envoyés ou renvoyez-les, puis reprenez-la. Les «\u00A0oui\u00A0» donnés depuis la sauvegarde sont perdus\u00A0: le même lien permet de le redire.',
  }),
}

const EN: Texts = {
  'campaign-braked': ({ campaignId, cause, count, of }) => ({
    title: `Campaign ${campaignId} has paused itself`,
    happened: {
      'hard-bounces': `${counted(count, 'en')} addresses of ${counted(of, 'en')} do not exist: more than a careful send meets.`,
      complaints: `${counted(count, 'en')} people of ${counted(of, 'en')} reported the message as unwanted.`,
      withdrawals: `${counted(count, 'en')} people of ${counted(of, 'en')} asked to receive nothing more.`,
    }[cause],
    remedy:
      'Look where these addresses come from and what the message says, then resume or stop the campaign from its card.',
  }),
  'way-out-broken': ({ failed, paused }) => ({
    title: 'The unsubscribe page does not answer',
    happened: `${
      {
        name: 'The name of PUBLIC_URL cannot be resolved.',
        tls: 'The certificate of PUBLIC_URL is not valid.',
        connection: 'Nothing answers at PUBLIC_URL.',
        page: 'PUBLIC_URL answers, but not with the unsubscribe page.',
      }[failed]
    } ${paused === 0 ? 'Nothing leaves until it answers.' : `Campaigns paused: ${paused}.`}`,
    remedy: 'Make that address reachable from outside again, then resume the campaigns.',
  }),
  'mail-server-down': ({ response }) => ({
    title: 'The mail server takes no more messages',
    happened: `It says: “${response}”. Nothing is lost: messages wait and leave by themselves.`,
    remedy: 'Check SMTP_URL and your account with the provider.',
  }),
  'sms-provider-down': ({ response }) => ({
    title: 'The SMS provider takes no more messages',
    happened: `It says: “${response}”. Nothing is lost: the SMS wait and leave by themselves.`,
    remedy:
      'Check the TWILIO_ settings, the senders by country, and your account with the provider: credit, countries allowed.',
  }),
  'journal-unwritable': ({ problem }) => ({
    title: 'The journal of opt-outs can no longer be written',
    happened: `Opt-outs are recorded in the database as always, but their copy beside it is not being kept (${problem}). It will be completed as soon as the disk allows.`,
    remedy: 'Check the space and the permissions of the EGARD_JOURNAL folder.',
  }),
  'database-restored': ({ campaigns, inDoubt, events }) => ({
    title: 'The database came back from a backup',
    happened: `What was taken back or forgotten since holds again: ${events}. Campaigns paused: ${campaigns}. Messages nobody can know the fate of: ${inDoubt}.`,
    remedy:
      'On each campaign’s card, count those messages as sent or send them again, then resume it. A yes given since the backup is lost: the same link lets people say it again.',
  }),
}

export function alertText(alert: Alert, language: StaffLanguage): AlertText {
  const texts = language === 'fr' ? FR : EN
  return (texts[alert.code] as (alert: Alert) => AlertText)(alert)
}
