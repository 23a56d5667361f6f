import { expect, onTestFinished, test } from 'vitest'
import { mailListener } from '#bot/sandbox/mail/mail-listener.ts'
import { startMailStandIn } from '#bot/sandbox/mail/mail-stand-in.ts'
import { mounted } from './mounted.ts'

const RAW = 'From: a@example.net\r\nTo: b@example.org\r\nSubject: Oui\r\n\r\nMerci\r\n'

async function setUp() {
  const mail = await startMailStandIn()
  onTestFinished(() => mail.close())
  return { mail, url: `${await mounted(mailListener(mail))}/sandbox/mail` }
}

test('programs list, filter, read and hand in mail as JSON', async () => {
  const { url } = await setUp()
  const posted = await fetch(url, { method: 'POST', body: RAW })
  expect(posted.status).toBe(201)
  await fetch(url, { method: 'POST', body: RAW.replace('b@', 'c@') })

  const all = await (await fetch(url)).json()
  expect(all.map((mail: { to: string }) => mail.to)).toEqual(['c@example.org', 'b@example.org'])
  const [one] = await (await fetch(`${url}?to=b%40example.org`)).json()
  expect(Object.keys(one)).toEqual(
    expect.arrayContaining(['id', 'receivedAt', 'from', 'to', 'subject', 'text', 'html', 'raw']),
  )
  expect(one).toMatchObject({ from: 'a@example.net', to: 'b@example.org', subject: 'Oui', raw: RAW })
  expect(await (await fetch(`${url}/${one.id}`)).json()).toEqual(one)
})

test('browsers get plain pages under a policy that runs and loads nothing', async () => {
  const { url, mail } = await setUp()
  const { id } = await mail.accept(RAW)
  const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
  for (const address of [url, `${url}/${id}`]) {
    const page = await fetch(address, { headers })
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await page.text()).toContain('Oui')
  }
})

test('bad requests get a sentence, other paths are left to others', async () => {
  const { url } = await setUp()
  expect((await fetch(url, { method: 'POST' })).status).toBe(400)
  expect((await fetch(url, { method: 'POST', body: 'a'.repeat(10_000_001) })).status).toBe(400)
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(405)
  expect((await fetch(`${url}/99`)).status).toBe(404)
  expect(await (await fetch(`${url}box`)).text()).toBe('not mounted')
})
