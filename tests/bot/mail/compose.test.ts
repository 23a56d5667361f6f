import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bounceAddress, composeMessage } from '#bot/mail/compose.ts'
import { aComposeRequest, aMail } from './a-mail.ts'

test('a campaign mail offers the one-click way out, names its delivery, and is no automatic answer', () => {
  const mail = aMail()
  expect(mail.headers).toEqual({
    'Content-Language': 'fr',
    'List-Unsubscribe': '<https://egard.example/u/abc1>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  })
  expect(mail.envelope).toEqual({ from: 'bounces+d42@example.org', to: 'zoe@example.net' })
  expect(mail.messageId).toBe('<d42.ask@example.org>')
  expect(mail.subject).toBe('Écrivez-nous, Zoé')
  expect(mail.replyTo).toBeUndefined()
})

test('a service mail says that it is automatic', () => {
  const { unsubscribe_link: _, ...values } = aComposeRequest().values
  const prepared = { subject: () => 's', html: () => 'h', text: () => 't' }
  expect(aMail({ service: true, values, prepared }).headers).toEqual({
    'Content-Language': 'fr',
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
  })
})

test('the answer address is set when there is one', () => {
  expect(aMail({ replyTo: 'bonjour@example.org' }).replyTo).toBe('bonjour@example.org')
})

describe('what cannot stand in a mail stops it', () => {
  test.for([
    ['two addresses', { to: { address: 'a@example.net, b@example.net' } }],
    ['a line break in the address', { to: { address: 'a@example.net\r\nBcc: b@example.net' } }],
    ['brackets in the address', { to: { address: 'x <b@example.net>' } }],
    ['no address', { to: { address: '' } }],
    ['a Message-ID without brackets', { messageId: 'd42@example.org' }],
    ['a line break in the Message-ID', { messageId: '<d42@example.org>\r\nX: y' }],
    ['a bounce id with an at sign', { bounceId: 'a@b' }],
    ['a bounce address too long for the protocol', { bounceId: 'a'.repeat(60) }],
    ['a bounce address that is none', { bounce: 'bounces' }],
    [
      'an unsubscribe link that is none',
      { values: { ...aComposeRequest().values, unsubscribe_link: 'https://x/>,<mailto:a@b' } },
    ],
  ] as const)('%s', ([, change]) => {
    expect(() => composeMessage(aComposeRequest(change))).toThrow(
      expect.objectContaining({ code: 'mail-not-composed' }),
    )
  })

  test('a missing link', () => {
    const values = { greeting: 'Bonjour,', first_name: 'Zoé' }
    expect(() => aMail({ values })).toThrow(expect.objectContaining({ code: 'missing-merge-field' }))
  })
})

test('a name in To never carries a line break', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(aMail({ to: { name, address: 'zoe@example.net' } }).to.name).not.toMatch(/\p{Cc}/u)
    }),
  )
})

test('a plus in the bounce address is kept before ours', () => {
  expect(bounceAddress('retours+egard@example.org', 'd-7')).toBe('retours+egard+d-7@example.org')
})
