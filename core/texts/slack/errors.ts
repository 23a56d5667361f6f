import type { StaffLanguage } from '#core/messages/finding-texts.ts'

/** What went wrong, as far as a person can do something about it. */
export type Mishap = 'late' | 'wait' | 'channel' | 'slack' | 'ours'

const SENTENCES: Readonly<Record<StaffLanguage, Readonly<Record<Mishap, string>>>> = {
  fr: {
    late: 'Slack n’a pas attendu que la fenêtre s’ouvre\u00A0; rien n’est perdu. Recommencez votre clic ou votre commande.',
    wait: 'Slack demande de ralentir\u00A0; rien n’est perdu. Réessayez dans une minute.',
    channel:
      'Je ne peux pas écrire là où il le faut\u00A0; rien n’est perdu. Invitez-moi dans les canaux d’Égard avec `/invite @egard`, puis réessayez.',
    slack: 'Slack ne répond pas comme prévu\u00A0; rien n’est perdu. Réessayez dans quelques minutes.',
    ours: 'Quelque chose n’a pas marché de notre côté\u00A0; rien n’est perdu. Réessayez dans un moment.',
  },
  en: {
    late: 'Slack did not wait for the window to open; nothing was lost. Click or type your command again.',
    wait: 'Slack asks us to slow down; nothing was lost. Try again in a minute.',
    channel:
      'I cannot write where I have to; nothing was lost. Invite me to Égard’s channels with `/invite @egard`, then try again.',
    slack: 'Slack does not answer as it should; nothing was lost. Try again in a few minutes.',
    ours: 'Something went wrong on our side; nothing was lost. Try again in a moment.',
  },
}

const REFERENCES: Readonly<Record<StaffLanguage, (reference: string) => string>> = {
  fr: (reference) => `Si cela se répète, donnez cette référence à la personne qui exploite Égard\u00A0: ${reference}.`,
  en: (reference) => `If it happens again, give this reference to whoever runs Égard: ${reference}.`,
}

/** What a person reads when a click or a command failed: what to do, and what to say if that does not help. */
export function mishapText(mishap: Mishap, reference: string, language: StaffLanguage): string {
  return `${SENTENCES[language][mishap]} ${REFERENCES[language](reference)}`
}
