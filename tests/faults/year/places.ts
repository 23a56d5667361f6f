import type { FrenchPlace } from './feasts.ts'

/** Where somebody truly is, and what is on record of it: often too little to tell, never wrong. */
export interface TruePlace {
  /** What the clock on their wall follows. */
  zone: string
  country: string
  /** A US state, or nothing. */
  state?: string
  french?: FrenchPlace
  /** The first digits of a mobile number there; the rest is made up. */
  phone: string
  recorded: { country?: string; region?: string; postcode?: string; time_zone?: string }
}

type Row = readonly [
  zone: string,
  country: string,
  phone: string,
  recorded: TruePlace['recorded'],
  french?: FrenchPlace,
]

// biome-ignore format: a table
const ROWS: readonly Row[] = [
  // France, which the postcode tells apart.
  ['Europe/Paris', 'FR', '+3361200', { country: 'FR', postcode: '75011' }, 'metropole'],
  ['Europe/Paris', 'FR', '+3361201', { country: 'FR' }, 'metropole'],
  ['Europe/Paris', 'FR', '+3361202', { country: 'FR', postcode: '67000' }, 'alsace-moselle'],
  ['Europe/Paris', 'FR', '+3361203', { country: 'FR', postcode: '57000' }, 'alsace-moselle'],
  ['Indian/Reunion', 'FR', '+262692', { country: 'FR', postcode: '97400' }, 'reunion'],
  ['Indian/Mayotte', 'FR', '+262639', { country: 'FR', postcode: '97600' }, 'mayotte'],
  ['America/Guadeloupe', 'FR', '+590690', { country: 'FR', postcode: '97110' }, 'guadeloupe'],
  ['America/Martinique', 'FR', '+596696', { country: 'FR', postcode: '97200' }, 'martinique'],
  ['America/Cayenne', 'FR', '+594694', { country: 'FR', postcode: '97300' }, 'guyane'],
  ['Europe/Paris', 'FR', '+3361204', { time_zone: 'Europe/Paris', country: 'FR' }, 'metropole'],
  // Only the number says where.
  ['Europe/Paris', 'FR', '+3361205', {}, 'metropole'],
  ['Europe/Brussels', 'BE', '+32470', {}],
  ['Europe/Brussels', 'BE', '+32471', { country: 'BE', postcode: '1000' }],
  ['Europe/London', 'GB', '+447400', { country: 'GB' }],
  ['Europe/Lisbon', 'PT', '+35191', { country: 'PT', time_zone: 'Europe/Lisbon' }],
  ['Atlantic/Azores', 'PT', '+35192', { country: 'PT', time_zone: 'Atlantic/Azores' }],
  ['Atlantic/Azores', 'PT', '+35193', { country: 'PT' }],
  ['Atlantic/Canary', 'ES', '+3460', { country: 'ES' }],
  ['Europe/Madrid', 'ES', '+3461', { country: 'ES' }],
  ['Europe/Berlin', 'DE', '+491511', { country: 'DE' }],
  // Canada and the United States: by province and state, by number, or not at all.
  ['America/Toronto', 'CA', '+1514201', { country: 'CA', region: 'QC' }],
  ['America/Vancouver', 'CA', '+1604201', { country: 'CA', region: 'BC' }],
  ['America/St_Johns', 'CA', '+1709201', { country: 'CA', region: 'NL' }],
  ['America/Regina', 'CA', '+1306201', { country: 'CA', region: 'SK' }],
  ['America/Vancouver', 'CA', '+1604202', { country: 'CA' }],
  ['America/St_Johns', 'CA', '+1709202', { country: 'CA' }],
  ['America/New_York', 'US', '+1212201', { country: 'US', region: 'NY' }],
  ['America/New_York', 'US', '+1305201', { country: 'US', region: 'FL' }],
  ['America/Chicago', 'US', '+1850201', { country: 'US', region: 'FL' }],
  ['America/Los_Angeles', 'US', '+1206201', { country: 'US', region: 'WA' }],
  ['America/Chicago', 'US', '+1405201', { country: 'US', region: 'OK', time_zone: 'America/Chicago' }],
  ['America/Phoenix', 'US', '+1602201', { country: 'US', region: 'AZ' }],
  ['America/Denver', 'US', '+1915201', { country: 'US', region: 'TX' }],
  ['America/Chicago', 'US', '+1512201', { country: 'US', region: 'TX' }],
  ['America/New_York', 'US', '+1305202', { country: 'US', time_zone: 'America/New_York' }],
  ['America/Los_Angeles', 'US', '+1206202', { country: 'US' }],
  ['Pacific/Honolulu', 'US', '+1808201', { country: 'US' }],
  ['Pacific/Honolulu', 'US', '+1808202', { country: 'US', region: 'HI' }],
  // Clocks that change in the other half of the year, by half an hour, at odd times, or never.
  ['Australia/Sydney', 'AU', '+61491', { country: 'AU', time_zone: 'Australia/Sydney' }],
  ['Australia/Lord_Howe', 'AU', '+61492', { country: 'AU', time_zone: 'Australia/Lord_Howe' }],
  ['Australia/Adelaide', 'AU', '+61493', { country: 'AU' }],
  ['Pacific/Auckland', 'NZ', '+6421', { country: 'NZ', time_zone: 'Pacific/Auckland' }],
  ['Pacific/Chatham', 'NZ', '+6422', { country: 'NZ' }],
  ['Africa/Casablanca', 'MA', '+212661', { country: 'MA' }],
  ['Asia/Kathmandu', 'NP', '+97798', { country: 'NP' }],
  ['America/Sao_Paulo', 'BR', '+551199', { country: 'BR', time_zone: 'America/Sao_Paulo' }],
  ['Africa/Cairo', 'EG', '+20100', { country: 'EG' }],
  ['America/Santiago', 'CL', '+569', { country: 'CL', time_zone: 'America/Santiago' }],
]

/** Florida, Oklahoma and Washington are known by their area codes here, whether or not a record says the state. */
const STATES: Readonly<Record<string, string>> = { '305': 'FL', '850': 'FL', '206': 'WA', '405': 'OK' }

export const PLACES: readonly TruePlace[] = ROWS.map(([zone, country, phone, recorded, french]) => {
  const state = country === 'US' ? STATES[phone.slice(2, 5)] : undefined
  return { zone, country, phone, recorded, ...(state && { state }), ...(french && { french }) }
})
