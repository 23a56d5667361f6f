/** Work that comes round. `run` gets the clock's now; what is due inside is read from the database by it. */
export interface Job {
  name: string
  everyMs: number
  run(now: Temporal.Instant): Promise<void>
  /** The soonest instant after `after` at which this job will find work; the test clock stops there. */
  nextDueAfter?(after: Temporal.Instant): Promise<Temporal.Instant | undefined>
}

/** Where schedules are remembered. Claiming is what keeps two processes from running one at the same time. */
export interface ScheduleStore {
  register(jobs: readonly { name: string; everyMs: number }[], nowMs: number): Promise<void>
  due(nowMs: number): Promise<string[]>
  claim(name: string, nowMs: number): Promise<boolean>
}

export interface Schedule {
  /** Runs each job that is due by `now` and that this process could claim; returns their names. */
  runDue(now: Temporal.Instant): Promise<string[]>
  /** Runs every job, due or not: after the test clock has jumped. */
  runAll(now: Temporal.Instant): Promise<void>
  nextDueAfter(after: Temporal.Instant): Promise<Temporal.Instant | undefined>
}

/** A job that fails is reported and tried again at its next time; the others still run. */
export async function createSchedule(
  store: ScheduleStore,
  jobs: readonly Job[],
  now: Temporal.Instant,
  failed: (job: string, error: unknown) => void,
): Promise<Schedule> {
  await store.register(
    jobs.map(({ name, everyMs }) => ({ name, everyMs })),
    now.epochMilliseconds,
  )
  const running = new Map<string, Promise<void>>()

  /** One after the other for the same job: a tick and the test clock may both ask for it. */
  async function run(job: Job, at: Temporal.Instant): Promise<void> {
    await running.get(job.name)
    const turn = job
      .run(at)
      .catch((error: unknown) => failed(job.name, error))
      .finally(() => running.delete(job.name))
    running.set(job.name, turn)
    await turn
  }

  return {
    async runDue(at) {
      const ran: string[] = []
      const names = await store.due(at.epochMilliseconds)
      for (const job of names.flatMap((name) => jobs.find((candidate) => candidate.name === name) ?? [])) {
        if (running.has(job.name) || !(await store.claim(job.name, at.epochMilliseconds))) continue
        await run(job, at)
        ran.push(job.name)
      }
      return ran
    },
    async runAll(at) {
      for (const job of jobs) await run(job, at)
    },
    async nextDueAfter(after) {
      const instants: Temporal.Instant[] = []
      for (const job of jobs) {
        const next = await job.nextDueAfter?.(after)
        if (next && Temporal.Instant.compare(next, after) > 0) instants.push(next)
      }
      return instants.sort(Temporal.Instant.compare)[0]
    },
  }
}
