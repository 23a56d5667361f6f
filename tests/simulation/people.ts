import { signToken } from '#db/keys/tokens.ts'
import { answerAsk } from '#db/operations/answers/answer-ask.ts'
import { recordVisit } from '#db/operations/answers/record-visit.ts'
import { showAsk } from '#db/operations/answers/show-ask.ts'
import { unsubscribe } from '#db/operations/answers/unsubscribe.ts'
import { isRefused } from '#db/operations/memory.ts'
import { stopEverything } from '#db/operations/preferences/stop-everything.ts'
import type { PlantedFault } from './planted-faults.ts'
import { Actor } from './turns.ts'
import type { World } from './world.ts'

const WISH = { fallback: 'fr' } as const
const YEAR_MS = 365 * 86_400_000

export type PersonAct = 'yes' | 'no' | 'one-click' | 'stop-everything' | 'visit' | 'move-away'

/** A person does something about a message they have, or about us. What they took back counts from the moment we told them so. */
export function act(world: World, what: PersonAct, fault: PlantedFault | undefined): void {
  const { random, stage, witness } = world
  const contact = random.pick([...stage.people.keys()])
  const campaign = random.pick(stage.campaigns)
  if (contact === undefined || campaign === undefined) return
  const person = witness.person(contact)
  if (what === 'stop-everything') {
    return perform(world, contact, what, fault, async (memory, now) => {
      await stopEverything(memory, now, { token: token('preferences', [contact]), wish: WISH, agent: 'a browser' })
      return () => {
        person.gone = true
        witness.goneAddresses.add(person.address)
      }
    })
  }
  if (what === 'move-away') {
    const email = `p${contact}.${world.steps}@example.com`
    return perform(world, contact, what, undefined, async ({ database, keyring }) => {
      await database.write((db) =>
        db
          .updateTable('contacts')
          .set({ email, email_hash: keyring.addressHash(email), email_state: 'usable' })
          .where('id', '=', contact)
          .execute(),
      )
      return () => {
        person.address = email
      }
    })
  }
  // Links come with messages.
  if (!witness.hasMail(campaign, contact)) return
  const topics = world.topicsOf(campaign, contact)
  if (what === 'one-click') {
    return perform(world, contact, `${what} of campaign ${campaign}`, fault, async (memory, now) => {
      await unsubscribe(memory, now, {
        token: token('unsubscribe', [contact, campaign]),
        wish: WISH,
        by: 'one-click',
        agent: 'a mail program',
      })
      return () => topics.forEach((topic) => person.off.add(topic))
    })
  }
  if (stage.kinds.get(campaign) !== 're-opt-in' || person.gone) return
  const answer = token('answer', [contact, campaign])
  if (what === 'visit') {
    return perform(world, contact, `opens the page of campaign ${campaign}`, undefined, async (memory, now) => {
      await recordVisit(memory, now, { token: answer })
      return () => {}
    })
  }
  perform(world, contact, `says ${what} to campaign ${campaign}`, fault, async (memory, now) => {
    const shown = await showAsk(memory, now, { token: answer, wish: WISH })
    if (isRefused(shown)) return () => {}
    const ticked = topics.map((topic) => `${topic} email`)
    const said = {
      token: answer,
      wish: WISH,
      answer: what,
      ticked,
      shown: shown.wordingHash,
      agent: 'a browser',
    } as const
    if (isRefused(await answerAsk(memory, now, said))) return () => {}
    return () => {
      person.answered.add(campaign)
      for (const topic of topics) {
        if (what === 'no') person.off.add(topic)
        else person.off.delete(topic)
      }
    }
  })

  function token(purpose: 'answer' | 'preferences' | 'unsubscribe', ids: number[]): string {
    return signToken(stage.memory.keyring, { purpose, ids, expiresAt: world.now + YEAR_MS })
  }
}

type Deed = (memory: World['stage']['memory'], now: number) => Promise<() => void>

function perform(world: World, contact: number, what: string, fault: PlantedFault | undefined, deed: Deed): void {
  const actor = new Actor(`person ${contact}`)
  const memory = world.memoryOf(actor)
  world.tell(`person ${contact}: ${what}`, { contact })
  const work = async () => {
    if (fault?.answersEarly) {
      // What would be told only after the deed is told now, and the deed waits in some queue of its own.
      const told = await deed(
        { ...memory, database: { ...memory.database, write: async () => ({}) as never } },
        world.now,
      )
      told()
      for (let wait = 0; wait < 30; wait += 1) await world.turns.take(actor, 'its turn in the queue')
    }
    const told = await deed(memory, world.now)
    told()
    world.tell(`person ${contact}: ${what} is done`, { contact })
  }
  work().catch((error: unknown) =>
    world.witness.object('no-fault', `person ${contact}, ${what}: ${String((error as Error)?.stack ?? error)}`),
  )
}
