import { expect, test } from 'vitest'
import { startNode } from '#tests/support/process.ts'
import { until } from '#tests/support/until.ts'

const SERVER = `
  process.on('SIGTERM', () => { console.log('stopping'); process.exit(0) })
  console.log('zone', process.env.TZ, 'port', process.env.PORT)
  setInterval(() => {}, 1000)
`

test('a process runs in the odd zone, gets what it was given, and a kill reaches it', async () => {
  const running = startNode(['-e', SERVER], { PORT: '8080' })
  await until(() => running.output().includes('port'), { what: 'its first line', state: running.output })
  expect(running.output()).toBe('zone Pacific/Chatham port 8080\n')

  expect(await running.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  expect(running.output()).toContain('stopping')
})

test('a process never inherits a setting of the machine', async () => {
  process.env['SMTP_URL'] = 'smtp://real.example'
  try {
    const running = startNode(['-e', "console.log('smtp', process.env.SMTP_URL)"])
    await running.exited
    expect(running.output()).toBe('smtp undefined\n')
  } finally {
    delete process.env['SMTP_URL']
  }
})
