/** What `/egard` understands. */
export const SUBCOMMANDS = [
  'reoptin', 'campaigns', 'campaign', 'segments', 'import', 'cleanup', 'contact', 'request', 'breach', 'stop', 'resume', 'help',
] as const // biome-ignore format: in the order of the help
export type Subcommand = (typeof SUBCOMMANDS)[number] | 'menu'

/** Other words for the same: French ones, and the singular people type. */
const OTHER_WORDS: Readonly<Record<string, Subcommand>> = {
  renouveler: 'reoptin',
  campagnes: 'campaigns',
  campagne: 'campaign',
  demande: 'request',
  violation: 'breach',
  arreter: 'stop',
  reprendre: 'resume',
  importer: 'import',
  segment: 'segments',
  nettoyer: 'cleanup',
  nettoyage: 'cleanup',
  aide: 'help',
}

export type ParsedCommand =
  | { command: Subcommand; rest: string }
  | { command: 'unknown'; word: string; closest: string | undefined }

/** Reads what was typed after `/egard`, in English or French, with or without accents and capitals. */
export function parseCommand(text: string): ParsedCommand {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(text) ?? []
  if (word === '') return { command: 'menu', rest: '' }
  const folded = word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const command = SUBCOMMANDS.find((name) => name === folded) ?? OTHER_WORDS[folded]
  if (command !== undefined) return { command, rest: rest.trim() }
  return { command: 'unknown', word: word.slice(0, 40), closest: closestTo(folded.slice(0, 40)) }
}

/** `12` or `#12`. */
export function campaignNumber(text: string): number | undefined {
  const found = /^#?(\d{1,12})$/.exec(text.trim())
  return found ? Number(found[1]) : undefined
}

function closestTo(word: string): string | undefined {
  const known = [...SUBCOMMANDS, ...Object.keys(OTHER_WORDS)]
  const [best] = known.map((name) => ({ name, far: distance(word, name) })).toSorted((a, b) => a.far - b.far)
  return best !== undefined && best.far <= Math.max(2, Math.floor(best.name.length / 3)) ? best.name : undefined
}

/** Levenshtein: how many letters to change, add or drop. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
