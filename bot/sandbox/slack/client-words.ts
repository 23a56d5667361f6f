import type { Person } from './workspace.ts'

const english = {
  required: 'Please complete this required field.',
  mostItems: (most: number) => `Please choose no more than ${most} ${most === 1 ? 'item' : 'items'}.`,
  leastLetters: (least: number) => `Please enter at least ${least} characters.`,
  mostLetters: (most: number) => `Please enter no more than ${most} characters.`,
  email: 'Please enter a valid email address.',
  url: 'Please enter a valid URL.',
  date: 'Please enter a valid date.',
  time: 'Please enter a valid time.',
  number: 'Please enter a number.',
  wholeNumber: 'Please enter a whole number.',
  atLeast: (least: string) => `Please enter a number of at least ${least}.`,
  atMost: (most: string) => `Please enter a number of at most ${most}.`,
}

export type ClientWords = typeof english

const french: ClientWords = {
  required: 'Veuillez remplir ce champ obligatoire.',
  mostItems: (most) => `Veuillez choisir ${most} élément${most > 1 ? 's' : ''} au plus.`,
  leastLetters: (least) => `Veuillez saisir au moins ${least} caractères.`,
  mostLetters: (most) => `Veuillez saisir ${most} caractères au plus.`,
  email: 'Veuillez saisir une adresse e-mail valide.',
  url: 'Veuillez saisir une adresse web valide.',
  date: 'Veuillez saisir une date valide.',
  time: 'Veuillez saisir une heure valide.',
  number: 'Veuillez saisir un nombre.',
  wholeNumber: 'Veuillez saisir un nombre entier.',
  atLeast: (least) => `Veuillez saisir un nombre d’au moins ${least}.`,
  atMost: (most) => `Veuillez saisir un nombre d’au plus ${most}.`,
}

/** What Slack's client says of an input by itself, in the person's language. */
export const clientWords: Readonly<Record<Person['locale'], ClientWords>> = { 'en-US': english, 'fr-FR': french }
