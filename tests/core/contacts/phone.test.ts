import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { expect, test } from 'vitest'
import { normalisePhone } from '#core/contacts/phone.ts'

const READ: readonly (readonly [string, string, string])[] = [
  ['06 12 34 56 78', 'FR', '+33612345678'],
  ['06\u202f12\u202f34\u202f56\u202f78', 'FR', '+33612345678'],
  ['06\u00a012\u200934\u00a056\u00a078', 'FR', '+33612345678'],
  ['06.12.34.56.78', 'FR', '+33612345678'],
  ['+33 (0)6 12-34-56-78', 'BE', '+33612345678'],
  ['0033612345678', 'BE', '+33612345678'],
  ['+330612345678', 'BE', '+33612345678'],
  ['612345678', 'FR', '+33612345678'],
  ['0470/12.34.56', 'BE', '+32470123456'],
  ['+32 (0) 470 12 34 56', 'FR', '+32470123456'],
  ['02 512 34 56', 'BE', '+3225123456'],
  ['(514) 555-0123', 'CA', '+15145550123'],
  ['Tél. : 01 42 34 56 78', 'FR', '+33142345678'],
  ['020 7946 0958', 'GB', '+442079460958'],
]
test.for(READ)('%s in %s is %s', ([raw, country, phone]) => expect(normalisePhone(raw, country)).toEqual({ phone }))

const REFUSED: readonly (readonly [string, string | undefined, string])[] = [
  ['6,12E+08', 'FR', 'phone-rounded'],
  ['3.36E+10', 'FR', 'phone-rounded'],
  ['06 12 34 56 78 / 06 98 76 54 32', 'FR', 'phone-several'],
  ['06 12 34 56 78 ou 06 98 76 54 32', 'FR', 'phone-several'],
  ['06 12', 'FR', 'phone-invalid'],
  ['demander à Jean', 'FR', 'phone-invalid'],
  ['0612345678', undefined, 'phone-no-country'],
  ['0612345678', 'XX', 'phone-no-country'],
]
test.for(REFUSED)('%s in %s is refused as %s', ([raw, country, refused]) =>
  expect(normalisePhone(raw, country)).toEqual({ refused }),
)

test('the short way for French and Belgian numbers gives what the library gives', () => {
  const tail = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
  const number = fc.oneof(
    fc.tuple(fc.constantFrom('FR' as const), fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), tail(8)),
    fc.tuple(fc.constantFrom('BE' as const), fc.constantFrom('47', '48', '49'), tail(7)),
  )
  fc.assert(
    fc.property(number, ([country, start, rest]) => {
      const national = `0${start}${rest}`
      const parsed = parsePhoneNumberFromString(national, country)
      expect(normalisePhone(national, country)).toEqual({ phone: parsed?.number })
      expect(parsed?.isValid()).toBe(true)
      expect(normalisePhone(parsed?.number ?? '', undefined)).toEqual({ phone: parsed?.number })
    }),
    { seed: 11, numRuns: 1_000 },
  )
})
