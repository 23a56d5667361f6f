import { expect, test } from 'vitest'
import { mailListPage, mailPage } from '#bot/sandbox/mail/mail-pages.ts'
import type { ReceivedMail } from '#bot/sandbox/mail/received-mail.ts'

const HOSTILE = `"><script>alert(1)</script>'&`
const MAIL: ReceivedMail = {
  id: '7/../x',
  receivedAt: '2026-11-22T09:00:00Z',
  from: HOSTILE,
  to: HOSTILE,
  subject: HOSTILE,
  text: HOSTILE,
  html: `<p onclick="x()">${HOSTILE}</p>`,
  raw: `Subject: ${HOSTILE}`,
  envelopeFrom: HOSTILE,
}

test('nothing in a mail gets out of its place in the pages', () => {
  for (const page of [mailListPage([MAIL], '/sandbox/mail'), mailPage(MAIL, '/sandbox/mail')]) {
    expect(page).not.toMatch(/<script|<p onclick/)
    expect(page).toContain('&lt;script&gt;alert(1)')
  }
})

test('the HTML part shows in a frame that runs nothing', () => {
  const frame = /<iframe[^>]*>/.exec(mailPage(MAIL, '/sandbox/mail'))?.[0] ?? ''
  expect(frame).toContain('srcdoc="')
  expect(/sandbox="([^"]*)"/.exec(frame)?.[1]).not.toMatch(/allow-(scripts|same-origin|forms)/)
})

test('the list links to each mail, says when it is cut and when it is empty', () => {
  const many = Array.from({ length: 201 }, (_, index) => ({ ...MAIL, id: `${index}` }))
  expect(mailListPage([MAIL], '/sandbox/mail')).toContain('href="/sandbox/mail/7%2F..%2Fx"')
  expect(mailListPage(many, '/sandbox/mail')).toContain('The 200 newest of 201.')
  expect(mailListPage([], '/sandbox/mail')).toContain('Nothing received yet.')
})

test('a mail without subject or HTML still has a page', () => {
  const page = mailPage({ ...MAIL, subject: '', html: '' }, '/sandbox/mail')
  expect(page).toContain('(no subject)')
  expect(page).not.toContain('<iframe')
})
