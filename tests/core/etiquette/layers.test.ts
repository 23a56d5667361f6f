import { expect, test } from 'vitest'
import { firstMoment } from '#core/etiquette/first-moment.ts'
import { layersOf } from '#core/etiquette/layers.ts'
import type { PlaceFacts } from '#core/etiquette/place.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Channel, House } from '#core/house.ts'
import { at, minutes, someFacts, week } from './etiquette-facts.ts'

interface Case {
  name: string
  /** SMS when not said. */
  channel?: Channel
  /** In Paris when not said. */
  who?: Partial<PlaceFacts>
  settings?: RecipientSettings
  house?: Partial<House>
  now: string
  /** `now` when not said; undefined: there is no moment. */
  then?: string | undefined
  why?: { code: string; data?: object }[]
}

const quiet = (from: string, to: string) => ({ from: minutes(from), to: minutes(to) })
const closed = (from: string, until = from) => ({ closures: [{ from, until }] })
const inState = (region: string) => ({ country: 'US', region, timeZone: 'America/New_York' })
const HOURS = { windows: { sms: week('09:00-18:00', '12345'), email: week('07:00-21:00') } }

const COUNTRY: Case[] = [
  { name: 'FR: an SMS may arrive from 08:30', now: '2026-11-23T07:30:00Z' },
  {
    name: 'FR: not a millisecond before 08:30',
    now: '2026-11-23T07:29:59.999Z',
    then: '2026-11-23T07:30:00Z',
    why: [{ code: 'country-window', data: { zone: 'Europe/Paris' } }],
  },
  { name: 'FR: from 20:00 it waits for the morning', now: '2026-11-23T19:00:00Z', then: '2026-11-24T07:30:00Z' },
  { name: 'FR: on Saturday too', now: '2026-11-28T18:59:00Z' },
  { name: 'FR: never on Sunday', now: '2026-11-29T10:00:00Z', then: '2026-11-30T07:30:00Z' },
  {
    name: 'FR: never on a public holiday, and the day is said',
    now: '2027-07-14T10:00:00Z',
    then: '2027-07-15T06:30:00Z',
    why: [{ code: 'country-window' }, { code: 'holiday', data: { day: '2027-07-14' } }],
  },
  {
    name: 'FR: overseas by its own clock and its own holidays',
    who: { country: 'FR', postcode: '97110' },
    now: '2027-05-27T14:00:00Z',
    then: '2027-05-28T12:30:00Z',
    why: [{ code: 'country-window' }, { code: 'holiday', data: { day: '2027-05-27', zone: 'America/Guadeloupe' } }],
  },
  {
    name: 'FR: 26 December is a holiday in Strasbourg',
    who: { country: 'FR', postcode: '67000' },
    now: '2028-12-26T10:00:00Z',
    then: '2028-12-27T07:30:00Z',
  },
  { name: 'FR: and none in Paris', who: { country: 'FR', postcode: '75011' }, now: '2028-12-26T10:00:00Z' },
  { name: 'US: every day until 21:00', who: inState('New York'), now: '2026-11-29T01:59:00Z' },
  { name: 'US: from 08:00', who: inState('NY'), now: '2026-11-29T02:00:00Z', then: '2026-11-29T13:00:00Z' },
  { name: 'FL: until 20:00 only', who: inState('FL'), now: '2026-11-29T01:00:00Z', then: '2026-11-29T13:00:00Z' },
  { name: 'OK: until 20:00 only', who: inState('Oklahoma'), now: '2026-11-29T01:00:00Z', then: '2026-11-29T13:00:00Z' },
  { name: 'WA: until 20:00 only', who: inState('US-WA'), now: '2026-11-29T01:00:00Z', then: '2026-11-29T13:00:00Z' },
  {
    name: 'US: who may live in any state is spared as in the strictest',
    who: { country: 'US', timeZone: 'America/New_York' },
    now: '2026-11-29T01:00:00Z',
    then: '2026-11-29T13:00:00Z',
  },
  { name: 'CA: until 21:00, on Sunday too', who: { country: 'CA', postcode: 'H2X 1Y4' }, now: '2026-11-30T01:59:00Z' },
  {
    name: 'CA: from 08:00',
    who: { country: 'CA', postcode: 'H2X 1Y4' },
    now: '2026-11-30T02:00:00Z',
    then: '2026-11-30T13:00:00Z',
  },
  { name: 'another country: 08:00 to 21:00', who: { country: 'BE' }, now: '2026-11-29T07:00:00Z' },
  { name: 'another country: not later', who: { country: 'BE' }, now: '2026-11-29T20:00:00Z', then: '2026-11-30T07:00:00Z' },
  { name: 'a country we know nothing of: the organisation’s window', who: {}, now: '2026-11-29T10:00:00Z', then: '2026-11-30T07:30:00Z' },
  { name: 'no country has a window for e-mail', channel: 'email', now: '2026-11-29T02:00:00Z' },
  { name: 'an e-mail may arrive on a public holiday', channel: 'email', now: '2027-07-14T10:00:00Z' },
] // biome-ignore format: a case a line where it fits

