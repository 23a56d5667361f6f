import type { Channel, Closure, WeekWindow } from '#core/house.ts'
import { isFrenchHoliday } from './feasts.ts'
import type { TruePlace } from './places.ts'
import { type WallClock, wallClock } from './wall-clock.ts'

/** What a person chose for themselves. */
export interface Wishes {
  preferredChannel?: Channel
  hours?: WeekWindow
  quiet?: { from: number; to: number }
  pausedUntil?: number
  budget?: { per7Days?: number; per30Days?: number }
}

/** Somebody as they truly are, whatever is on record of them. */
export interface YearPerson {
  id: number
  place: TruePlace
  wishes: Wishes
  /** Pairs they agreed to, and have not taken back: `newsletter sms`. */
  agreed: Set<string>
  /** Pairs they said no to, or took back. */
  off: Set<string>
  reaches: Set<Channel>
  repliedAt: number
  /** What they held before they said STOP by SMS. */
  before?: { off: ReadonlySet<string>; agreed: ReadonlySet<string> }
}

/** The house's rules of one day. */
export interface HouseThen {
  windows: Readonly<Record<Channel, WeekWindow>>
  closures: readonly Closure[]
  budget: { per7Days: number; per30Days: number; most: { per7Days: number; per30Days: number } }
}

export interface Leaving {
  delivery: number
  campaign: number
  contact: number
  channel: Channel
  at: number
}

/** What is known of one campaign: in which order it was approved, and the rules it was sealed with. */
export interface KnownCampaign {
  kind: 're-opt-in' | 'topic' | 'information'
  topics: readonly string[]
  order: number
  sealed: HouseThen
}

const DAY_MS = 86_400_000
export const TOPICS = ['newsletter', 'offers'] as const

/**
 * Looks at every message that leaves, minute by minute and person by person, by rules of its own: no rule of the product is asked, no table of
 * it read.
 */
export class Oracle {
  readonly people = new Map<number, YearPerson>()
  readonly campaigns = new Map<number, KnownCampaign>()
  readonly broken: string[] = []
  /** Slots of approved campaigns that still have a message to come: by person, campaigns. */
  readonly reserved = new Map<number, Set<number>>()
  today: HouseThen
  checked = 0
  /** By person, what left: campaign and instant. */
  readonly #sent = new Map<number, Leaving[]>()

  constructor(today: HouseThen) {
    this.today = today
  }

  leaves(message: Leaving): void {
    this.checked += 1
    const { contact, campaign, channel, at } = message
    const person = this.people.get(contact)
    const about = this.campaigns.get(campaign)
    if (person === undefined || about === undefined) return this.#object(message, 'goes to nobody anybody knows')
    const clock = wallClock(at, person.place.zone)
    const say = (why: string) =>
      this.#object(message, `${why} (${clock.day} ${time(clock.minute)} in ${person.place.zone})`)
    if (channel === 'sms') this.#country(person.place, clock, say)
    this.#wishes(person, clock, at, say)
    for (const house of new Set([about.sealed, this.today])) {
      const week = person.wishes.hours ?? house.windows[channel]
      if (!within(week, clock)) say(person.wishes.hours ? 'outside their own hours' : 'outside the house’s hours')
      if (house.closures.some(({ from, until }) => from <= clock.day && clock.day <= until))
        say('while the house is closed')
      this.#budget(person, message, house, say)
    }
    this.#texts(person, message, say)
    const pairs = (about.kind === 'information' ? TOPICS : about.topics).map((topic) => `${topic} ${channel}`)
    if (pairs.every((pair) => person.off.has(pair))) say('after they said stop')
    this.#preferred(person, about, channel, say)
    this.#remember(message)
  }

  /** It was refused for good on its way: nobody got it. */
  cameToNothing({ contact, delivery }: Pick<Leaving, 'contact' | 'delivery'>): void {
    const mine = this.#sent.get(contact) ?? []
    const at = mine.findIndex((one) => one.delivery === delivery)
    if (at >= 0) mine.splice(at, 1)
  }

