import { expect, test } from 'vitest'
import { OPERATORS, operatorsOf, readSegment, type SegmentFilter } from '#core/contacts/segment.ts'
import { SEGMENT_FIELDS } from '#core/contacts/segment-fields.ts'
import { segmentText } from '#core/contacts/segment-text.ts'

const topicName = (id: string) => (id === 'newsletter' ? 'Lettre du mois' : id)

const CASES: [filter: SegmentFilter, fr: string, en: string][] = [
  [{ all: [] }, 'tous les contacts', 'all contacts'],
  [{ field: 'country', is: 'BE' }, 'le pays est « Belgique »', 'the country is “Belgium”'],
  [
    { field: 'language', isNot: 'nl' },
    'la langue n’est pas « néerlandais » (inconnu compris)',
    'the language is not “Dutch” (unknown included)',
  ],
  [
    { field: 'country', in: ['FR', 'BE', 'CH'] },
    'le pays est « France », « Belgique » ou « Suisse »',
    'the country is “France”, “Belgium” or “Switzerland”',
  ],
  [
    { field: 'lastClick', before: '2026-03-01' },
    'le dernier clic est avant le 1er mars 2026',
    'the last click is before 1 March 2026',
  ],
  [{ field: 'minor', isNot: true }, '« mineur » : non ou inconnu', '“minor”: no or unknown'],
  [{ field: 'tags', contains: 'vip : or' }, 'l’une des étiquettes est « vip : or »', 'one of the tags is “vip : or”'],
  [{ field: 'source', isNot: 'Salon' }, 'aucune source n’est « Salon »', 'no source is “Salon”'],
  [
    { field: 'basis', is: 'lawful' },
    'l’une des bases déclarées est « recueil licite, trace perdue »',
    'one of the declared bases is “lawfully collected, trace lost”',
  ],
  [
    { field: 'consent.newsletter.email', is: 'granted' },
    'le consentement à « Lettre du mois » par e-mail est « donné »',
    'the consent to “Lettre du mois” by e-mail is “given”',
  ],
  [
    { field: 'consent.newsletter.sms', missing: true },
    'le consentement à « Lettre du mois » par SMS n’est pas enregistré',
    'the consent to “Lettre du mois” by SMS is not on record',
  ],
  [{ field: 'email', missing: true }, 'on ne connaît pas l’adresse e-mail', 'the e-mail address is not known'],
  [
    {
      any: [
        {
          all: [
            { field: 'kind', is: 'b2b' },
            {
              any: [
                { field: 'civility', is: 'ms' },
                { field: 'civility', is: 'mr' },
              ],
            },
          ],
        },
        { field: 'custom.shop', is: 'Lille' },
      ],
    },
    '(le type est « professionnel » et (la civilité est « madame » ou la civilité est « monsieur »)) ou shop est « Lille »',
    '(the kind is “business” and (the form of address is “Ms” or the form of address is “Mr”)) or shop is “Lille”',
  ],
]

test.each(CASES)('%j is said in words', (filter, fr, en) => {
  expect(segmentText(filter, 'fr', topicName).replaceAll('\u00a0', ' ')).toBe(fr)
  expect(segmentText(filter, 'en', topicName)).toBe(en)
  expect(readSegment(filter, ['newsletter'])).toEqual(filter)
})

test('of a long list the first values are said and the rest counted', () => {
  const values = Array.from({ length: 40 }, (_, at) => `V${at}`)
  expect(segmentText({ field: 'region', in: values }, 'en')).toMatch(/“V11” or 28 others$/)
})

test('every field with every operator that fits it is said without a hole, in both languages', () => {
  for (const [field, { kind }] of Object.entries(SEGMENT_FIELDS)) {
    for (const operator of OPERATORS.filter((one) => operatorsOf(kind).includes(one))) {
      const dated = operator === 'before' || operator === 'after' || kind === 'birth-date'
      const operand = operator === 'in' ? ['x'] : kind === 'yes-no' ? true : dated ? '2026-03-02' : 'x'
      const filter = { field, [operator]: operand } as SegmentFilter
      for (const language of ['fr', 'en'] as const) {
        expect(segmentText(filter, language)).not.toMatch(/[{}]|undefined|true|\d{4}-\d{2}/)
      }
    }
  }
})
