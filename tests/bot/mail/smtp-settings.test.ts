import { expect, test } from 'vitest'
import { smtpSettings } from '#bot/mail/smtp-settings.ts'

test('a password never travels in clear to another machine, unless the address says so', () => {
  expect(smtpSettings('smtp://user:secret@mail.example.org:587')).toMatchObject({ requireTLS: true })
  expect(smtpSettings('smtp://user:secret@mail.example.org:587?requireTLS=false')).toMatchObject({ requireTLS: false })
  expect(smtpSettings('smtp://user:secret@127.0.0.1:2525')).toMatchObject({ requireTLS: false })
  expect(smtpSettings('smtp://mail.example.org')).toMatchObject({ requireTLS: false })
  expect(smtpSettings('smtps://user:secret@mail.example.org')).toMatchObject({ secure: true })
})

test('the address says where and who', () => {
  expect(smtpSettings('smtp://me%40example.org:p%3Aw@mail.example.org:2525')).toMatchObject({
    host: 'mail.example.org',
    port: 2525,
    auth: { user: 'me@example.org', pass: 'p:w' },
  })
})

test('every wait has an end', () => {
  for (const [name, value] of Object.entries(smtpSettings('smtp://mail.example.org'))) {
    if (name.endsWith('Timeout')) expect(value).toBeGreaterThan(0)
  }
  expect(smtpSettings('smtp://a.example', { connectMs: 1, greetingMs: 2, socketMs: 3 })).toMatchObject({
    connectionTimeout: 1,
    greetingTimeout: 2,
    socketTimeout: 3,
    dnsTimeout: 1,
  })
})
