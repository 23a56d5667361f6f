import { expect, test } from 'vitest'
import { LANGUAGES } from '#core/messages/message.ts'
import { segmentsOf } from '#core/messages/sms/segments.ts'
import { type ServiceSms, serviceText } from '#core/texts/service-texts.ts'
import { aHouse } from '#tests/support/a-house.ts'

const DAYS = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 18 + (month % 7), 8))
const ALL: readonly ServiceSms[] = [
  { kind: 'text-stopped' },
  { kind: 'text-started' },
  { kind: 'text-help' },
  { kind: 'text-answered', answer: 'yes' },
  { kind: 'text-answered', answer: 'no' },
  { kind: 'text-page', code: 'abcdefghjkmn' },
  { kind: 'text-link', code: 'abcdefghjkmn' },
  { kind: 'text-confirm', token: '0123456789abcdefghjkmnpqrstvwxyz0123456789ab' },
  { kind: 'text-received', opensAt: undefined },
  ...DAYS.map((opensAt): ServiceSms => ({ kind: 'text-received', opensAt })),
]
const { organisation, dpo } = aHouse()
const NAMES = [
  'Maison Exemple',
  'L’Œuvre des Forêts « Ça & Là » – Fédération nationale des bibliothèques de prêt d’été',
  '日本',
  '',
]
const ORIGIN = 'https://consent.example.org'

test('every text that answers by SMS is in GSM-7 and one part, in every language, whatever the house is called', () => {
  for (const name of NAMES) {
    const house = {
      organisation: { ...organisation, name, site: 'https://www.une-tres-longue-adresse-de-site.example.org/accueil/' },
      dpo,
    }
    for (const language of LANGUAGES)
      for (const message of ALL) {
        const text = serviceText(house, { language, ...message }, ORIGIN)
        expect(segmentsOf(text), text).toMatchObject({ encoding: 'GSM-7', segments: 1, forcing: [] })
        expect(segmentsOf(text).characters, text).toBeLessThanOrEqual(160)
        if ('code' in message) expect(text).toContain(`${ORIGIN}/s/${message.code}`)
        if ('token' in message) expect(text).toContain(`${ORIGIN}/c/${message.token}`)
      }
  }
})
test('they say who writes; help says how to reach the house and how to stop; a stop says how to come back, and only by START', () => {
  for (const language of LANGUAGES) {
    const say = (message: ServiceSms) => serviceText({ organisation, dpo }, { language, ...message }, ORIGIN)
    for (const message of ALL) expect(say(message)).toMatch(/^Maison Exemple/)
    expect(say({ kind: 'text-help' })).toMatch(/example\.org.*dpo@example\.org.*STOP/)
    expect(say({ kind: 'text-stopped' })).toContain('START')
    expect(say({ kind: 'text-stopped' })).not.toMatch(/\b(?:OUI|YES|JA)\b/)
    expect(say({ kind: 'text-started' })).toContain('example.org')
  }
})
test('an acknowledgement names the day and the hour, on the clock of the house', () => {
  const opensAt = Temporal.Instant.from('2026-08-17T07:00:00Z').epochMilliseconds
  const say = (language: 'fr' | 'en' | 'nl') =>
    serviceText({ organisation, dpo }, { language, kind: 'text-received', opensAt }, ORIGIN)
  expect(say('fr')).toContain('lundi 17 aout, 9:00')
  expect(say('en')).toContain('Monday 17 August, 9:00')
  expect(say('nl')).toContain('maandag 17 augustus, 9:00')
})
