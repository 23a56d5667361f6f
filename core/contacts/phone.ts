import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

export type PhoneRefusal = 'phone-invalid' | 'phone-several' | 'phone-rounded' | 'phone-no-country'
export type PhoneReading = { readonly phone: string } | { readonly refused: PhoneRefusal }

// libphonenumber-js refuses U+202F, the narrow no-break space of French typography: every separator goes before it looks.
const SEPARATORS = /[\s\p{Z}\p{Cf}.\-_·•‐‑‒–—]+/gu
const LENGTH_LIMIT = 100
const ROUNDED = /^\d(?:[.,]\d+)?e\+?\d+$/i

/** E.164. `country` (alpha-2) is used for a number written without its international prefix. */
export function normalisePhone(raw: string, country: string | undefined): PhoneReading {
  const text = raw.trim()
  if (text.length > LENGTH_LIMIT) return { refused: 'phone-invalid' }
  if (ROUNDED.test(text)) return { refused: 'phone-rounded' }
  let digits = text.replace(/^(?:tél|tel|gsm|mobile|portable|mob|t|m|p)[.:\s]*(?=[+(\d])/i, '').replace(SEPARATORS, '')
  if (digits.startsWith('00')) digits = `+${digits.slice(2)}`
  if (digits.startsWith('+')) digits = digits.replace('(0)', '')
  digits = digits.replace(/[()]/g, '')
  const known = commonForm(digits, country)
  if (known !== undefined) return { phone: known }
  if (/[/;,|]|\d(?:ou|or|of)\d/i.test(digits) && digits.replace(/\D/g, '').length > 15)
    return { refused: 'phone-several' }
  if (!/^\+?[\d/]{4,20}(?:(?:ext|poste|x)\d{1,6})?$/i.test(digits)) return { refused: 'phone-invalid' }
  const region = country !== undefined && isSupportedCountry(country) ? (country as CountryCode) : undefined
  if (!digits.startsWith('+') && region === undefined) return { refused: 'phone-no-country' }
  const parsed = parsePhoneNumberFromString(digits.replaceAll('/', ''), region)
  return parsed?.isValid() === true ? { phone: parsed.number } : { refused: 'phone-invalid' }
}

/** French and Belgian numbers as people write them, without the library's cost. A test compares both on random numbers. */
function commonForm(digits: string, country: string | undefined): string | undefined {
  if (country === 'FR' && /^0[1-7]\d{8}$/.test(digits)) return `+33${digits.slice(1)}`
  if (/^\+33[1-7]\d{8}$/.test(digits)) return digits
  if (/^\+330[1-7]\d{8}$/.test(digits)) return `+33${digits.slice(4)}`
  if (country === 'BE' && /^04[789]\d{7}$/.test(digits)) return `+32${digits.slice(1)}`
  if (/^\+324[789]\d{7}$/.test(digits)) return digits
  return undefined
}
