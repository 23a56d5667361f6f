/** What time it is for rules and promises. Signatures, DKIM, TLS and heartbeats use the machine's own time. */
export interface Clock {
  now(): Temporal.Instant
  /** Reads the offset again: another process, or a command, may have moved the test clock. */
  refresh(): Promise<void>
}

/** Keeps the test clock's offset. */
export interface OffsetStore {
  read(): Promise<number>
  write(offsetMs: number): Promise<void>
}

export interface TestClock extends Clock {
  /** Moves the clock to an instant; it goes on from there with the machine's. */
  set(instant: Temporal.Instant): Promise<void>
}

export type MachineTime = () => Temporal.Instant

/** Production's clock: the machine's, whatever is stored. */
export function machineClock(machine: MachineTime): Clock {
  return { now: machine, refresh: async () => {} }
}

/** The machine's time plus an offset kept in the database, which all processes and commands add. */
export async function createTestClock(machine: MachineTime, store: OffsetStore): Promise<TestClock> {
  let offsetMs = await store.read()
  return {
    now: () => machine().add({ milliseconds: offsetMs }),
    async refresh() {
      offsetMs = await store.read()
    },
    async set(instant) {
      const next = instant.epochMilliseconds - machine().epochMilliseconds
      await store.write(next)
      offsetMs = next
    },
  }
}
