import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { tokenExpiry } from '#core/links/token-lives.ts'
import { signToken } from '#db/keys/tokens.ts'
import { resumeCampaign, stopCampaign, stopSending } from '#db/operations/campaigns/change-state.ts'
import { until } from '#tests/support/until.ts'
import { oneClick } from '#tests/system/drivers/recipient.ts'
import { deliveryRows, endAll, proveInvariants, type Withdrawal } from './drivers/invariants.ts'
import { aScene, startAll } from './drivers/scene.ts'
import { databases } from './drivers/sizes.ts'
import { untilAllWent, untilKept, waitingNow } from './drivers/until-all-went.ts'

describe('people act during a send', () => {
  test.for(databases('postgres'))(
    'on %s, one-click withdrawals while workers run: no claim after one contains that person, and nothing arrives a second later',
    async (kind) => {
      const people = 360
      const scene = await aScene(kind, { people })
      const { sink, dice, memory } = scene
      const url = await startAll(scene)
      await sink.behave([], { answerAfterMs: 30 })
      const campaign = await scene.approve()
      await untilKept(scene, 20)

      const ids = await memory.database.read.selectFrom('contacts').select('id').orderBy('id').execute()
      // Fewer than would stop a campaign by themselves; half of them from those written to last.
      const chosen = dice
        .shuffled(ids.slice(people / 2))
        .slice(0, 9)
        .concat(dice.shuffled(ids.slice(0, people / 2)).slice(0, 9))
      const withdrawals: Withdrawal[] = []
      const lanes = [0, 1, 2].map(async (lane) => {
        for (const { id } of chosen.filter((_, i) => i % 3 === lane)) {
          await wait(dice.between(0, 120))
          const expiresAt = tokenExpiry('unsubscribe', memory.now().epochMilliseconds)
          const token = signToken(memory.keyring, { purpose: 'unsubscribe', ids: [id, campaign], expiresAt })
          expect((await oneClick(`${url}/u/${token}`)).status).toBe(200)
          withdrawals.push({ contactId: id, answeredAt: Date.now(), productAt: memory.now().epochMilliseconds })
        }
      })
      await Promise.all([...lanes, untilAllWent(scene)])
      await endAll(scene)

      const tally = await proveInvariants(scene, { bound: 0, withdrawals })
      expect(tally).toMatchObject({ people, failed: 0, inDoubt: 0 })
      const out = new Set(chosen.map(({ id }) => id))
      const unsent = (await deliveryRows(scene)).filter(({ state }) => state !== 'sent')
      expect(unsent.filter(({ contact_id }) => !out.has(contact_id))).toEqual([])
      // Otherwise nobody was in time, and nothing was tried.
      expect(unsent.length).toBeGreaterThan(0)
    },
  )

  test.for(databases('sqlite'))(
    'on %s, stopped and resumed again and again during the send: everybody is written to once',
    async (kind) => {
      const people = 240
      const scene = await aScene(kind, { people })
      const { sink, dice, memory } = scene
      await startAll(scene)
      await sink.behave([], { answerAfterMs: 20 })
      const campaignId = await scene.approve()
      for (let stops = 1; stops <= 4; stops += 1) {
        await untilKept(scene, Math.floor((people * stops) / 6) + dice.between(0, 20))
        const now = () => memory.now().epochMilliseconds
        expect(await stopSending(memory, now(), { by: 'U0EMMA' })).toEqual({ paused: [campaignId] })
        await wait(dice.between(0, 300))
        expect(await resumeCampaign(memory, now(), { campaignId, by: 'U0BRUNO' })).toMatchObject({ state: 'running' })
      }
      await untilAllWent(scene)
      expect(await proveInvariants(scene, { bound: 0 })).toMatchObject({ people, sent: people, accepted: people })
    },
  )

  test.for(databases('postgres'))(
    'on %s, two campaigns want everybody’s last slot: each person gets one of the two now, never both',
    async (kind) => {
      const people = 60
      const scene = await aScene(kind, { people, house: { budget: { per7Days: 1, per30Days: 6 } } })
      const { sink, memory } = scene
      await startAll(scene)
      await sink.behave([], { answerAfterMs: 60 })
      await scene.approve(INFORMATION)
      await scene.approve({ ...INFORMATION, name: 'Encore une information' })
      await until(() => waitingNow(scene), { what: 'nobody to be due any more', is: (waiting) => waiting === 0 })
      await endAll(scene)
      const toEach = Map.groupBy(await sink.kept(), ({ to }) => to)
      expect([...toEach].filter(([, messages]) => messages.length > 1)).toEqual([])
      expect(toEach.size).toBe(people)

      // What waits for a free slot is called back, so that both are over.
      for (const campaignId of scene.campaigns)
        await stopCampaign(memory, memory.now().epochMilliseconds, { campaignId, by: 'U0ALICE' })
      expect(await proveInvariants(scene, { bound: 0 })).toMatchObject({ people: 2 * people, sent: people })
    },
  )
})

const INFORMATION = {
  kind: 'information' as const,
  topics: [],
  reminders: 0 as const,
  texts: {
    fr: {
      message: {
        subject: 'Vos données chez nous, et vos droits',
        body: '{{greeting}}\n\nNous vous rappelons quelles données nous gardons de vous et comment les consulter ou les faire effacer.\n\nMerci de votre confiance.',
      },
    },
  },
}
