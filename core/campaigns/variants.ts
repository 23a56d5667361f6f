import type { Language } from '#core/messages/message.ts'

/** The same step for people in another situation: its text begins with a paragraph that says so. */
export type Variant = 'plain' | 'visited' | 'guardian'

/** How the text of a step is kept: an SMS has one, whoever it goes to. */
export type StoredVariant = Variant | 'sms'

/** `visited`: opened the page and pressed nothing. `guardian`: stands for a minor, who is never written to. */
export const VARIANT_OPENINGS: Record<Exclude<Variant, 'plain'>, Record<Language, string>> = {
  visited: {
    fr: 'Vous avez ouvert la page de réponse sans appuyer sur un bouton : rien n’a été enregistré. Il suffit d’un clic pour répondre.',
    en: 'You opened the answer page but pressed no button, so nothing was recorded. One click is enough to answer.',
    nl: 'U hebt de antwoordpagina geopend zonder op een knop te drukken: er is niets vastgelegd. Eén klik volstaat om te antwoorden.',
  },
  guardian: {
    fr: 'Nous vous écrivons en tant que parent ou responsable légal : les messages en question sont destinés à {{first_name|votre enfant}}.',
    en: 'We are writing to you as a parent or guardian: the messages in question are meant for {{first_name|your child}}.',
    nl: 'Wij schrijven u als ouder of voogd: de berichten in kwestie zijn bestemd voor {{first_name|uw kind}}.',
  },
}
