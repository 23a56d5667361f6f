import { foldText } from '#core/contacts/fold-text.ts'
import { PART_ROWS } from '#core/parameters/zones.ts'
import { distinctZones } from './country-zones.ts'

/** A part of a country with clocks or holidays of its own. */
export interface Part {
  region: string | undefined
  zones: readonly string[]
}

interface Parts {
  byPostcode: ReadonlyMap<string, Part>
  byName: ReadonlyMap<string, Part>
  /** How much of a postcode matters: the lengths of its beginnings, longest first. */
  lengths: readonly number[]
  /** Where no row fits. */
  otherwise: Part | undefined
}

/** The part a postcode lies in; undefined where the country is the same everywhere, or the postcode says nothing. */
export function partByPostcode(country: string, postcode: string | undefined): Part | undefined {
  return partsOf(country)?.byPostcode.get(postcodeStart(country, postcode))
}

/** As much of a postcode as tells parts of the country apart, spaces and hyphens or not; empty when nothing does. */
export function postcodeStart(country: string, postcode: string | undefined): string {
  const parts = partsOf(country)
  if (parts === undefined || postcode === undefined) return ''
  const text = compact(postcode, parts.lengths[0] ?? 0)
  for (const length of parts.lengths) {
    const start = text.slice(0, length)
    if (parts.byPostcode.has(start)) return start
  }
  return ''
}

function compact(postcode: string, length: number): string {
  const start = postcode.slice(0, length)
  if (/^[A-Z0-9]*$/.test(start)) return start
  return postcode
    .slice(0, 2 * length)
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, length)
    .toUpperCase()
}

/** The part a region's code or name means, like `QC`, `CA-QC`, `Québec`. */
export function partByName(country: string, region: string | undefined): Part | undefined {
  return region === undefined ? undefined : partsOf(country)?.byName.get(regionName(country, region))
}

/** A region as names are compared: folded, without the country before it. */
export function regionName(country: string, region: string): string {
  const folded = foldText(region)
  const prefix = `${country.toLowerCase()} `
  return folded.startsWith(prefix) ? folded.slice(prefix.length) : folded
}

/** What holds for a country whose parts differ when nothing more is known of where. */
export function otherPart(country: string): Part | undefined {
  return partsOf(country)?.otherwise
}

/** Whether regions of this country are told apart here. */
export function hasParts(country: string): boolean {
  return PART_ROWS[country] !== undefined
}

/** Read when the first person of the country is: comparing clocks takes a moment. */
const read = new Map<string, Parts>()

function partsOf(country: string): Parts | undefined {
  const rows = PART_ROWS[country]
  const known = read.get(country)
  if (known !== undefined || rows === undefined) return known
  const parts = readRows(rows)
  read.set(country, parts)
  return parts
}

function readRows(text: string): Parts {
  const byPostcode = new Map<string, Part>()
  const byName = new Map<string, Part>()
  let otherwise: Part | undefined
  for (const line of text.trim().split('\n')) {
    const [code = '-', names = '-', postcodes = '-', zones = ''] = line.split(/ {2,}/)
    const part: Part = { region: code === '-' ? undefined : code, zones: distinctZones(zones.split(' ')) }
    if (postcodes === '*') otherwise = part
    else for (const start of beginnings(postcodes)) byPostcode.set(start, part)
    for (const name of [code.toLowerCase(), ...names.split('|')].filter((each) => each !== '-')) {
      // Who names only the region may be in any of its parts.
      const zonesBefore = byName.get(name)?.zones ?? []
      byName.set(name, { ...part, zones: distinctZones([...zonesBefore, ...part.zones]) })
    }
  }
  for (const [name, part] of byName) {
    const whole = part.region === undefined ? undefined : byName.get(part.region.toLowerCase())
    if (whole !== undefined) byName.set(name, whole)
  }
  const lengths = new Set([...byPostcode.keys()].map(({ length }) => length))
  return { byPostcode, byName, lengths: [...lengths].sort((a, b) => b - a), otherwise }
}

/** `350-352,5` are 350, 351, 352 and 5. */
function beginnings(column: string): string[] {
  if (column === '-') return []
  return column.split(',').flatMap((item) => {
    const [from = '', until = from] = item.split('-')
    if (from === until) return [from]
    const count = Number(until) - Number(from) + 1
    return Array.from({ length: count }, (_, index) => String(Number(from) + index).padStart(from.length, '0'))
  })
}
