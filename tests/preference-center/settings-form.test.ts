import { describe, expect, test } from 'vitest'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { SettingsProblem } from '#core/texts/recipient-pages/settings-texts.ts'
import { type FormPart, readSettings, type SettingsFacts } from '#preference-center/src/recipient-settings-form.ts'
import { fieldsFrom, hiddenFields, readTime } from '#preference-center/src/settings-fields.ts'
import { aHouse } from './a-house.ts'
import { NOW } from './a-memory.ts'

const H = 60
const PARIS = ['Europe/Paris']
const house = { ...aHouse(), budget: { per7Days: 2, per30Days: 6, most: { per7Days: 4, per30Days: 12 } } }
const midnight = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime('Europe/Paris').epochMilliseconds
const workdays = (...day: [number, number][]) => [day, day, day, day, day, [], []]

function facts(change: Partial<SettingsFacts> = {}): SettingsFacts {
  return { settings: {}, channels: ['email', 'sms'], house, at: NOW, zones: PARIS, ...change }
}

type Fields = Record<string, string | string[]>
function read(fields: Fields, change: Partial<SettingsFacts> = {}) {
  const form = new URLSearchParams({ hours: 'house' })
  for (const [name, values] of Object.entries(fields)) {
    form.delete(name)
    for (const value of [values].flat()) form.append(name, value)
  }
  return readSettings(form, facts(change))
}

const OWN: Fields = { hours: 'own', day: ['1', '2', '3', '4', '5'], from1: '09:00', to1: '12:00' }
const GOOD: { name: string; fields: Fields; settings: RecipientSettings; change?: Partial<SettingsFacts> }[] = [
  { name: 'nothing chosen is nothing kept', fields: { first: '', week: '', month: '' }, settings: {} },
  { name: 'the way that comes first', fields: { first: 'sms' }, settings: { preferredChannel: 'sms' } },
  {
    name: 'a page without that field leaves it',
    fields: {},
    settings: { preferredChannel: 'email' },
    change: { settings: { preferredChannel: 'email' }, channels: ['email'] },
  },
  {
    name: 'so does one whose first way reaches nobody any more',
    fields: {},
    settings: { preferredChannel: 'sms' },
    change: { settings: { preferredChannel: 'sms' }, channels: ['email'] },
  },
  {
    name: 'fewer messages, more of them, up to the house’s most',
    fields: { week: '1', month: '12' },
    settings: { budget: { per7Days: 1, per30Days: 12 } },
  },
  { name: 'hours of one’s own', fields: OWN, settings: { hours: workdays([9 * H, 12 * H]) } },
  {
    name: 'two ranges, in whatever order',
    fields: { ...OWN, from1: '14:00', to1: '18:30', from2: '9h', to2: '12' },
    settings: { hours: workdays([9 * H, 12 * H], [14 * H, 18 * H + 30]) },
  },
  {
    name: 'until midnight',
    fields: { ...OWN, from1: '20:00', to1: '00:00' },
    settings: { hours: workdays([20 * H, 24 * H]) },
  },
  {
    name: 'the house’s hours again, whatever the fields say',
    fields: { ...OWN, hours: 'house', to1: 'x' },
    settings: {},
  },
  {
    name: 'a silence past midnight',
    fields: { 'quiet-from': '22:00', 'quiet-to': '07:00' },
    settings: { quiet: { from: 22 * H, to: 7 * H } },
  },
  { name: 'a week from now', fields: { pause: 'week' }, settings: { pausedUntil: midnight('2026-11-29') } },
  { name: 'a month from now', fields: { pause: 'month' }, settings: { pausedUntil: midnight('2026-12-22') } },
  { name: 'three months from now', fields: { pause: 'season' }, settings: { pausedUntil: midnight('2027-02-22') } },
  {
    name: 'a day that is written',
    fields: { pause: 'day', 'pause-day': '2027-03-31' },
    settings: { pausedUntil: midnight('2027-03-31') },
  },
  {
    name: 'or written as people do',
    fields: { 'pause-day': '31/03/2027' },
    settings: { pausedUntil: midnight('2027-03-31') },
  },
  {
    name: 'a year to the day',
    fields: { 'pause-day': '2027-11-22' },
    settings: { pausedUntil: midnight('2027-11-22') },
  },
  { name: 'a button beats a day', fields: { pause: 'none', 'pause-day': '2027-03-31' }, settings: {} },
  {
    name: 'where several clocks may hang, the day has begun on all of them',
    fields: { 'pause-day': '2027-03-31' },
    settings: { pausedUntil: Date.UTC(2027, 2, 31, 7) },
    change: { zones: ['Europe/Paris', 'America/Los_Angeles'] },
  },
]

