import { expect, onTestFinished, test } from 'vitest'
import type { TakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import { mailListener } from '#bot/sandbox/mail/mail-listener.ts'
import { startMailStandIn } from '#bot/sandbox/mail/mail-stand-in.ts'
import { mounted } from './mounted.ts'

const RAW = 'From: a@example.net\r\nTo: b@example.org\r\nSubject: Oui\r\n\r\nMerci\r\n'

async function setUp() {
  const mail = await startMailStandIn()
  onTestFinished(() => mail.close())
  const taken: string[] = []
  const takeIn: TakeInMail = async ({ raw, via }) => {
    taken.push(`${via} ${raw}`)
    return { kind: 'human', trusted: false, done: ['listed-for-a-person'] }
  }
  return { mail, taken, url: `${await mounted(mailListener(mail, takeIn))}/sandbox/mail` }
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

test('what is handed in does what it does by any other way in, and says what that was', async () => {
  const { url, taken } = await setUp()
  const posted = await (await fetch(url, { method: 'POST', body: RAW })).json()
  expect(posted).toMatchObject({ subject: 'Oui', kind: 'human', trusted: false, done: ['listed-for-a-person'] })
  expect(taken).toEqual([`sandbox ${RAW}`])
})

test('a browser is sent to the sandbox page, at the mail it asked for', async () => {
  const { url, mail } = await setUp()
  const { id } = await mail.accept(RAW)
  const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
  const ask = async (address: string) => (await fetch(address, { headers, redirect: 'manual' })).headers.get('location')
  expect(await ask(url)).toBe('/sandbox#mail')
  expect(await ask(`${url}/${id}`)).toBe(`/sandbox#mail/${id}`)
})

test('the page asks for lines without contents, and only for what is newer than what it has', async () => {
  const { url, mail } = await setUp()
  for (let count = 0; count < 11; count += 1) await mail.accept(RAW)
  const lines = await (await fetch(`${url}?lines&after=9`)).json()
  expect(lines.map(({ id }: { id: string }) => id)).toEqual(['11', '10'])
  expect(Object.keys(lines[0]).toSorted()).toEqual(['from', 'id', 'receivedAt', 'subject', 'to'])
})

test('bad requests get a sentence, other paths are left to others', async () => {
  const { url } = await setUp()
  expect((await fetch(url, { method: 'POST' })).status).toBe(400)
  expect((await fetch(url, { method: 'POST', body: 'a'.repeat(10_000_001) })).status).toBe(400)
  expect((await fetch(url, { method: 'DELETE' })).status).toBe(405)
  expect((await fetch(`${url}/99`)).status).toBe(404)
  expect((await fetch(`${url}/99/frame`)).status).toBe(404)
  expect(await (await fetch(`${url}box`)).text()).toBe('not mounted')
})
