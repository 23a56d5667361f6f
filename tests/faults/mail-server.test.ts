import { describe, expect, test } from 'vitest'
import { settleByEvidence } from './drivers/doubts.ts'
import { proveInvariants } from './drivers/invariants.ts'
import type { MoodRule } from './drivers/moods.ts'
import { aScene, type Scene } from './drivers/scene.ts'
import { untilAllWent } from './drivers/until-all-went.ts'

const PEOPLE = 90

/** A whole campaign through a mail server of these moods, to its end. `moods`: how often one came over it. */
async function sendThrough(...rules: MoodRule[]): Promise<{ scene: Scene; moods: number }> {
  const scene = await aScene('sqlite', { people: PEOPLE })
  await scene.sink.behave(rules)
  await scene.approve()
  await scene.start()
  await untilAllWent(scene)
  const { moods } = await scene.sink.counts()
  expect(moods).toBeGreaterThan(0)
  return { scene, moods }
}

describe('a mail server that misbehaves', () => {
  test('what is put off, and what a lost connection kept from leaving, is tried again until it is taken, and taken once', async () => {
    const { scene } = await sendThrough(
      { mood: { at: 'recipient', do: 'answer', line: '450 4.2.0 mailbox busy, later' }, share: 0.3, times: 40 },
      { mood: { at: 'end', do: 'answer', line: '451 4.3.0 try again later' }, share: 0.2, times: 20 },
      { mood: { at: 'recipient', do: 'answer', line: '421 4.7.0 too much at once, closing' }, share: 0.1, times: 6 },
      { mood: { at: 'greeting', do: 'drop' }, share: 0.5, times: 12 },
      { mood: { at: 'data', do: 'drop' }, share: 0.2, times: 20 },
    )
    expect(await proveInvariants(scene, { bound: 0 })).toMatchObject({ sent: PEOPLE, accepted: PEOPLE, inDoubt: 0 })
  })

  test('what is refused for good has failed, is never tried again, and the others are written to', async () => {
    const times = 12
    const { scene, moods } = await sendThrough(
      { mood: { at: 'recipient', do: 'answer', line: '550 5.7.1 refused by our rules' }, share: 0.2, times },
      { mood: { at: 'end', do: 'answer', line: '554 5.6.0 this message is not for us' }, share: 0.2, times },
    )
    expect(moods).toBe(2 * times)
    expect(await proveInvariants(scene, { bound: 0 })).toMatchObject({
      sent: PEOPLE - moods,
      accepted: PEOPLE - moods,
      failed: moods,
    })
  })

  test('a connection lost once the message began leaves it in doubt, whether it was kept or not, until a person looks', async () => {
    const { scene, moods } = await sendThrough(
      { mood: { at: 'content', do: 'drop' }, share: 0.4, times: 5 },
      { mood: { at: 'end', do: 'drop', kept: true }, share: 0.4, times: 5 },
      { mood: { at: 'end', do: 'drop', kept: false }, share: 0.4, times: 5 },
    )
    const { inDoubt, arrived } = await proveInvariants(scene, { bound: moods })
    expect({ inDoubt, arrived }).toEqual({ inDoubt: moods, arrived: 5 })

    const settled = await settleByEvidence(scene, () => scene.start())
    expect(settled.again.size).toBe(moods - 5)
    expect(await proveInvariants(scene, { bound: 0, ...settled })).toMatchObject({ sent: PEOPLE, accepted: PEOPLE })
  })

  test('silence and answers that mean nothing: before the message it is tried again, after it the message is in doubt', async () => {
    const { scene } = await sendThrough(
      { mood: { at: 'greeting', do: 'stall' }, share: 0.2, times: 3 },
      { mood: { at: 'greeting', do: 'garbage' }, share: 0.2, times: 3 },
      { mood: { at: 'end', do: 'stall', kept: true }, share: 0.2, times: 3 },
      { mood: { at: 'end', do: 'stall', kept: false }, share: 0.2, times: 3 },
      { mood: { at: 'end', do: 'garbage', kept: true }, share: 0.3, times: 3 },
      { mood: { at: 'end', do: 'garbage', kept: false }, share: 0.3, times: 3 },
      { mood: { at: 'end', do: 'nonsense', kept: true }, share: 0.4, times: 3 },
    )
    const { inDoubt, arrived } = await proveInvariants(scene, { bound: 15 })
    expect({ inDoubt, arrived }).toEqual({ inDoubt: 15, arrived: 9 })
  })
})