const HOUSE: Case[] = [
  { name: 'house: an SMS in its hours leaves', house: HOURS, now: '2026-11-23T08:00:00Z' },
  {
    name: 'house: not outside opening hours',
    house: HOURS,
    now: '2026-11-27T17:00:00Z',
    then: '2026-11-30T08:00:00Z',
    why: [{ code: 'outside-window', data: { zone: 'Europe/Paris' } }],
  },
  { name: 'house: an e-mail every day until 21:00', channel: 'email', house: HOURS, now: '2026-11-29T19:59:00Z' },
  { name: 'house: an e-mail from 07:00', channel: 'email', house: HOURS, now: '2026-11-29T20:00:00Z', then: '2026-11-30T06:00:00Z' },
  { name: 'house: its hours are those of the recipient’s clock', who: { country: 'RE' }, house: HOURS, now: '2026-11-23T05:00:00Z' },
  { name: 'several intervals a day are all open', house: { windows: { sms: week('10:00-11:00'), email: week('07:00-08:00').map((day) => [...day, [720, 780] as const]) } }, channel: 'email', now: '2026-11-23T08:00:00Z', then: '2026-11-23T11:00:00Z' },
  { name: 'an interval until 24:00 ends at midnight', channel: 'email', house: { windows: { sms: [], email: week('22:00-24:00') } }, now: '2026-11-23T22:59:59.999Z' },
  { name: 'and not after it', channel: 'email', house: { windows: { sms: [], email: week('22:00-24:00') } }, now: '2026-11-23T23:00:00Z', then: '2026-11-24T21:00:00Z' },
  {
    name: 'house: nothing leaves while it is closed, on the recipient’s calendar',
    channel: 'email',
    who: { country: 'RE' },
    house: closed('2026-12-24', '2027-01-02'),
    now: '2026-12-23T20:00:00Z',
    then: '2027-01-02T20:00:00Z',
    why: [{ code: 'closure', data: { lastDay: '2027-01-02', zone: 'Indian/Reunion' } }],
  },
  {
    name: 'house: closures of two calendars wait for both',
    who: { country: 'FR', phone: '+262639123456' },
    channel: 'email',
    house: closed('2026-11-23'),
    now: '2026-11-23T10:00:00Z',
    then: '2026-11-23T23:00:00Z',
  },
] // biome-ignore format: a case a line where it fits

