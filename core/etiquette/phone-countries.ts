import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'

/** The countries (ISO 3166 alpha-2) a number in E.164 may belong to: one, or all that share its calling code; none when it is no number. */
export function countriesOfPhone(phone: string): readonly string[] {
  for (let length = 1; length <= LONGEST_CALLING_CODE; length += 1) {
    const sharing = SHARING.get(phone.slice(1, 1 + length))
    if (sharing === undefined) continue
    return (sharing.length === 1 ? undefined : toldByArea(phone, length)) ?? sharing
  }
  return []
}

const LONGEST_CALLING_CODE = 3
const SHARING: ReadonlyMap<string, readonly CountryCode[]> = Map.groupBy(getCountries(), (country) =>
  getCountryCallingCode(country),
)

const MOST_AREAS = 50_000
const areas = new Map<string, readonly CountryCode[]>()

/** The area tells apart countries that share a calling code. Parsing is slow: an area is looked at once. */
function toldByArea(phone: string, length: number): readonly CountryCode[] | undefined {
  const area = phone.slice(0, 1 + length + (length === 1 ? 3 : 5))
  const known = areas.get(area)
  if (known !== undefined) return known
  const country = parsePhoneNumberFromString(phone)?.country
  if (country === undefined) return undefined
  if (areas.size >= MOST_AREAS) areas.clear()
  const told = [country]
  areas.set(area, told)
  return told
}
