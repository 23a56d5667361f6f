import { foldText, wordTable } from './fold-text.ts'

const WORDS = wordTable({
  yes: 'oui|o|yes|y|ja|j|vrai|true|waar|1|x|on|actif|active|checked|coche|ok|si|wahr',
  no: 'non|no|n|nee|neen|nein|faux|false|onwaar|0|off|unchecked|decoche|ko',
})

/** Undefined when it is neither. */
export function readYesNo(raw: string): boolean | undefined {
  if (raw === '✓' || raw === '✔' || raw === '☑') return true
  const word = WORDS.get(foldText(raw))
  return word === undefined ? undefined : word === 'yes'
}
