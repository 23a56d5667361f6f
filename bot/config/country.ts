const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** Whether this is an ISO 3166 alpha-2 code of a country. */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && regionNames.of(code) !== undefined && !['ZZ', 'EU', 'UN', 'EZ', 'QO'].includes(code)
}
