import { digitRuns, passesLuhn, shapeOf, standsAlone } from './digit-runs.ts'
import type { Found } from './found.ts'

const AROUND = 60
const NAMED = /\b(?:NAS|SIN)\b|social insurance|assurance sociale/iu
// A business number and a SIREN have the same nine digits and the same check digit.
const BUSINESS_BEFORE =
  /(?:\b(?:NE|BN|TPS|GST|HST|TVH|TVQ|QST|NEQ|SIREN|RCS|KBO|BCE|TVA)\b|num[ée]ro d['’]entreprise|business n|bienfaisance|charit)[^\p{L}\d]{0,12}(?:\p{L}{1,12}[^\p{L}\d]{0,6}){0,4}$/iu
const BUSINESS_AFTER = /^ ?R[A-Z] ?\d{4}/u

/**
 * Canadian social insurance numbers, written 3-3-3. Only for an organisation in Canada or where the words beside it say so: elsewhere
 * nine digits in threes are a SIREN. None begins with 0 or 8.
 */
export function canadianSins(text: string, country: string | undefined): readonly Found[] {
  return digitRuns(text).flatMap(({ groups }) => {
    const digits = groups.map((group) => group.digits).join('')
    const start = groups[0]?.start ?? 0
    const end = groups.at(-1)?.end ?? 0
    if (shapeOf(groups) !== '3-3-3' || !/^[1-79]/.test(digits) || !passesLuhn(digits)) return []
    if (!standsAlone(text, start, end)) return []
    const before = text.slice(Math.max(0, start - AROUND), start)
    const after = text.slice(end, end + AROUND)
    const isNamed = NAMED.test(before) || NAMED.test(after)
    if (!isNamed && (country !== 'CA' || BUSINESS_BEFORE.test(before) || BUSINESS_AFTER.test(after))) return []
    return [{ start, end, digits }]
  })
}
