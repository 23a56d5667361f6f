import { expect, test } from 'vitest'
import { fileDateOrder } from '#bot/import/date-order.ts'
import { type HeaderProblemCode, headerProblemText, mapHeaders } from '#bot/import/map-headers.ts'

test.for([
  [['Email', 'Nom', 'Prénom'], [], ['email', 'lastName', 'firstName']],
  [['Identifiant web', 'Nom'], ['Identifiant web=email'], ['email', 'fullName']],
  [['Email', 'Email pro'], ['email pro = Email'], ['custom:Email', 'email']],
  [['Email', 'Note'], ['Note=custom:Remarque interne'], ['email', 'custom:Remarque interne']],
  [['Email', 'Note'], ['#2=ignore'], ['email', 'ignore']],
  [['Email', 'Email'], ['Email#2=ignore'], ['email', 'ignore']],
  [['Email', 'Email'], ['#1=ignore'], ['ignore', 'email']],
  [['Mail', 'Nom=X'], ['Nom=X=firstName'], ['email', 'firstName']],
  [
    ['Email', 'X', 'Y'],
    ['X=status', 'Y=status'],
    ['email', 'status', 'status'],
  ],
  [
    ['E', 'T'],
    ['E=courriel', 'T=first_name'],
    ['email', 'firstName'],
  ],
] as const)('%j corrected by %j reads as %j', ([headers, corrections, fields]) =>
  expect(mapHeaders(headers, corrections)).toMatchObject({ fields }),
)

test.for([
  [['Email'], ['Email'], 'map-form'],
  [['Email'], ['=email'], 'map-form'],
  [['Email'], ['Mail=email'], 'map-unknown-header'],
  [['Email'], ['#9=email'], 'map-unknown-header'],
  [['Email'], ['Email=klingon'], 'map-unknown-field'],
  [['Email', 'A', 'B'], ['A=phone', 'B=phone'], 'map-twice'],
  [['Email', 'Nom', 'Nom'], [], 'duplicate-header'],
  [['Email', 'Email'], ['Email=email'], 'map-twice'],
  [['Nom', 'Prénom'], [], 'no-usable-column'],
] as const satisfies readonly (readonly [readonly string[], readonly string[], HeaderProblemCode])[])(
  '%j corrected by %j is refused as %s, in a sentence',
  ([headers, corrections, code]) => {
    const mapped = mapHeaders(headers, corrections)
    expect(mapped).toMatchObject({ problem: code })
    if ('problem' in mapped)
      for (const language of ['fr', 'en'] as const)
        expect(headerProblemText(mapped, language)).toMatch(/^(?:\p{Lu}|--map).{20,}\.$/u)
  },
)

test('a file without a status column is known as such', () => {
  expect(mapHeaders(['Email', 'Nom'])).toMatchObject({ withoutStatus: true })
  expect(mapHeaders(['Email', 'Désabonné'])).toMatchObject({ withoutStatus: false })
})

test('the date order comes from all date columns together, and from no other column', () => {
  const sample = [
    { line: 2, values: ['31/31/2020', '03/04/2024', '03/25/2024'] },
    { line: 3, values: ['x'], problem: 'column-count' as const },
  ]
  expect(fileDateOrder(sample, ['custom:x', 'lastClickAt', 'consentAt'])).toBe('month-first')
  expect(fileDateOrder(sample, ['consentAt', 'lastClickAt', 'custom:x'])).toBe('unproven')
})
