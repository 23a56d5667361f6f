import { foldText, wordTable } from './fold-text.ts'

export type Civility = 'mr' | 'ms'

const WORDS = wordTable({
  mr: 'm|mr|monsieur|mister|dhr|de heer|heer|meneer|h|homme|male|man|masculin|mannelijk|sir|mons',
  ms: 'mme|madame|mlle|mademoiselle|melle|mrs|ms|miss|mevr|mevrouw|mw|mej|juffrouw|f|femme|female|v|vrouw|feminin|vrouwelijk|woman|lady',
  neutral:
    'dr|docteur|doctor|me|maitre|pr|professeur|prof|autre|other|andere|x|mx|divers|non precise|inconnu|unknown|onbekend|m et mme|mr et mme|monsieur et madame|monsieur madame|m mme|mr mrs|dhr mevr|societe|company|famille|family|familie|neutre|neutral',
})

/** 'neutral' is a known form that says nothing of the gender (Dr, M. et Mme); undefined is not understood. */
export function readCivility(raw: string): Civility | 'neutral' | undefined {
  return WORDS.get(foldText(raw))
}
