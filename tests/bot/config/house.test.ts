import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fourEyesWarnings, parseHouse, type SlackHouse } from '#bot/config/house.ts'
import { windowWarnings } from '#bot/config/window-warnings.ts'

const SAMPLE = readFileSync(join(import.meta.dirname, '../../../bot/config/sample.json'), 'utf8')

type Json = Record<string, unknown>

function changed(change: (file: Json) => void): string[] {
  const file = JSON.parse(SAMPLE) as Json
  change(file)
  const parsed = parseHouse(JSON.stringify(file))
  return 'problems' in parsed ? parsed.problems : []
}

function at(file: Json, path: string): Json {
  return path === '' ? file : path.split('.').reduce((place, key) => place[key] as Json, file)
}

test('the sample organisation is sound, and nobody is warned of', () => {
  const parsed = parseHouse(SAMPLE)
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  expect(parsed.config.house.topics.map(({ id }) => id)).toEqual(['newsletter', 'offers', 'service-news'])
  expect(fourEyesWarnings(parsed.config.slack)).toEqual([])
})

test('an unknown key is refused with its path', () => {
  expect(changed((file) => (at(file, 'organisation')['colour'] = 'blue'))).toEqual([
    'organisation.colour is not a known key: remove it or correct its name.',
  ])
  expect(changed((file) => (file['tpoics'] = []))).toEqual([
    'tpoics is not a known key: remove it or correct its name.',
  ])
  expect(changed((file) => (at(file, 'topics.1.name')['de'] = 'Angebote'))).toEqual([
    'topics.1.name.de is not a known key: remove it or correct its name.',
  ])
})

test.for([
  ['organisation.country', 'France', /^organisation\.country must be an ISO 3166 country/],
  ['organisation.country', 'XX', /^organisation\.country must be an ISO 3166 country/],
  ['organisation.timeZone', 'Paris', /^organisation\.timeZone must be an IANA time zone/],
  ['organisation.timeZone', '+02:00', /^organisation\.timeZone must be an IANA time zone/],
  ['organisation.language', 'de', /^organisation\.language must be fr, en or nl/],
  ['organisation.name', '', /^organisation\.name must not be empty/],
  ['topics.0.id', 'News Letter', /^topics\.0\.id must be small letters/],
  ['topics.1.id', 'newsletter', /^topics\.1\.id is used twice/],
  ['topics.2.describe.nl', undefined, /^topics\.2\.describe\.nl is missing|^topics\.2\.describe\.nl must be text/],
  ['slack.team', 'egard', /^slack\.team must be the id of a workspace/],
  ['slack.roles.staff', ['alice'], /^slack\.roles\.staff\.0 must be the id of a person/],
  ['windows.email', { monday: ['07:00-21:00'] }, /^windows\.email\.monday is not a day/],
  ['windows.sms', { mon: ['18:00-09:00'] }, /^windows\.sms\.mon\.0 is not an interval/],
  ['windows.sms', {}, /^windows\.sms is never open/],
  ['windows.email', { 'mon-fri': [] }, /^windows\.email is never open/],
  ['windows.closures', ['2026-02-30'], /^windows\.closures\.0 is not a day or a stretch of days/],
  ['windows.closures', ['24/12/2026'], /^windows\.closures\.0 is not a day or a stretch of days/],
  ['windows.closures', ['2026-12-24/2027-01-02/2027-01-03'], /^windows\.closures\.0 is not a day/],
  ['windows.closures', ['2026-12-25', '2027-01-02/2026-12-24'], /^windows\.closures\.1 ends before it begins/],
  ['windows.closures', ['2026-01-01/2027-01-02'], /^windows\.closures\.0 is longer than a year/],
  ['budget.per7Days', 0, /^budget\.per7Days must be at least 1/],
  ['budget.most', { per7Days: 1, per30Days: 12 }, /^budget\.most must not be less than what everybody gets/],
  ['sending', { perMinute: 0 }, /^sending\.perMinute must be at least 1/],
  ['sending', { perDomainPerMinute: 1.5 }, /^sending\.perDomainPerMinute must be a whole number/],
  ['sending', { perHour: 60 }, /^sending\.perHour is not a known key/],
  ['retention', { days: 3 }, /^retention\.days is not a known key/],
] as const)('%s = %j is refused with its path', ([path, value, sentence]) => {
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const problems = changed((file) => (at(file, keys.join('.') || '')[last] = value))
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatch(sentence)
})

test('every problem is named at once', () => {
  const problems = changed((file) => {
    delete file['dpo']
    at(file, 'organisation')['country'] = 'X'
  })
  expect(problems).toHaveLength(2)
})

test('what is not JSON is refused in a sentence', () => {
  expect(parseHouse('{"organisation":')).toMatchObject({ problems: [expect.stringMatching(/^it is not valid JSON/)] })
})

