import { expect, test } from 'vitest'
import { verifyToken } from '#db/keys/tokens.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aBase } from './a-base.ts'

const PUBLIC_URL = 'https://egard.example.org'

test('a known address gets a sound preference link, and the audit log says who made it for whom', async () => {
  const { memory, egard } = await aBase()
  const now = memory.now().epochMilliseconds
  const contactId = await aContact(memory, now, { email: 'marie@example.org' })
  const { code, stdout, stderr } = await egard(['link', ' Marie@Example.ORG ', '--json'], { PUBLIC_URL })
  expect([code, stderr]).toEqual([0, ''])
  const { url, contact } = JSON.parse(stdout) as { url: string; contact: number }
  expect(contact).toBe(contactId)
  const [origin, token = ''] = url.split('/p/')
  expect(origin).toBe(PUBLIC_URL)
  expect(verifyToken(memory.keyring, token, 'preferences', now)).toEqual({ ok: true, ids: [contactId] })
  const audit = await memory.database.read.selectFrom('audit').selectAll().execute()
  expect(audit).toMatchObject([
    { actor: expect.stringMatching(/^command line: .+/), act: 'preference-link', subject: `contact ${contactId}` },
  ])
})

test('nobody at an address is a sentence and exit 1, and nothing is written', async () => {
  const { memory, egard } = await aBase()
  const { code, stdout, stderr } = await egard(['link', 'nobody@example.org'])
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toBe('Nobody is known by nobody@example.org: check the spelling.\n')
  expect(await memory.database.read.selectFrom('audit').selectAll().execute()).toEqual([])
})

test('in production a link is not made without the address people open', async () => {
  const { memory, egard } = await aBase()
  await aContact(memory, memory.now().epochMilliseconds, { email: 'marie@example.org' })
  const { code, stderr } = await egard(['link', 'marie@example.org'], { NODE_ENV: 'production' })
  expect([code, stderr.slice(0, 22)]).toEqual([1, 'PUBLIC_URL is missing:'])
})
