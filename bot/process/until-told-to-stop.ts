/** Why the process ends. */
export type StopReason = { signal: 'SIGTERM' | 'SIGINT' } | { fault: unknown }

export interface StopSwitch {
  /** Resolves at the first signal or fault. */
  stopped: Promise<StopReason>
  stop(reason: StopReason): void
}

/** Signals and faults nobody handled, as one event. A second signal while stopping ends the process at once. */
export function untilToldToStop(): StopSwitch {
  const { promise: stopped, resolve } = Promise.withResolvers<StopReason>()
  let told = false
  const stop = (reason: StopReason) => {
    told = true
    resolve(reason)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (told) process.exit(1)
      stop({ signal })
    })
  }
  // The pages' handler listens for rejections too, and says nothing of them: ours must be there before it.
  process.on('unhandledRejection', (fault) => stop({ fault: fault ?? new Error('rejected with nothing') }))
  process.on('uncaughtException', (fault) => stop({ fault }))
  return { stopped, stop }
}
