import { foldText, wordTable } from './fold-text.ts'

export type ContactKind = 'b2b' | 'b2c'

const WORDS = wordTable({
  b2b: 'b2b|btob|b to b|pro|professionnel|professionnelle|professionnels|professional|business|entreprise|societe|company|bedrijf|zakelijk|professioneel|personne morale|legal person|rechtspersoon|organisation|association|collectivite|revendeur|reseller',
  b2c: 'b2c|btoc|b to c|part|particulier|particuliere|particuliers|individual|private|prive|consumer|consommateur|consument|personne physique|natural person|natuurlijk persoon|customer|retail|grand public',
})

/** Undefined when the word is not understood. */
export function readKind(raw: string): ContactKind | undefined {
  return WORDS.get(foldText(raw))
}