const RECIPIENT: Case[] = [
  {
    name: 'recipient: their own hours hold, in place of the house’s',
    settings: { hours: week('19:00-20:00') },
    house: HOURS,
    now: '2026-11-23T10:00:00Z',
    then: '2026-11-23T18:00:00Z',
    why: [{ code: 'own-hours', data: { zone: 'Europe/Paris' } }],
  },
  { name: 'recipient: outside the house’s hours is their right', settings: { hours: week('06:00-23:00') }, house: HOURS, now: '2026-11-28T10:00:00Z' },
  { name: 'recipient: never outside the country’s window', settings: { hours: week('06:00-23:00') }, now: '2026-11-23T05:30:00Z', then: '2026-11-23T07:30:00Z' },
  {
    name: 'recipient: hours the country never allows leave no moment, and both are named',
    settings: { hours: week('10:00-18:00', '7') },
    now: '2026-11-23T10:00:00Z',
    then: undefined,
    why: [{ code: 'country-window' }, { code: 'own-hours' }],
  },
  { name: 'recipient: no hour at all leaves no moment', settings: { hours: [] }, now: '2026-11-23T10:00:00Z', then: undefined, why: [{ code: 'own-hours' }] },
  { name: 'recipient: their e-mail hours are theirs by day', channel: 'email', settings: { hours: week('00:00-24:00', '6') }, now: '2026-11-23T10:00:00Z', then: '2026-11-27T23:00:00Z' },
  {
    name: 'recipient: quiet hours pass midnight',
    channel: 'email',
    settings: { quiet: quiet('21:30', '08:00') },
    now: '2026-11-23T20:30:00Z',
    then: '2026-11-24T07:00:00Z',
    why: [{ code: 'quiet-hours', data: { from: '21:30', to: '08:00' } }],
  },
  { name: 'recipient: the first minute after quiet hours is free', channel: 'email', settings: { quiet: quiet('21:30', '08:00') }, now: '2026-11-24T07:00:00Z' },
  { name: 'recipient: quiet hours at noon', channel: 'email', settings: { quiet: quiet('12:00', '14:00') }, now: '2026-11-23T11:00:00Z', then: '2026-11-23T13:00:00Z' },
  { name: 'recipient: quiet hours hold inside their own hours', settings: { hours: week('09:00-12:00'), quiet: quiet('08:00', '11:00') }, now: '2026-11-23T08:00:00Z', then: '2026-11-23T10:00:00Z' },
  {
    name: 'recipient: a pause holds until its end, and then the hours hold',
    settings: { pausedUntil: at('2027-02-01T03:00:00Z') },
    now: '2026-11-23T10:00:00Z',
    then: '2027-02-01T07:30:00Z',
    why: [{ code: 'country-window' }, { code: 'paused', data: { until: at('2027-02-01T03:00:00Z') } }],
  },
  { name: 'recipient: a pause that is over holds nothing', settings: { pausedUntil: at('2026-11-23T10:00:00Z') }, now: '2026-11-23T10:00:00Z' },
] // biome-ignore format: a case a line where it fits

const ZONES: Case[] = [
  {
    name: 'several zones: a moment that suits all of them',
    who: { country: 'PT' },
    house: HOURS,
    now: '2026-11-23T09:30:00Z',
    then: '2026-11-23T10:00:00Z',
    why: [{ code: 'outside-window', data: { zones: 2 } }],
  },
  {
    name: 'several zones without a common hour: no moment, and which rule leaves none',
    who: { country: 'RU' },
    house: HOURS,
    now: '2026-11-23T09:30:00Z',
    then: undefined,
    why: [{ code: 'outside-window', data: { zones: 11 } }],
  },
  { name: 'nothing known: the organisation’s clock', channel: 'email', who: {}, house: HOURS, now: '2026-11-23T05:59:00Z', then: '2026-11-23T06:00:00Z' },
  {
    name: 'no holiday data for the country: the organisation’s holidays hold, and it is said',
    who: { country: 'AQ', timeZone: 'Antarctica/McMurdo' },
    now: '2027-07-13T22:00:00Z',
    then: '2027-07-14T20:00:00Z',
    why: [{ code: 'country-window' }, { code: 'holiday', data: { day: '2027-07-14', noDataFor: 'AQ' } }],
  },
  {
    name: 'no holiday data for the country: nor on Sunday',
    who: { country: 'AQ', timeZone: 'Antarctica/McMurdo' },
    now: '2026-11-28T22:00:00Z',
    then: '2026-11-29T19:00:00Z',
  },
] // biome-ignore format: a case a line where it fits

test.for([...COUNTRY, ...HOUSE, ...RECIPIENT, ...ZONES])(
  '$name',
  ({ channel = 'sms', who, settings = {}, house, now, why, ...rest }) => {
    const { at: moment, reasons } = firstMoment(layersOf(someFacts(channel, who, { settings }, house)), at(now))
    const then = 'then' in rest ? rest.then : now
    const shown = moment === undefined ? undefined : Temporal.Instant.fromEpochMilliseconds(moment).toString()
    expect(shown).toBe(then === undefined ? undefined : Temporal.Instant.from(then).toString())
    if (then === now) expect(reasons).toEqual([])
    if (why !== undefined) expect(reasons).toMatchObject(why)
  },
)
