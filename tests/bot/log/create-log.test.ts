import { expect, test } from 'vitest'
import { createLog } from '#bot/log/create-log.ts'

test('only listed fields leave, and an error leaves its values at home', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const error = Object.assign(new Error('row marie@example.com is bad', { cause: new Error('planted-cause') }), {
    code: 'bad-row',
  })
  const fields = { route: '/p/:token', error, address: 'marie@example.com' }
  log.error(fields, 'failed')
  log.debug({}, 'too quiet to be heard')
  expect(lines).toHaveLength(1)
  const line = JSON.parse(lines[0] ?? '') as Record<string, unknown>
  expect(line).toMatchObject({ route: '/p/:token', msg: 'failed', error: { name: 'Error', code: 'bad-row' } })
  expect(lines[0]).not.toMatch(/marie|planted-cause|address/)
})
