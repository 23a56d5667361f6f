import type { Channel } from '#core/house.ts'
import { signToken } from '#db/keys/tokens.ts'
import { answerAsk } from '#db/operations/answers/answer-ask.ts'
import { showAsk } from '#db/operations/answers/show-ask.ts'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import { isRefused } from '#db/operations/memory.ts'
import type { YearPerson } from './oracle.ts'
import type { Year } from './play-year.ts'
import { someWishes } from './populate.ts'

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
  what: 'answer' | 'reply' | 'one-click' | 'wish'
}

/** What people do about the messages they get, hours or weeks later. */
export class Acts {
  readonly counts: Record<string, number> = {}
  readonly #year: Year
  /** The soonest last. */
  #coming: Act[] = []

  constructor(year: Year) {
    this.#year = year
  }

  got(message: Got): void {
    const { random, oracle } = this.#year
    const asks = oracle.campaigns.get(message.campaign)?.kind === 're-opt-in'
    if (asks && random.chance(0.3)) this.#plan('answer', message, random.between(1, 200))
    else if (message.channel === 'sms' && random.chance(0.1)) this.#plan('reply', message, random.between(1, 100))
    else if (random.chance(0.006)) this.#plan('one-click', message, random.between(1, 300))
    else if (random.chance(0.03)) this.#plan('wish', message, random.between(1, 500))
  }

  nextAt(): number | undefined {
    return this.#coming.at(-1)?.at
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
    const { memory, random, oracle, store } = this.#year
    const topics = oracle.campaigns.get(campaign)?.topics ?? []
    const token = (purpose: 'answer' | 'unsubscribe') =>
      signToken(memory.keyring, { purpose, ids: [contact, campaign], expiresAt: now + YEAR_MS })
    switch (what) {
      case 'wish':
        person.wishes = someWishes(now, random)
        store.run('delete from preferences where contact_id = ?', [contact])
        store.run('insert into preferences (contact_id, settings, at) values (?, ?, ?)', [
          contact,
          JSON.stringify(person.wishes),
          now,
        ])
        return
      case 'reply':
        person.repliedAt = now
        store.run('update contacts set texted_back_at = ? where id = ?', [now, contact])
        return
      case 'one-click': {
        const how = { token: token('unsubscribe'), wish: WISH, by: 'one-click' as const, agent: 'a mail program' }
        if (isRefused(await unsubscribe(memory, now, how))) return
        for (const topic of topics) {
          person.off.add(`${topic} ${channel}`)
          person.agreed.delete(`${topic} ${channel}`)
        }
        return
      }
      case 'answer': {
        const shown = await showAsk(memory, now, { token: token('answer'), wish: WISH })
        if (isRefused(shown)) return
        const answer = random.chance(0.6) ? 'yes' : 'no'
        const ticked = topics.map((topic) => `${topic} ${channel}`)
        const said = {
          token: token('answer'),
          wish: WISH,
          answer,
          ticked,
          shown: shown.wordingHash,
          agent: '',
        } as const
        if (isRefused(await answerAsk(memory, now, said))) return
        oracle.reserved.get(contact)?.delete(campaign)
        for (const pair of ticked) {
          if (answer === 'yes') person.agreed.add(pair)
          else person.agreed.delete(pair)
          if (answer === 'yes') person.off.delete(pair)
          else person.off.add(pair)
        }
      }
    }
  }
}
