import { runCommand } from '#bot/cli/shared/run-command.ts'
import { createContext } from '#bot/process/create-context.ts'
import type { ImportMeasure } from './import-child.ts'

// Run by simulate.part.ts in a process of its own: one simulation as the command line does it.
const context = { ...createContext(), complain: () => {} }
const startedAt = performance.now()
const code = await runCommand(context, ['simulate', process.argv[2] ?? '', '--json'])
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
if (code === 0) {
  const measure: ImportMeasure = {
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMb: Math.round(maxRSS / 1024),
  }
  process.send?.(measure)
} else process.exitCode = 1
