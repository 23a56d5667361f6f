import type { ImportCode } from '#core/contacts/import-codes.ts'
import { segmentField } from '#core/contacts/segment-fields.ts'
import { verdictText } from '#core/contacts/verdict-texts.ts'

type TextLanguage = 'fr' | 'en'
type Texts = Readonly<Record<TextLanguage, string>>

/** What became of a row when there is nothing particular to say. */
const VERDICTS = {
  new: { fr: 'Nouveau contact.', en: 'New contact.' },
  merged: { fr: 'Contact connu : complété.', en: 'Known contact: completed.' },
  unchanged: { fr: 'Contact connu : rien ne change.', en: 'Known contact: nothing changes.' },
  conflict: { fr: 'Contact connu : complété.', en: 'Known contact: completed.' },
  refused: { fr: 'Ligne refusée.', en: 'Row refused.' },
} as const satisfies Record<string, Texts>

/** What merging found, beside what reading found (`verdictText`). */
const MERGE_CODES = {
  forgotten: {
    fr: 'Cette personne a été oubliée à sa demande : elle n’est pas réimportée.',
    en: 'This person was forgotten at their request: they are not imported again.',
  },
  restricted: {
    fr: 'Le traitement de ce contact est limité : ses données restent comme elles sont jusqu’à la levée.',
    en: 'Processing of this contact is restricted: their data stays as it is until that is lifted.',
  },
  stopped: {
    fr: 'Le fichier dit que cette personne ne veut plus rien recevoir : c’est enregistré.',
    en: 'The file says this person wants nothing more: that is recorded.',
  },
  bounced: {
    fr: 'Le fichier dit que l’adresse ne reçoit plus : elle n’est plus utilisée.',
    en: 'The file says the address does not receive any more: it is no longer used.',
  },
  'agreed-elsewhere': {
    fr: 'Le fichier dit que la personne est d’accord, mais elle a dit non ici : si elle a changé d’avis, invitez-la à s’inscrire elle-même.',
    en: 'The file says the person agreed, but here they said no: if they agreed again elsewhere, ask them to sign up.',
  },
  'conflicting-facts': {
    fr: 'Deux sources se contredisent sur {fields} : « {known} » et « {source} » ; la plus récente est retenue, vérifiez.',
    en: 'Two sources disagree on {fields}: “{known}” and “{source}”; the newest is kept, please check.',
  },
  'conflicting-key': {
    fr: 'Deux sources donnent deux adresses pour la même clé ({fields}) : « {known} » et « {source} » ; la plus récente est retenue, vérifiez.',
    en: 'Two sources give two addresses for one key ({fields}): “{known}” and “{source}”; the newest is kept, please check.',
  },
} as const satisfies Record<string, Texts>

/** One sentence or more for a line of the report; never anything of the row itself. */
export function reportSentence(
  verdict: keyof typeof VERDICTS,
  codes: readonly string[],
  detail: Readonly<Record<string, string>> | undefined,
  language: TextLanguage,
): string {
  if (codes.length === 0) return spaced(VERDICTS[verdict][language])
  return codes.map((code) => codeSentence(code, detail ?? {}, language)).join(' ')
}

function codeSentence(code: string, detail: Readonly<Record<string, string>>, language: TextLanguage): string {
  if (!isMergeCode(code)) return verdictText(code as ImportCode, language)
  const text = spaced(MERGE_CODES[code][language])
  const named = { ...detail, fields: fieldNames(detail['fields'] ?? '', language) } as Readonly<Record<string, string>>
  return text.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? '')
}

function fieldNames(fields: string, language: TextLanguage): string {
  return fields
    .split(' ')
    .map((field) => segmentField(field)?.field.name[language] ?? field)
    .join(', ')
}

function isMergeCode(code: string): code is keyof typeof MERGE_CODES {
  return Object.hasOwn(MERGE_CODES, code)
}

function spaced(text: string): string {
  return text.replace(/ ([:;?!»])/g, '\u00a0$1').replace(/« /g, '«\u00a0')
}
