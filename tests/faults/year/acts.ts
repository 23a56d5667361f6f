import { pairKey } from '#core/consent/pair.ts'
import type { Channel } from '#core/house.ts'
import { signToken } from '#db/keys/tokens.ts'
import { answerAsk } from '#db/operations/answers/answer-ask.ts'
import { showAsk } from '#db/operations/answers/show-ask.ts'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import { receiveText } from '#db/operations/incoming/receive-text.ts'
import { isRefused } from '#db/operations/memory.ts'
import { savePreferences } from '#db/operations/preferences/save-preferences.ts'
import { showPreferences } from '#db/operations/preferences/show-preferences.ts'
import { TOPICS, type Wishes, type YearPerson } from './oracle.ts'
import type { Year } from './play-year.ts'
import { numberOf, someWishes } from './populate.ts'

const HOUR_MS = 3_600_000
const YEAR_MS = 365 * 24 * HOUR_MS
const WISH = { fallback: 'fr' } as const

interface Got {
  contact: number
  campaign: number
  channel: Channel
}

interface Act extends Got {
  at: number
  what: 'answer' | 'word' | 'reply' | 'stop' | 'start' | 'one-click' | 'wish'
}

/** What people do about the messages they get, hours or weeks later. */
export class Acts {
  readonly counts: Record<string, number> = {}
  readonly #year: Year
  /** The soonest last. */
  #coming: Act[] = []
  #texts = 0

  constructor(year: Year) {
    this.#year = year
  }

  got(message: Got): void {
    const { random, oracle } = this.#year
    const asks = oracle.campaigns.get(message.campaign)?.kind === 're-opt-in'
    const bySms = message.channel === 'sms'
    if (asks && random.chance(0.3))
      this.#plan(bySms && random.chance(0.4) ? 'word' : 'answer', message, random.between(1, 200))
    else if (bySms && random.chance(0.1)) this.#plan('reply', message, random.between(1, 100))
    else if (bySms && random.chance(0.012)) this.#plan('stop', message, random.between(1, 300))
    else if (random.chance(0.006)) this.#plan('one-click', message, random.between(1, 300))
    else if (random.chance(0.03)) this.#plan('wish', message, random.between(1, 500))
  }

  async due(now: number): Promise<void> {
    for (let act = this.#coming.at(-1); act !== undefined && act.at <= now; act = this.#coming.at(-1)) {
      this.#coming.pop()
      const person = this.#year.oracle.people.get(act.contact)
      if (person === undefined) continue
      this.counts[act.what] = (this.counts[act.what] ?? 0) + 1
      await this.#do(act, person, now)
    }
  }

