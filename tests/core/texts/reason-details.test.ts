import { expect, test } from 'vitest'
import { reasonText } from '#core/texts/reasons.ts'
import { weekText } from '#core/texts/week-text.ts'

test('a reason says the day, the last day or the hours it is about, in each language', () => {
  const holiday = { code: 'holiday', data: { zone: 'Europe/Paris', day: '2026-12-25' } } as const
  expect(reasonText(holiday, 'fr')).toBe('C’est un jour férié là où vit la personne (25 décembre 2026).')
  expect(reasonText({ code: 'closure', data: { lastDay: '2027-01-02' } }, 'en')).toBe(
    'The organisation is closed on that day (up to and including 2 January 2027).',
  )
  expect(reasonText({ code: 'quiet-hours', data: { from: '22:00', to: '07:00' } }, 'nl')).toBe(
    'De persoon vroeg om rust op deze uren (van 22:00 tot 07:00).',
  )
  expect(reasonText({ code: 'holiday' }, 'en')).toBe('It is a public holiday where the person lives.')
})

test('a week is read with neighbouring days of the same hours together, and days without hours left out', () => {
  const week = [
    ...Array.from(
      { length: 5 },
      () =>
        [
          [540, 720],
          [840, 1080],
        ] as const,
    ),
    [[600, 720]] as const,
    [],
  ]
  expect(weekText(week, 'en')).toBe('Mon–Fri 09:00–12:00, 14:00–18:00; Sat 10:00–12:00')
  expect(weekText(week, 'fr')).toBe('lun.–ven. 09:00–12:00, 14:00–18:00\u00a0; sam. 10:00–12:00')
  expect(weekText([], 'nl')).toBe('')
})
