import { afterTest, mustPause, type WayOutFailure, type WayOutState } from '#core/campaigns/way-out-test.ts'
import type { Database, Read } from '#db/open.ts'
import { raiseAlert } from '#db/operations/alerts/raise-alert.ts'
import { pauseSending } from '#db/operations/campaigns/change-state.ts'
import { readSetting, writeSetting } from '#db/operations/house/setting.ts'
import type { Memory } from '#db/operations/memory.ts'

const NAME = 'way-out-test'

export async function readWayOutState(db: Read): Promise<WayOutState | undefined> {
  const text = await readSetting(db, NAME)
  return text === undefined ? undefined : (JSON.parse(text) as WayOutState)
}

/** Is anybody being written to, or about to be: a campaign that sends, or an approved one whose time has come? */
export async function isWayOutNeeded({ read }: Database, now: number): Promise<boolean> {
  const campaign = await read
    .selectFrom('campaigns')
    .select('id')
    .where((e) =>
      e.or([
        e('state', 'in', ['running', 'reminding', 'grace']),
        e.and([e('state', '=', 'approved'), e.or([e('starts_at', 'is', null), e('starts_at', '<=', now)])]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
  return campaign !== undefined
}

/**
 * Keeps what a test of the way out said. The third failure in a row pauses every campaign that sends, and tells; so does every later one that
 * finds a campaign somebody resumed meanwhile. `machineNow`: the machine's time, since tests are about the world outside.
 */
export async function recordWayOutTest(
  memory: Memory,
  now: number,
  { machineNow, failed }: { machineNow: number; failed: WayOutFailure | undefined },
): Promise<WayOutState> {
  return memory.database.write(async (db) => {
    const before = await readWayOutState(db)
    const state = afterTest(before, machineNow, failed)
    await writeSetting(db, NAME, JSON.stringify(state))
    if (failed === undefined || !mustPause(state)) return state
    const paused = await pauseSending(db, now, { by: 'egard', reason: `way-out-${failed}`, approvedToo: false })
    const first = before === undefined || !mustPause(before)
    if (first || paused.length > 0)
      await raiseAlert(db, memory, { code: 'way-out-broken', failed, paused: paused.length }, now)
    return state
  })
}
