import type { OpenMemory } from '#bot/cli/shared/command.ts'
import type { MachineTime } from '#bot/clock/create-clock.ts'
import type { Job } from '#bot/schedule/create-schedule.ts'
import { watchWayOut } from '#bot/way-out/watch-way-out.ts'
import { advanceCampaigns } from '#db/operations/campaigns/advance-campaigns.ts'
import { advanceCleanUps, nextCleanUpStart } from '#db/operations/clean-up/advance-clean-ups.ts'
import { doubtOrphans } from '#db/operations/deliveries/doubt-orphans.ts'
import { settleAnsweredDoubts } from '#db/operations/deliveries/settle-answered-doubts.ts'
import { deadWorkers } from '#db/operations/house/start-worker.ts'
import { nextCampaignMove } from '#db/operations/house/unsettled-work.ts'

/** Each SMS in doubt is a request to the provider. */
const RECONCILE_MS = 15_000

/** What comes round by itself. `reconcileTexts`: where SMS leave. */
export function jobs(
  memory: OpenMemory,
  machine: MachineTime,
  publicOrigin: () => string,
  reconcileTexts?: (now: number) => Promise<void>,
): Job[] {
  const { database } = memory
  const wayOut = watchWayOut(memory, machine, publicOrigin)
  return [
    {
      name: 'campaigns',
      everyMs: 1000,
      async run({ epochMilliseconds }) {
        await advanceCampaigns(memory, epochMilliseconds, { mayStart: await wayOut.works(epochMilliseconds) })
      },
      async nextDueAfter({ epochMilliseconds }) {
        const next = await nextCampaignMove(database, epochMilliseconds)
        return next === undefined ? undefined : Temporal.Instant.fromEpochMilliseconds(next)
      },
    },
    {
      name: 'clean-ups',
      everyMs: 1000,
      run: ({ epochMilliseconds }) => advanceCleanUps(memory, epochMilliseconds),
      async nextDueAfter({ epochMilliseconds }) {
        const next = await nextCleanUpStart(memory, epochMilliseconds)
        return next === undefined ? undefined : Temporal.Instant.fromEpochMilliseconds(next)
      },
    },
    {
      name: 'doubts',
      everyMs: 5000,
      async run({ epochMilliseconds }) {
        // Hearts beat in real time, whatever the test clock says.
        await doubtOrphans(memory, epochMilliseconds, await deadWorkers(database, machine().epochMilliseconds))
        await settleAnsweredDoubts(memory)
      },
    },
    ...(reconcileTexts === undefined
      ? []
      : [
          {
            name: 'reconcile-texts',
            everyMs: RECONCILE_MS,
            run: ({ epochMilliseconds }: Temporal.Instant) => reconcileTexts(epochMilliseconds),
          },
        ]),
  ]
}
