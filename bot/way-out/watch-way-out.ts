import type { MachineTime } from '#bot/clock/create-clock.ts'
import { isTestDue } from '#core/campaigns/way-out-test.ts'
import type { Memory } from '#db/operations/memory.ts'
import { makeRehearsalToken } from '#db/operations/way-out/make-rehearsal-link.ts'
import { isWayOutNeeded, readWayOutState, recordWayOutTest } from '#db/operations/way-out/record-way-out-test.ts'
import { tryWayOut } from './try-way-out.ts'

export interface WayOutWatch {
  /** May campaigns start? Tries the way out when somebody is written to and the last result is too old. */
  works(now: number): Promise<boolean>
}

/** The way out is tried through PUBLIC_URL, as recipients and their mail providers reach it: before a campaign and hourly while one runs. */
export function watchWayOut(memory: Memory, machine: MachineTime, publicOrigin: () => string): WayOutWatch {
  return {
    async works(now) {
      const { database } = memory
      if (!(await isWayOutNeeded(database, now))) return true
      const state = await readWayOutState(database.read)
      if (!isTestDue(state, machine().epochMilliseconds)) return state?.failures === 0
      const failed = await tryWayOut(`${publicOrigin()}/u/${makeRehearsalToken(memory, now)}`)
      const machineNow = machine().epochMilliseconds
      return (await recordWayOutTest(memory, now, { machineNow, failed })).failures === 0
    },
  }
}