  #plan(what: Act['what'], about: Got, hours: number): void {
    const act = { ...about, what, at: this.#year.now + hours * HOUR_MS }
    let at = this.#coming.length
    while (at > 0 && (this.#coming[at - 1]?.at ?? 0) < act.at) at -= 1
    this.#coming.splice(at, 0, act)
  }

  async #do({ what, contact, campaign, channel }: Act, person: YearPerson, now: number): Promise<void> {
    const { memory, random } = this.#year
    const token = (purpose: 'answer' | 'unsubscribe') =>
      signToken(memory.keyring, { purpose, ids: [contact, campaign], expiresAt: now + YEAR_MS })
    switch (what) {
      case 'wish':
        return this.#wish(person, now)
      case 'reply':
        person.repliedAt = now
        await this.#text(person, now, 'Merci, à bientôt')
        return
      case 'word': {
        person.repliedAt = now
        const answer = random.chance(0.5) ? 'yes' : 'no'
        const done = await this.#text(person, now, answer === 'yes' ? 'Oui' : 'NON')
        if (done.includes('answered')) this.#answered(person, campaign, answer, 'sms')
        return
      }
      case 'stop': {
        person.repliedAt = now
        // The provider knows STOP by itself, and refuses the number from then on; a word of ours reaches us alone.
        const word = random.pick(['STOP', 'STOP', 'Arrêt !', 'desabonner'] as const)
        await this.#text(person, now, word ?? 'STOP', word === 'STOP' ? 'STOP' : undefined)
        this.#year.oracle.reserved.delete(contact)
        person.before ??= { off: new Set(person.off), agreed: new Set(person.agreed) }
        for (const topic of TOPICS) {
          person.off.add(`${topic} sms`)
          person.agreed.delete(`${topic} sms`)
        }
        person.reaches.delete('sms')
        if (random.chance(0.5)) this.#plan('start', { contact, campaign, channel }, random.between(1, 1500))
        return
      }
      case 'start':
        person.repliedAt = now
        await this.#text(person, now, 'START', 'START')
        this.#restart(person)
        return
      case 'one-click': {
        const how = { token: token('unsubscribe'), wish: WISH, by: 'one-click' as const, agent: 'a mail program' }
        if (isRefused(await unsubscribe(memory, now, how))) return
        // To an ask, it is an answer.
        this.#year.oracle.reserved.get(contact)?.delete(campaign)
        for (const topic of this.#asked(contact, campaign)) {
          person.off.add(`${topic} ${channel}`)
          person.agreed.delete(`${topic} ${channel}`)
        }
        return
      }
      case 'answer': {
        const shown = await showAsk(memory, now, { token: token('answer'), wish: WISH })
        if (isRefused(shown)) return
        const answer = random.chance(0.6) ? 'yes' : 'no'
        const ticked = this.#asked(contact, campaign).map((topic) => `${topic} ${channel}`)
        const said = {
          token: token('answer'),
          wish: WISH,
          answer,
          ticked,
          shown: shown.wordingHash,
          agent: '',
        } as const
        if (isRefused(await answerAsk(memory, now, said))) return
        this.#answered(person, campaign, answer, channel)
      }
    }
  }

  /** On their own page; more messages than now they would have to confirm, and do not. */
  async #wish(person: YearPerson, now: number): Promise<void> {
    const { memory, random, store } = this.#year
    const wanted = someWishes(now, random)
    const token = signToken(memory.keyring, { purpose: 'preferences', ids: [person.id], expiresAt: now + YEAR_MS })
    const shown = await showPreferences(memory, now, { token, wish: WISH })
    if (isRefused(shown)) return
    const said = { token, wish: WISH, version: shown.version, newLanguage: undefined, agent: '' }
    const ticked = shown.pairs.filter(({ on }) => on).map(({ pair }) => pairKey(pair))
    const saved = await savePreferences(memory, now, { ...said, ticked, settings: wanted })
    if (isRefused(saved)) throw new Error(JSON.stringify(saved))
    const { budget: _, ...rest } = wanted
    const [kept] = store.rows<{ settings: string }>('select settings from preferences where contact_id = ?', person.id)
    const { budget } = JSON.parse(kept?.settings ?? '{}') as Wishes
    person.wishes = { ...rest, ...(budget && { budget }) }
  }

  #answered(person: YearPerson, campaign: number, answer: 'yes' | 'no', channel: Channel): void {
    const { oracle } = this.#year
    oracle.reserved.get(person.id)?.delete(campaign)
    for (const topic of this.#asked(person.id, campaign)) {
      const pair = `${topic} ${channel}`
      const [now, before] = answer === 'yes' ? [person.agreed, person.off] : [person.off, person.agreed]
      now.add(pair)
      before.delete(pair)
    }
  }

  /** What their message was about: of a campaign's topics, those it could be about when it left. */
  #asked(contact: number, campaign: number): string[] {
    const [member] = this.#year.store.rows<{ pairs: string }>(
      'select pairs from campaign_audience where campaign_id = ? and contact_id = ?',
      campaign,
      contact,
    )
    return (JSON.parse(member?.pairs ?? '[]') as { topic: string }[]).map(({ topic }) => topic)
  }

  /** What was held by SMS before they stopped, and nothing else. */
  #restart(person: YearPerson): void {
    if (person.before === undefined) return
    for (const topic of TOPICS) {
      const pair = `${topic} sms`
      if (!person.before.off.has(pair)) person.off.delete(pair)
      if (person.before.agreed.has(pair)) person.agreed.add(pair)
    }
    person.reaches.add('sms')
    delete person.before
  }

  async #text(
    person: YearPerson,
    now: number,
    body: string,
    optOutType?: 'STOP' | 'START',
  ): Promise<readonly string[]> {
    this.#texts += 1
    const text = { sid: `SM${this.#texts}`, from: numberOf(person), to: '+33639980100', body, optOutType }
    return (await receiveText(this.#year.memory, now, text)).done
  }
}