  /** How many messages somebody has got, as far as anybody knows. */
  arrived(): number {
    let sum = 0
    for (const mine of this.#sent.values()) sum += mine.length
    return sum
  }

  /** The most messages anybody got in seven days, and in thirty. */
  most(): { in7Days: number; in30Days: number } {
    let in7Days = 0
    let in30Days = 0
    for (const mine of this.#sent.values()) {
      for (const { at } of mine) {
        in7Days = Math.max(in7Days, campaignsIn(mine, at, 7).size)
        in30Days = Math.max(in30Days, campaignsIn(mine, at, 30).size)
      }
    }
    return { in7Days, in30Days }
  }

  #country(
    { country, state, french }: TruePlace,
    { weekday, minute, day }: WallClock,
    say: (why: string) => void,
  ): void {
    if (country === 'FR') {
      if (weekday === 6) say('an SMS on a French Sunday')
      if (minute < 8 * 60 + 30 || minute >= 20 * 60) say('an SMS outside France’s hours')
      if (isFrenchHoliday(day, french ?? 'metropole')) say('an SMS on a French holiday')
      return
    }
    const until = country === 'US' && state !== undefined && ['FL', 'OK', 'WA'].includes(state) ? 20 : 21
    if (minute < 8 * 60 || minute >= until * 60) say(`an SMS outside the hours of ${country} ${state ?? ''}`)
  }

  #wishes({ wishes }: YearPerson, { minute }: WallClock, at: number, say: (why: string) => void): void {
    const { quiet, pausedUntil } = wishes
    if (quiet !== undefined && isQuiet(quiet, minute)) say('in their quiet hours')
    if (pausedUntil !== undefined && at < pausedUntil) say('while they paused')
  }

  /** A campaign with its reminders is one; a slot kept for a campaign approved before is one as well. */
  #budget(
    { wishes, id }: YearPerson,
    { campaign, at }: Leaving,
    { budget }: HouseThen,
    say: (why: string) => void,
  ): void {
    const mine = this.#sent.get(id) ?? []
    const order = this.campaigns.get(campaign)?.order ?? 0
    const earlier = [...(this.reserved.get(id) ?? [])].filter(
      (other) => (this.campaigns.get(other)?.order ?? 0) < order,
    )
    for (const [span, days] of [
      ['per7Days', 7],
      ['per30Days', 30],
    ] as const) {
      const most = Math.min(wishes.budget?.[span] ?? budget[span], budget.most[span])
      const got = campaignsIn(mine, at, days).add(campaign)
      if (got.size > most) say(`message ${got.size} in ${days} days, of ${most}`)
      else if (new Set([...got, ...earlier]).size > most)
        say(`takes a slot of ${days} days kept for campaign ${earlier.join(', ')}`)
    }
  }

  #texts({ id, repliedAt }: YearPerson, { channel, at }: Leaving, say: (why: string) => void): void {
    if (channel !== 'sms') return
    const last = (this.#sent.get(id) ?? []).findLast((one) => one.channel === 'sms')
    if (last !== undefined && repliedAt <= last.at && at < last.at + 7 * DAY_MS) say('a second SMS within seven days')
  }

  #preferred(
    { wishes, reaches, off, agreed }: YearPerson,
    about: KnownCampaign,
    channel: Channel,
    say: (why: string) => void,
  ): void {
    const preferred = wishes.preferredChannel
    if (about.kind !== 'topic' || preferred === undefined || preferred === channel) return
    if (!reaches.has(preferred)) return
    if (about.topics.every((topic) => agreed.has(`${topic} ${preferred}`) && !off.has(`${topic} ${preferred}`)))
      say(`by ${channel}, and they prefer ${preferred}`)
  }

  #remember(message: Leaving): void {
    const mine = this.#sent.get(message.contact)
    if (mine === undefined) this.#sent.set(message.contact, [message])
    else mine.push(message)
  }

  #object({ delivery, campaign, contact, channel, at }: Leaving, why: string): void {
    this.broken.push(
      `${new Date(at).toISOString()} d${delivery} (${channel}) of campaign ${campaign} to person ${contact}: ${why}`,
    )
  }
}

/** The campaigns somebody got a message of in the days up to an instant, that instant included. */
function campaignsIn(mine: readonly Leaving[], at: number, days: number): Set<number> {
  const found = new Set<number>()
  for (const one of mine) if (one.at > at - days * DAY_MS && one.at <= at) found.add(one.campaign)
  return found
}

function within(week: WeekWindow, { weekday, minute }: WallClock): boolean {
  return (week[weekday] ?? []).some(([from, to]) => from <= minute && minute < to)
}

function isQuiet({ from, to }: { from: number; to: number }, minute: number): boolean {
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to
}

function time(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