const BAD: {
  name: string
  fields: Fields
  part: FormPart
  problem: SettingsProblem
  change?: Partial<SettingsFacts>
}[] = [
  { name: 'a way that is none', fields: { first: 'pigeon' }, part: 'preferredChannel', problem: 'channel-unknown' },
  { name: 'no message at all', fields: { week: '0' }, part: 'budget', problem: 'budget-range' },
  { name: 'more than the house allows in a week', fields: { week: '5' }, part: 'budget', problem: 'budget-range' },
  { name: 'more than the house allows in a month', fields: { month: '13' }, part: 'budget', problem: 'budget-range' },
  { name: 'a number that is none', fields: { week: '2e9', month: '-1' }, part: 'budget', problem: 'budget-range' },
  { name: 'no day', fields: { ...OWN, day: [] }, part: 'hours', problem: 'no-day' },
  { name: 'a day that is none', fields: { ...OWN, day: ['8', 'x'] }, part: 'hours', problem: 'no-day' },
  { name: 'no hour', fields: { ...OWN, from1: '', to1: '' }, part: 'hours', problem: 'no-time' },
  { name: 'half a range', fields: { ...OWN, to1: '' }, part: 'hours', problem: 'time-missing' },
  { name: 'half a second range', fields: { ...OWN, from2: '14:00' }, part: 'hours', problem: 'time-missing' },
  { name: 'an hour that is none', fields: { ...OWN, from1: '25:00' }, part: 'hours', problem: 'time-unreadable' },
  { name: 'a word for an hour', fields: { ...OWN, to1: 'midi' }, part: 'hours', problem: 'time-unreadable' },
  {
    name: 'an end before its beginning',
    fields: { ...OWN, from1: '19:00', to1: '09:00' },
    part: 'hours',
    problem: 'end-before-start',
  },
  {
    name: 'an end at its beginning',
    fields: { ...OWN, from1: '09:00', to1: '09:00' },
    part: 'hours',
    problem: 'end-before-start',
  },
  { name: 'ranges that overlap', fields: { ...OWN, from2: '11:00', to2: '13:00' }, part: 'hours', problem: 'overlap' },
  { name: 'half a silence', fields: { 'quiet-from': '22:00' }, part: 'quiet', problem: 'quiet-half' },
  {
    name: 'a silence that ends as it begins',
    fields: { 'quiet-from': '22:00', 'quiet-to': '22:00' },
    part: 'quiet',
    problem: 'quiet-same',
  },
  {
    name: 'a silence over all the hours chosen',
    fields: { ...OWN, 'quiet-from': '08:00', 'quiet-to': '12:00' },
    part: 'quiet',
    problem: 'quiet-all',
  },
  {
    name: 'a silence over all the house’s hours',
    fields: { 'quiet-from': '09:00', 'quiet-to': '18:00' },
    part: 'quiet',
    problem: 'quiet-all',
  },
  {
    name: 'a silence written in words',
    fields: { 'quiet-from': 'soir', 'quiet-to': '7' },
    part: 'quiet',
    problem: 'time-unreadable',
  },
  { name: 'a pause until today', fields: { 'pause-day': '2026-11-22' }, part: 'pausedUntil', problem: 'pause-past' },
  {
    name: 'a pause until the year 1',
    fields: { 'pause-day': '0001-01-01' },
    part: 'pausedUntil',
    problem: 'pause-past',
  },
  {
    name: 'a pause of a year and a day',
    fields: { 'pause-day': '2027-11-23' },
    part: 'pausedUntil',
    problem: 'pause-far',
  },
  {
    name: 'a day the calendar lacks',
    fields: { 'pause-day': '2027-02-30' },
    part: 'pausedUntil',
    problem: 'pause-unreadable',
  },
  { name: 'a day in words', fields: { 'pause-day': 'demain' }, part: 'pausedUntil', problem: 'pause-unreadable' },
]

describe('a posted form of settings', () => {
  test.for(GOOD)('$name', ({ fields, settings, change }) => expect(read(fields, change)).toEqual({ settings }))

  test.for(BAD)('is not kept with $name, and says where', ({ fields, part, problem, change }) =>
    expect(read(fields, change)).toEqual({ problems: { [part]: problem } }),
  )

  test('says everything that is wrong at once', () => {
    expect(read({ ...OWN, to1: '', 'quiet-from': '22:00', 'pause-day': 'x', week: '9', first: 'x' })).toEqual({
      problems: {
        preferredChannel: 'channel-unknown',
        hours: 'time-missing',
        quiet: 'quiet-half',
        pausedUntil: 'pause-unreadable',
        budget: 'budget-range',
      },
    })
  })

  test('a silence that stood before the house changed its hours keeps nobody from the rest', () => {
    const settings = { quiet: { from: 9 * H, to: 18 * H } }
    expect(read({ 'quiet-from': '09:00', 'quiet-to': '18:00' }, { settings })).toEqual({ settings })
  })

  test('a form without this part leaves everything as it is', () => {
    const settings = { quiet: { from: 1, to: 2 } }
    expect(readSettings(new URLSearchParams('pair=x'), facts({ settings }))).toEqual({ settings })
  })

  test.for(GOOD)('said again by hidden fields: $name', ({ settings, change }) => {
    const known = facts(change)
    const form = new URLSearchParams(hiddenFields(fieldsFrom(settings, known)))
    expect(readSettings(form, known)).toEqual({ settings })
  })

  test('a number the house no longer allows comes back as the most it does', () => {
    const form = new URLSearchParams(hiddenFields(fieldsFrom({ budget: { per7Days: 9 } }, facts())))
    expect(readSettings(form, facts())).toEqual({ settings: { budget: { per7Days: 4 } } })
  })

  test.for([
    ['9', 540],
    ['09:30', 570],
    ['9h30', 570],
    ['9 h 30', 570],
    ['9u', 540],
    ['23:59:59', 1439],
    ['', undefined],
    ['24:00', 'unreadable'],
    ['9:60', 'unreadable'],
    ['９:00', 'unreadable'],
  ] as const)('%s is an hour, or is not', ([text, minutes]) => expect(readTime(text)).toBe(minutes))
})
