import type { StaffLanguage } from '#core/messages/finding-texts.ts'

export interface StaffFileTexts {
  title: string
  ready: string
  button: string
  refused: Record<'unusable-link' | 'expired' | 'used', string>
  separator: ';' | ','
  columns: [email: string, firstName: string, lastName: string, language: string, answer: string, date: string]
  answers: Record<'yes' | 'no' | 'silent', string>
  names: Record<'renewed' | 'not-renewed', string>
}

/** The page of a one-time download, and the file itself. */
export const STAFF_FILE_TEXTS: Readonly<Record<StaffLanguage, StaffFileTexts>> = {
  fr: {
    title: 'Votre fichier',
    ready: 'Le fichier est prêt. Il se télécharge une seule fois, et le téléchargement est consigné.',
    button: 'Télécharger',
    refused: {
      'unusable-link': 'Ce lien n’est pas complet : demandez-en un autre dans Slack, sur la carte de la campagne.',
      expired: 'Ce lien a dépassé ses 10 minutes : demandez-en un autre dans Slack, sur la carte de la campagne.',
      used: 'Ce fichier a déjà été téléchargé : demandez un autre lien dans Slack, sur la carte de la campagne.',
    },
    separator: ';',
    columns: ['E-mail', 'Prénom', 'Nom', 'Langue', 'Réponse', 'Date de réponse'],
    answers: { yes: 'oui', no: 'non', silent: 'sans réponse' },
    names: { renewed: 'renouveles', 'not-renewed': 'non-renouveles' },
  },
  en: {
    title: 'Your file',
    ready: 'The file is ready. It downloads once, and the download is recorded.',
    button: 'Download',
    refused: {
      'unusable-link': 'This link is not complete: ask for another one in Slack, on the campaign’s card.',
      expired: 'This link is past its 10 minutes: ask for another one in Slack, on the campaign’s card.',
      used: 'This file has been downloaded: ask for another link in Slack, on the campaign’s card.',
    },
    separator: ',',
    columns: ['E-mail', 'First name', 'Last name', 'Language', 'Answer', 'Answered on'],
    answers: { yes: 'yes', no: 'no', silent: 'no answer' },
    names: { renewed: 'renewed', 'not-renewed': 'not-renewed' },
  },
}
