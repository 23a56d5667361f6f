import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseHouse } from '#bot/config/house.ts'
import { smsLines, smsReport } from '#bot/config/sms-lines.ts'

const SAMPLE = JSON.parse(readFileSync(join(import.meta.dirname, '../../../bot/config/sample.json'), 'utf8')) as object

function problems(sms: unknown): string[] {
  const parsed = parseHouse(JSON.stringify({ ...SAMPLE, sms }))
  return 'problems' in parsed ? parsed.problems : []
}

test.each([
  [{ senders: { FR: '+33639980100', BE: 'MAISON', GB: `MG${'0a'.repeat(16)}` } }, undefined],
  [{ senders: { FR: 'L & Co_1-2' } }, undefined],
  [{ prices: { FR: 0.07, other: 0 }, currency: 'CAD' }, undefined],
  [{}, undefined],
  [
    { senders: { FR: '0639980100' } },
    'sms.senders.FR must be a number in international form, like +33639980100, or a name with a letter in it.',
  ],
  [{ senders: { FR: '+33 6 39 98' } }, 'sms.senders.FR must be a number in international form, like +33639980100.'],
  [
    { senders: { FR: 'MAISONLUMIERE' } },
    'sms.senders.FR must be at most 11 characters: a longer name is cut or refused.',
  ],
  [
    { senders: { FR: 'LUMIÈRE' } },
    'sms.senders.FR must be a number like +33639980100, or a name of unaccented letters, digits and spaces.',
  ],
  [
    { senders: { FR: '' } },
    'sms.senders.FR must be a number like +33639980100, or a name of unaccented letters, digits and spaces.',
  ],
  [{ senders: { France: 'MAISON' } }, 'sms.senders.France is not an ISO 3166 country of two capitals, like FR.'],
  [{ senders: { other: 'MAISON' } }, 'sms.senders.other is not an ISO 3166 country of two capitals, like FR.'],
  [{ prices: { fr: 1 } }, 'sms.prices.fr is not an ISO 3166 country of two capitals, like FR, or other.'],
  [{ prices: { FR: '0,07' } }, 'sms.prices.FR must be a number, like 0.07.'],
  [{ prices: { FR: -1 } }, 'sms.prices.FR must not be below 0.'],
  [{ currency: 'EURO' }, 'sms.currency must be an ISO 4217 currency of three capitals, like EUR.'],
  [{ sender: 'X' }, 'sms.sender is not a known key: remove it or correct its name.'],
])('the organisation’s SMS %j: %s', (sms, sentence) => {
  expect(problems(sms)).toEqual(sentence === undefined ? [] : [sentence])
})

test('a name that cannot be answered is said to be one', () => {
  const practice = { senders: { FR: '+33639980100', BE: 'MAISON' }, prices: {}, currency: 'EUR' }
  const lines = smsLines(smsReport(practice, undefined))
  expect(lines[0]).toContain('no TWILIO_ settings')
  expect(lines[1]).toMatch(/to FR from \+33639980100: people can answer/)
  expect(lines[2]).toMatch(/to BE from MAISON: a name cannot be answered.*link instead of STOP/)
})
