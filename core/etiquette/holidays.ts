/**
 * The public holidays of a country (ISO 3166 alpha-2) or one of its regions in one year, as `YYYY-MM-DD`; undefined where nothing is known of the
 * country. The data is a fact handed in: a library outside keeps it.
 */
export type Holidays = (country: string, region: string | undefined, year: number) => ReadonlySet<string> | undefined
