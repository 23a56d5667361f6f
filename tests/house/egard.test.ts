import { describe, expect, test } from 'vitest'
import { freshDatabaseUrl } from '#tests/support/databases.ts'
import { runEgard, startEgard } from '#tests/support/process.ts'

describe.each(['sqlite', 'postgres'] as const)('on %s', (kind) => {
  test('the product starts on a free port, is ready, and ends well when told to', async () => {
    const egard = await startEgard(['start'], { DATABASE_URL: await freshDatabaseUrl(kind) })
    expect((await fetch(`${egard.url}/healthz`)).status).toBe(200)
    expect(await egard.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  })
})

test('a command runs to its end and tells apart what it prints', async () => {
  const { code, stdout, stderr } = await runEgard(['help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('egard')
})

test('an unknown command is a matter of usage', async () => {
  const { code, stderr } = await runEgard(['nonsense'])
  expect(code).toBe(2)
  expect(stderr).not.toBe('')
})

test('a product that cannot start says why at once', async () => {
  await expect(startEgard(['start'], { DATABASE_URL: 'nonsense:' })).rejects.toThrow(/ended before it was ready/)
})
