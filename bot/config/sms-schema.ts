import { z } from 'zod'
import { isCountry } from './country.ts'

const PRICE_MOST = 100

const sender = z
  .string('must be text')
  .trim()
  .superRefine((value, context) => {
    const why = senderProblem(value)
    if (why !== undefined) context.addIssue({ code: 'custom', message: why })
  })

const price = z
  .number('must be a number, like 0.07')
  .min(0, 'must not be below 0')
  .max(PRICE_MOST, `must be at most ${PRICE_MOST}`)

/** How the organisation sends SMS: from whom by country of the number, and what a part costs there. */
export const smsSchema = z.strictObject({
  senders: z.record(z.string(), sender).superRefine(countries([])).default({}),
  prices: z
    .record(z.string(), price)
    .superRefine(countries(['other']))
    .default({}),
  currency: z
    .string('must be a currency')
    .refine(isCurrency, 'must be an ISO 4217 currency of three capitals, like EUR')
    .default('EUR'),
})

/** Why nobody could send under this: a number is E.164, a name is short and no number, a messaging service is one of Twilio's. */
function senderProblem(value: string): string | undefined {
  if (/^MG[0-9a-f]{32}$/.test(value)) return undefined
  if (value.startsWith('+'))
    return /^\+[1-9]\d{6,14}$/.test(value) ? undefined : 'must be a number in international form, like +33639980100'
  if (!/^[A-Za-z0-9 &+_-]+$/.test(value))
    return 'must be a number like +33639980100, or a name of unaccented letters, digits and spaces'
  if (!/[A-Za-z]/.test(value))
    return 'must be a number in international form, like +33639980100, or a name with a letter in it'
  return value.length > 11 ? 'must be at most 11 characters: a longer name is cut or refused' : undefined
}

function countries(besides: readonly string[]) {
  const more = besides.length === 0 ? '' : `, or ${besides.join(' or ')}`
  return (value: Record<string, unknown>, context: z.RefinementCtx<Record<string, unknown>>) => {
    for (const key of Object.keys(value)) {
      if (besides.includes(key) || isCountry(key)) continue
      context.addIssue({
        code: 'custom',
        path: [key],
        message: `is not an ISO 3166 country of two capitals, like FR${more}`,
      })
    }
  }
}

const currencies = new Set(Intl.supportedValuesOf('currency'))

function isCurrency(code: string): boolean {
  return currencies.has(code)
}
