import { expect, test } from 'vitest'
import { startNode } from '#tests/support/process.ts'

const SCRIPT = (code: number) => `
  const { startPostgresCluster } = await import('#tests/support/postgres-cluster.ts')
  const cluster = await startPostgresCluster()
  process.exitCode = ${code}
  await cluster.stop()
`

test.for([0, 1])('a run with a database cluster ends with its own exit code %i', async (code) => {
  const running = startNode(['--input-type=module', '--eval', SCRIPT(code)])
  expect([await running.exited, running.output()]).toEqual([{ code, signal: null }, ''])
})
