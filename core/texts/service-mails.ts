import type { Language } from '#core/messages/message.ts'

/** A short mail that answers the person's own act: one sentence, one button, what to do if it was not them. */
export interface ServiceText {
  subject: string
  greeting: string
  sentence: string
  button: string
  notYou: string
}

type ServiceKind = 'confirm-change' | 'fresh-link'

export const SERVICE_MAILS: Record<ServiceKind, Record<Language, (organisation: string) => ServiceText>> = {
  'confirm-change': {
    fr: (organisation) => ({
      subject: `Confirmez votre choix – ${organisation}`,
      greeting: 'Bonjour,',
      sentence: `Vous venez de demander à recevoir davantage de messages de ${organisation}. Pour que ce choix compte, confirmez-le ; le lien fonctionne pendant 15 minutes.`,
      button: 'Confirmer mon choix',
      notYou: 'Si ce n’était pas vous, ne faites rien : rien ne change.',
    }),
    en: (organisation) => ({
      subject: `Confirm your choice – ${organisation}`,
      greeting: 'Hello,',
      sentence: `You have just asked to receive more messages from ${organisation}. For that choice to count, please confirm it; the link works for 15 minutes.`,
      button: 'Confirm my choice',
      notYou: 'If it was not you, do nothing: nothing changes.',
    }),
    nl: (organisation) => ({
      subject: `Bevestig uw keuze – ${organisation}`,
      greeting: 'Goedendag,',
      sentence: `U hebt zojuist gevraagd om meer berichten van ${organisation} te ontvangen. Bevestig uw keuze zodat ze telt; de link werkt 15 minuten.`,
      button: 'Mijn keuze bevestigen',
      notYou: 'Was u dit niet? Doe dan niets: er verandert niets.',
    }),
  },
  'fresh-link': {
    fr: (organisation) => ({
      subject: `Votre lien vers vos préférences – ${organisation}`,
      greeting: 'Bonjour,',
      sentence: `Voici un nouveau lien vers la page où vous choisissez ce que ${organisation} vous envoie.`,
      button: 'Ouvrir mes préférences',
      notYou: 'Si vous n’avez rien demandé, ignorez ce message : rien ne change.',
    }),
    en: (organisation) => ({
      subject: `Your link to your preferences – ${organisation}`,
      greeting: 'Hello,',
      sentence: `Here is a fresh link to the page where you choose what ${organisation} sends you.`,
      button: 'Open my preferences',
      notYou: 'If you did not ask for it, ignore this message: nothing changes.',
    }),
    nl: (organisation) => ({
      subject: `Uw link naar uw voorkeuren – ${organisation}`,
      greeting: 'Goedendag,',
      sentence: `Hier is een nieuwe link naar de pagina waarop u kiest wat ${organisation} u stuurt.`,
      button: 'Mijn voorkeuren openen',
      notYou: 'Hebt u niets gevraagd? Negeer dan dit bericht: er verandert niets.',
    }),
  },
}
