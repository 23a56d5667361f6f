/** Why a file cannot be imported at all. Every sentence says what to do. */
export type FileProblemCode =
  | 'missing'
  | 'folder'
  | 'unreadable'
  | 'empty'
  | 'header-only'
  | 'no-header'
  | 'excel'
  | 'archive'
  | 'pdf'
  | 'web-page'
  | 'json'
  | 'binary'
  | 'too-big'
  | 'truncated'
  | 'line-too-long'
  | 'no-delimiter'
  | 'wrong-delimiter'
  | 'unknown-encoding'
  | 'wrong-encoding'
  | 'too-many-columns'
  | 'changed'

export interface FileProblem {
  readonly problem: FileProblemCode
  /** What the sentence names: a size, a line, a delimiter. Never a cell's content. */
  readonly detail: string
}

const TEXTS: Readonly<Record<FileProblemCode, { readonly fr: string; readonly en: string }>> = {
  missing: { fr: 'Le fichier n’existe pas : vérifiez son chemin.', en: 'The file does not exist: check its path.' },
  folder: {
    fr: 'C’est un dossier : indiquez le fichier qu’il contient.',
    en: 'This is a folder: name the file inside it.',
  },
  unreadable: {
    fr: 'Le fichier ne peut pas être lu (%) : vérifiez ses droits.',
    en: 'The file cannot be read (%): check its permissions.',
  },
  empty: { fr: 'Le fichier est vide : exportez-le à nouveau.', en: 'The file is empty: export it again.' },
  'header-only': {
    fr: 'Le fichier n’a que la ligne des titres : exportez-le avec ses contacts.',
    en: 'The file has only its line of titles: export it with its contacts.',
  },
  'no-header': {
    fr: 'La première ligne contient déjà un contact : ajoutez une ligne de titres (par exemple « email »).',
    en: 'The first line already holds a contact: add a line of titles (for instance “email”).',
  },
  excel: {
    fr: 'C’est un classeur Excel : enregistrez-le au format « CSV UTF-8 » et importez ce fichier-là.',
    en: 'This is an Excel workbook: save it as “CSV UTF-8” and import that file.',
  },
  archive: {
    fr: 'C’est une archive compressée : décompressez-la et importez le fichier CSV.',
    en: 'This is a compressed archive: unpack it and import the CSV file.',
  },
  pdf: {
    fr: 'C’est un PDF : exportez les contacts au format CSV depuis l’outil d’origine.',
    en: 'This is a PDF: export the contacts as CSV from the original tool.',
  },
  'web-page': {
    fr: 'C’est une page web, pas un tableau : ouvrez-la dans un tableur et enregistrez-la au format « CSV UTF-8 ».',
    en: 'This is a web page, not a table: open it in a spreadsheet and save it as “CSV UTF-8”.',
  },
  json: { fr: 'C’est du JSON : exportez les contacts au format CSV.', en: 'This is JSON: export the contacts as CSV.' },
  binary: {
    fr: 'Ce n’est pas un fichier texte : exportez les contacts au format CSV.',
    en: 'This is not a text file: export the contacts as CSV.',
  },
  'too-big': {
    fr: 'Le fichier dépasse 2 Go (%) : coupez-le en plusieurs fichiers.',
    en: 'The file is over 2 GB (%): split it into several files.',
  },
  truncated: {
    fr: 'Le fichier s’arrête au milieu d’un caractère : il a été coupé ; exportez-le ou copiez-le à nouveau.',
    en: 'The file stops in the middle of a character: it was cut; export or copy it again.',
  },
  'line-too-long': {
    fr: 'Une ligne dépasse 1 Mo (après la ligne %) : ce n’est pas un tableau de contacts, ou un guillemet n’est pas fermé.',
    en: 'A line is over 1 MB (after line %): this is not a table of contacts, or a quote is not closed.',
  },
  'no-delimiter': {
    fr: 'Aucun séparateur de colonnes n’a été trouvé : indiquez-le avec --delimiter.',
    en: 'No column delimiter was found: name it with --delimiter.',
  },
  'wrong-delimiter': {
    fr: 'Ce séparateur ne donne qu’une colonne ; « % » en donne plusieurs : corrigez --delimiter ou retirez-le.',
    en: 'This delimiter gives a single column; “%” gives several: correct --delimiter or leave it out.',
  },
  'unknown-encoding': {
    fr: 'Cet encodage n’est pas connu : utilisez par exemple utf-8, windows-1252 ou utf-16le, ou retirez --encoding.',
    en: 'This encoding is not known: use for instance utf-8, windows-1252 or utf-16le, or leave --encoding out.',
  },
  'wrong-encoding': {
    fr: 'Le fichier n’est pas en % : corrigez --encoding ou retirez-le.',
    en: 'The file is not in %: correct --encoding or leave it out.',
  },
  'too-many-columns': {
    fr: 'Le fichier a plus de 500 colonnes (%) : n’exportez que celles dont vous avez besoin.',
    en: 'The file has more than 500 columns (%): export only those you need.',
  },
  changed: {
    fr: 'Le fichier a changé depuis le début de l’import : recommencez l’import.',
    en: 'The file has changed since the import began: start the import again.',
  },
}

export function isFileProblem(trouble: { readonly problem: string; readonly detail: string }): trouble is FileProblem {
  return Object.hasOwn(TEXTS, trouble.problem)
}

/** The same where these are chosen on a page. */
const ON_A_PAGE: Partial<typeof TEXTS> = {
  'no-delimiter': {
    fr: 'Aucun séparateur de colonnes n’a été trouvé : choisissez-le.',
    en: 'No column delimiter was found: choose it.',
  },
  'wrong-delimiter': {
    fr: 'Ce séparateur ne donne qu’une colonne ; « % » en donne plusieurs : choisissez-le, ou « détecter ».',
    en: 'This delimiter gives a single column; “%” gives several: choose that one, or “detect”.',
  },
  'unknown-encoding': {
    fr: 'Cet encodage n’est pas connu : choisissez-en un autre, ou « détecter ».',
    en: 'This encoding is not known: choose another one, or “detect”.',
  },
  'wrong-encoding': {
    fr: 'Le fichier n’est pas en % : choisissez un autre encodage, ou « détecter ».',
    en: 'The file is not in %: choose another encoding, or “detect”.',
  },
}

export function fileProblemText(
  { problem, detail }: FileProblem,
  language: 'fr' | 'en',
  where: 'command' | 'page' = 'command',
): string {
  return ((where === 'page' ? ON_A_PAGE[problem] : undefined) ?? TEXTS[problem])[language]
    .replace(/ ([:;?!»])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0')
    .replace('%', () => detail)
}
