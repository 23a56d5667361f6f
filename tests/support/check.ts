import { runChecks } from './checks.ts'

const { red } = await runChecks()
process.exitCode = red.length === 0 ? 0 : 1
