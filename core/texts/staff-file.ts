import type { DeletionBucket, KeptReason } from '#core/contacts/clean-up.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { CLEAN_UP_TEXTS } from '#core/texts/slack/clean-up.ts'

export interface StaffFileTexts {
  title: string
  ready: string
  button: string
  refused: Record<'unusable-link' | 'expired' | 'used', string>
  separator: ';' | ','
  columns: [email: string, firstName: string, lastName: string, language: string, answer: string, date: string]
  answers: Record<'yes' | 'no' | 'silent', string>
  names: Record<'renewed' | 'not-renewed', string>
  /** The report of a clean-up: numbers and codes, since the people are gone. */
  cleanUp: {
    name: string
    columns: [contact: string, bucket: string, outcome: string, reason: string]
    outcome: Record<'deleted' | 'kept', string>
    /** Nothing was decided: it was refused, cancelled, or is not over. */
    left: string
    buckets: Record<DeletionBucket, string>
    kept: Record<KeptReason, string>
  }
}

/** The page of a one-time download, and the file itself. */
export const STAFF_FILE_TEXTS: Readonly<Record<StaffLanguage, StaffFileTexts>> = {
  fr: {
    title: 'Votre fichier',
    ready: 'Le fichier est prêt. Il se télécharge une seule fois, et le téléchargement est consigné.',
    button: 'Télécharger',
    refused: {
      'unusable-link': 'Ce lien n’est pas complet : demandez-en un autre dans Slack, là où vous avez eu celui-ci.',
      expired: 'Ce lien a dépassé ses 10 minutes : demandez-en un autre dans Slack, là où vous avez eu celui-ci.',
      used: 'Ce fichier a déjà été téléchargé : demandez un autre lien dans Slack, là où vous avez eu celui-ci.',
    },
    separator: ';',
    columns: ['E-mail', 'Prénom', 'Nom', 'Langue', 'Réponse', 'Date de réponse'],
    answers: { yes: 'oui', no: 'non', silent: 'sans réponse' },
    names: { renewed: 'renouveles', 'not-renewed': 'non-renouveles' },
    cleanUp: {
      name: 'nettoyage',
      columns: ['Numéro de contact', 'Catégorie', 'Suite', 'Raison'],
      outcome: { deleted: 'supprimé', kept: 'gardé' },
      left: 'laissé en place',
      buckets: CLEAN_UP_TEXTS.fr.buckets,
      kept: CLEAN_UP_TEXTS.fr.kept,
    },
  },
  en: {
    title: 'Your file',
    ready: 'The file is ready. It downloads once, and the download is recorded.',
    button: 'Download',
    refused: {
      'unusable-link': 'This link is not complete: ask for another one in Slack, where you got this one.',
      expired: 'This link is past its 10 minutes: ask for another one in Slack, where you got this one.',
      used: 'This file has been downloaded: ask for another link in Slack, where you got this one.',
    },
    separator: ',',
    columns: ['E-mail', 'First name', 'Last name', 'Language', 'Answer', 'Answered on'],
    answers: { yes: 'yes', no: 'no', silent: 'no answer' },
    names: { renewed: 'renewed', 'not-renewed': 'not-renewed' },
    cleanUp: {
      name: 'clean-up',
      columns: ['Contact number', 'Kind', 'Outcome', 'Reason'],
      outcome: { deleted: 'deleted', kept: 'kept' },
      left: 'left in place',
      buckets: CLEAN_UP_TEXTS.en.buckets,
      kept: CLEAN_UP_TEXTS.en.kept,
    },
  },
}