test('a closure is a day or a stretch of days, both included', () => {
  const file = JSON.parse(SAMPLE) as Json
  at(file, 'windows')['closures'] = ['2026-11-11', '2026-12-24/2027-01-02']
  const parsed = parseHouse(JSON.stringify(file))
  expect('config' in parsed && parsed.config.house.closures).toEqual([
    { from: '2026-11-11', until: '2026-11-11' },
    { from: '2026-12-24', until: '2027-01-02' },
  ])
})

test('hours for SMS that the country never allows are warned of, with the hours it does; others are not', () => {
  const warned = (sms: Json, country: string) => {
    const file = JSON.parse(SAMPLE) as Json
    at(file, 'windows')['sms'] = sms
    at(file, 'organisation')['country'] = country
    file['sms'] = { senders: { CA: '+15145550100' }, currency: 'EUR' }
    const parsed = parseHouse(JSON.stringify(file))
    if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
    return windowWarnings(parsed.config.house)
  }
  expect(warned({ sun: ['10:00-18:00'], 'mon-sat': ['20:00-24:00'] }, 'FR')).toEqual([
    'No SMS ever leaves for FR: windows.sms has no minute within Mon–Sat 08:30–20:00. Change windows.sms.',
  ])
  expect(warned({ 'mon-sun': ['21:00-23:00'] }, 'BE')).toEqual([
    'No SMS ever leaves for BE: windows.sms has no minute within Mon–Sun 08:00–21:00. Change windows.sms.',
    'No SMS ever leaves for CA: windows.sms has no minute within Mon–Sun 08:00–21:00. Change windows.sms.',
  ])
  expect(warned({ sun: ['10:00-18:00'] }, 'BE')).toEqual([])
  expect(warned({ sat: ['19:59-23:00'] }, 'FR')).toEqual([])
})

test('windows become minutes per weekday, Monday first, joined where they touch', () => {
  const file = JSON.parse(SAMPLE) as Json
  file['windows'] = { email: { 'mon-tue': ['13:00-24:00', '08:30-12:00'], 'tue,sun': ['11:00-14:00'] } }
  const parsed = parseHouse(JSON.stringify(file))
  expect('config' in parsed && parsed.config.house.windows.email).toEqual([
    [
      [510, 720],
      [780, 1440],
    ],
    [[510, 1440]],
    [],
    [],
    [],
    [],
    [[660, 840]],
  ])
})

test('how fast messages leave is known where it is set, and unlimited where it is not', () => {
  const file = JSON.parse(SAMPLE) as Json
  const sending = (given: Json) => {
    const parsed = parseHouse(JSON.stringify({ ...file, ...given }))
    return 'config' in parsed ? parsed.config.house.sending : parsed.problems
  }
  expect(sending({ sending: { perMinute: 600, perDomainPerMinute: 100 } })).toEqual({
    perMinute: 600,
    perDomainPerMinute: 100,
  })
  expect(sending({})).toBeUndefined()
})

test('hours and limits left out are the house defaults', () => {
  const file = JSON.parse(SAMPLE) as Json
  for (const key of ['windows', 'budget', 'retention', 'contactKey']) delete file[key]
  const [defaults, sample] = [parseHouse(JSON.stringify(file)), parseHouse(SAMPLE)]
  expect('config' in defaults && defaults.config).toEqual('config' in sample && sample.config)
})

test.for([
  [{ staff: [], approver: ['U0B'] }, 1],
  [{ staff: ['U0A'], approver: [] }, 1],
  [{ staff: ['U0A'], approver: ['U0A'] }, 1],
  [{ staff: ['U0A'], approver: ['U0B'] }, 0],
  [{ staff: ['U0A', 'U0B'], approver: ['U0A'] }, 0],
  [{ staff: ['U0A'], approver: ['S0GROUP'] }, 0],
] as const)('approval by a second person with %j gives %i warnings', ([roles, count]) => {
  const slack: SlackHouse = {
    team: 'T0',
    channels: { approvals: 'C0', campaigns: 'C1', oncall: 'C2' },
    roles: { ...roles, privacy: ['U0P'], dpo: [], oncall: [] },
  }
  expect(fourEyesWarnings(slack)).toHaveLength(count)
})

test.for([
  [{ staff: ['U0A'], privacy: [] }, 1],
  [{ staff: ['U0A'], privacy: ['U0A'] }, 1],
  [{ staff: ['U0A'], privacy: ['U0C'] }, 0],
  [{ staff: ['U0A', 'U0B'], privacy: ['U0A'] }, 0],
] as const)('confirmation by a second person with %j gives %i warnings', ([roles, count]) => {
  const slack: SlackHouse = {
    team: 'T0',
    channels: { approvals: 'C0', campaigns: 'C1', oncall: 'C2' },
    roles: { ...roles, approver: ['U0X'], dpo: [], oncall: [] },
  }
  expect(fourEyesWarnings(slack)).toHaveLength(count)
})
