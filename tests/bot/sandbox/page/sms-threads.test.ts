import { expect, test } from 'vitest'
import { threadsOf, withLinks } from '#bot/sandbox/page/sms-threads.ts'
import type { ShownSms } from '#bot/sandbox/sms/sms-listener.ts'

const PEER = '+33639980042'
const sms = (sid: string, given: Partial<ShownSms>): ShownSms => ({
  sid,
  from: '+33639980100',
  to: PEER,
  body: sid,
  status: 'delivered',
  at: '2026-11-23T09:00:00Z',
  ...given,
})

test('a number has one conversation, oldest first, whatever became of its messages; the one with news comes first', () => {
  const threads = threadsOf([
    sms('3', { to: '+33639980043', status: 'undelivered' }),
    sms('2', { from: PEER, to: '+33639980100', status: 'received' }),
    sms('1', { status: 'sent' }),
  ])
  expect(threads.map(({ peer, messages }) => [peer, messages.map(({ sid }) => sid)])).toEqual([
    ['+33639980043', ['3']],
    [PEER, ['1', '2']],
  ])
  expect(threads[1]?.house).toBe('+33639980100')
})

test('a name cannot be answered, until the person wrote to a number', () => {
  const named = sms('1', { from: 'MLUMIERE' })
  expect(threadsOf([named])[0]?.house).toBeUndefined()
  const written = sms('2', { from: PEER, to: '+33639980100', status: 'received' })
  expect(threadsOf([written, named])[0]?.house).toBe('+33639980100')
})

test('an address in a text is a link, and the full stop after it is none of it', () => {
  expect(withLinks('Ici http://a.example/s/7k2m. Ou https://b.example/?x=1, merci')).toEqual([
    { text: 'Ici ' },
    { text: 'http://a.example/s/7k2m', href: 'http://a.example/s/7k2m' },
    { text: '. Ou ' },
    { text: 'https://b.example/?x=1', href: 'https://b.example/?x=1' },
    { text: ', merci' },
  ])
  expect(withLinks('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)' }])
})
