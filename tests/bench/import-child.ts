import { runCommand } from '#bot/cli/shared/run-command.ts'
import { createContext } from '#bot/process/create-context.ts'

export interface ImportMeasure {
  seconds: number
  cpuSeconds: number
  peakMb: number
}

// Run by import.part.ts in a process of its own: one import as the command line does it, migrations apart.
const context = { ...createContext(), complain: () => {} }
await runCommand(context, ['migrate'])
const startedAt = performance.now()
const code = await runCommand(context, ['import', process.argv[2] ?? '', '--json'])
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
if (code === 0) {
  const measure: ImportMeasure = {
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    peakMb: Math.round(maxRSS / 1024),
  }
  process.send?.(measure)
} else process.exitCode = 1
