import type { ImportCode } from './import-codes.ts'

/** What a code means and what to do, one sentence per language. */
const TEXTS: Readonly<Record<ImportCode, { readonly fr: string; readonly en: string }>> = {
  'no-identity': {
    fr: 'La ligne n’a ni adresse e-mail, ni téléphone, ni numéro client : complétez-la ou retirez-la.',
    en: 'The row has no e-mail address, phone or customer number: complete it or remove it.',
  },
  'unknown-status': {
    fr: 'Le statut n’est pas connu : écrivez « abonné », « désabonné », « rebond » ou « plainte », puis importez la ligne à nouveau.',
    en: 'The status is not known: write “subscribed”, “unsubscribed”, “bounced” or “complaint”, then import the row again.',
  },
  'column-count': {
    fr: 'La ligne n’a pas le même nombre de colonnes que les titres : mettez entre guillemets la cellule qui contient le séparateur.',
    en: 'The row does not have as many columns as the titles: put quotes around the cell that contains the delimiter.',
  },
  'unclosed-quote': {
    fr: 'Un guillemet est ouvert et jamais fermé sur cette ligne : fermez-le ou retirez-le.',
    en: 'A quote is opened and never closed on this row: close it or remove it.',
  },
  truncated: {
    fr: 'Le fichier s’arrête au milieu de cette ligne : exportez-le à nouveau.',
    en: 'The file stops in the middle of this row: export it again.',
  },
  'email-no-at': {
    fr: 'L’adresse e-mail n’a pas de « @ » : corrigez-la.',
    en: 'The e-mail address has no “@”: correct it.',
  },
  'email-several': {
    fr: 'La cellule contient plusieurs adresses e-mail : gardez-en une.',
    en: 'The cell holds several e-mail addresses: keep one.',
  },
  'email-bad-name': {
    fr: 'La partie avant le « @ » contient un caractère ou un espace impossible : corrigez l’adresse.',
    en: 'The part before the “@” has an impossible character or space: correct the address.',
  },
  'email-bad-domain': {
    fr: 'Le domaine après le « @ » n’existe sous aucune forme valable : corrigez l’adresse.',
    en: 'What follows the “@” is not a domain name: correct the address.',
  },
  'email-too-long': {
    fr: 'L’adresse e-mail est plus longue que la norme ne le permet (254 caractères) : vérifiez-la.',
    en: 'The e-mail address is longer than the standard allows (254 characters): check it.',
  },
  'email-bad-characters': {
    fr: 'Des lettres de l’adresse e-mail sont illisibles : enregistrez le fichier en UTF-8.',
    en: 'Letters of the e-mail address cannot be read: save the file as UTF-8.',
  },
  'phone-invalid': {
    fr: 'Le numéro de téléphone n’existe pas sous cette forme : corrigez-le ou ajoutez l’indicatif du pays.',
    en: 'The phone number does not exist in this form: correct it or add the country prefix.',
  },
  'phone-several': {
    fr: 'La cellule contient plusieurs numéros de téléphone : gardez-en un.',
    en: 'The cell holds several phone numbers: keep one.',
  },
  'phone-rounded': {
    fr: 'Le tableur a arrondi le numéro de téléphone (6,12E+08) : exportez cette colonne comme du texte.',
    en: 'The spreadsheet rounded the phone number (6.12E+08): export this column as text.',
  },
  'phone-no-country': {
    fr: 'Le pays du numéro de téléphone est inconnu : ajoutez l’indicatif, ou indiquez --country.',
    en: 'The country of the phone number is unknown: add its prefix, or give --country.',
  },
  'number-rounded': {
    fr: 'Le tableur a arrondi le numéro client (1,23E+11) : exportez cette colonne comme du texte.',
    en: 'The spreadsheet rounded the customer number (1.23E+11): export this column as text.',
  },
  'two-contacts': {
    fr: 'La ligne correspond à deux contacts différents, l’un par sa clé, l’autre par son adresse : une personne doit les fusionner.',
    en: 'The row fits two different contacts, one by its key and one by its address: a person must merge them.',
  },
  'conflicting-key': {
    fr: 'Deux lignes ont la même clé et deux adresses : dites laquelle est la bonne.',
    en: 'Two rows have one key and two addresses: say which is right.',
  },
  'erased-before': {
    fr: 'Cette personne a demandé l’effacement de ses données : elle n’est pas recréée.',
    en: 'This person asked to be erased: they are not created again.',
  },
  'bad-characters': {
    fr: 'Des lettres de cette cellule sont illisibles ; elle n’est pas reprise : enregistrez le fichier en UTF-8.',
    en: 'Letters of this cell cannot be read, so it is left out: save the file as UTF-8.',
  },
  'too-long': {
    fr: 'La cellule est trop longue ; elle n’est pas reprise : raccourcissez-la.',
    en: 'The cell is too long, so it is left out: shorten it.',
  },
  'unknown-language': {
    fr: 'La langue n’est pas reconnue ; elle n’est pas reprise : écrivez par exemple « fr », « nl » ou « en ».',
    en: 'The language is not recognised, so it is left out: write for instance “fr”, “nl” or “en”.',
  },
  'unknown-country': {
    fr: 'Le pays n’est pas reconnu ; il n’est pas repris : écrivez son nom ou son code à deux lettres.',
    en: 'The country is not recognised, so it is left out: write its name or two-letter code.',
  },
  'unknown-civility': {
    fr: 'La civilité n’est pas reconnue ; elle n’est pas reprise : écrivez « M. » ou « Mme ».',
    en: 'The form of address is not recognised, so it is left out: write “Mr” or “Ms”.',
  },
  'unknown-kind': {
    fr: 'Le type de contact n’est pas reconnu ; il n’est pas repris : écrivez « B2C » ou « B2B ».',
    en: 'The kind of contact is not recognised, so it is left out: write “B2C” or “B2B”.',
  },
  'unknown-answer': {
    fr: 'La réponse n’est ni oui ni non ; elle n’est pas reprise : écrivez « oui » ou « non ».',
    en: 'The answer is neither yes nor no, so it is left out: write “yes” or “no”.',
  },
  'unknown-time-zone': {
    fr: 'Le fuseau horaire n’est pas reconnu ; il n’est pas repris : écrivez par exemple « Europe/Paris ».',
    en: 'The time zone is not recognised, so it is left out: write for instance “Europe/Paris”.',
  },
  'unknown-topic': {
    fr: 'Un thème ne fait pas partie de ceux de l’organisation ; il n’est pas repris : utilisez un de ses noms.',
    en: 'A topic is not one of the organisation’s, so it is left out: use one of their names.',
  },
  'unknown-channel': {
    fr: 'Un canal n’est pas reconnu ; il n’est pas repris : écrivez « e-mail » ou « SMS ».',
    en: 'A channel is not recognised, so it is left out: write “e-mail” or “SMS”.',
  },
  'date-not-understood': {
    fr: 'La date n’est pas comprise ; elle n’est pas reprise : écrivez jj/mm/aaaa.',
    en: 'The date is not understood, so it is left out: write yyyy-mm-dd.',
  },
  'date-impossible': {
    fr: 'Cette date n’existe pas dans le calendrier ; elle n’est pas reprise : corrigez-la.',
    en: 'The calendar has no such date, so it is left out: correct it.',
  },
  'date-ambiguous': {
    fr: 'La colonne mélange jj/mm et mm/jj ; cette date n’est pas reprise : écrivez aaaa-mm-jj.',
    en: 'The column mixes dd/mm and mm/dd, so this date is left out: write yyyy-mm-dd.',
  },
  'date-out-of-range': {
    fr: 'L’année est avant 1900 ou après 2100 ; la date n’est pas reprise : corrigez-la.',
    en: 'The year is before 1900 or after 2100, so the date is left out: correct it.',
  },
  'date-in-future': {
    fr: 'La date est dans le futur ; elle n’est pas reprise : corrigez-la.',
    en: 'The date is in the future, so it is left out: correct it.',
  },
  'birth-date-approximate': {
    fr: 'Seule une période de naissance est donnée ; son dernier jour est retenu : donnez la date exacte si vous l’avez.',
    en: 'Only a period of birth is given and its last day is used: give the exact date if you have it.',
  },
  'consent-unconfirmed': {
    fr: 'L’inscription n’a jamais été confirmée ; la date de consentement n’est pas reprise : demandez à la personne de s’inscrire.',
    en: 'The sign-up was never confirmed, so the consent date is left out: ask the person to sign up.',
  },
  'too-many-tags': {
    fr: 'La cellule contient plus de 50 étiquettes ; les suivantes ne sont pas reprises : réduisez-les.',
    en: 'The cell holds more than 50 tags and the rest are left out: reduce them.',
  },
}

/** The sentence staff read for a code, in French or English. */
export function verdictText(code: ImportCode, language: 'fr' | 'en'): string {
  return TEXTS[code][language].replace(/ ([:;?!»])/g, '\u00a0$1').replace(/« /g, '«\u00a0')
}
