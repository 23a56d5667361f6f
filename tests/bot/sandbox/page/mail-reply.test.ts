import { expect, test } from 'vitest'
import { readIncoming } from '#bot/mail/receive/read-incoming.ts'
import { rawReply } from '#bot/sandbox/page/mail-reply.ts'

test('a mail answered in the sandbox is read as a person’s answer to that message', async () => {
  const mail = {
    from: 'bonjour@egard.example',
    to: 'marie@example.org, other@example.org',
    subject: 'Souhaitez-vous continuer ?\r\nBcc: evil@example.net',
    raw: 'From: x\r\nMessage-ID:\r\n <d1-0123456789abcdef@egard.example>\r\n\r\nMessage-ID: <no@no>\r\n',
  }
  const read = await readIncoming(Buffer.from(rawReply(mail, 'Je préfère arrêter, désabonnez-moi.')))
  expect(read).toMatchObject({
    kind: 'human',
    from: 'marie@example.org',
    inReplyTo: ['<d1-0123456789abcdef@egard.example>'],
    stop: { phrase: expect.any(String) },
  })
  expect(read.ourMarks).toContain('d1-0123456789abcdef')
  expect(rawReply(mail, 'x')).not.toMatch(/^Bcc:/m)
})
