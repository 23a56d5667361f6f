import { expect, test } from 'vitest'
import { until } from '#tests/support/until.ts'

test('waiting ends with the awaited value', async () => {
  let asked = 0
  const value = await until(() => (++asked < 3 ? undefined : { asked }), { what: 'the third question' })
  expect(value).toEqual({ asked: 3 })
})

test('waiting in vain ends with what was waited for and the last state seen', async () => {
  const waiting = until(() => ({ sent: 2 }), { what: 'three mails', is: (seen) => seen.sent === 3, giveUpMs: 50 })
  await expect(waiting).rejects.toThrow(/three mails.*"sent": 2/s)
})

test('a condition that throws is asked again', async () => {
  let asked = 0
  const value = await until(
    () => {
      if (++asked < 2) throw new Error('not listening yet')
      return 'ready'
    },
    { what: 'a server' },
  )
  expect(value).toBe('ready')
})

test('waiting ends at once when it has become vain', async () => {
  const waiting = until(() => false, { what: 'a dead process', unless: () => 'It ended.' })
  await expect(waiting).rejects.toThrow('Stopped waiting for: a dead process. It ended.')
})
