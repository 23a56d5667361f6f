import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { readIncoming } from '#bot/mail/receive/read-incoming.ts'
import type { IncomingMail } from '#core/incoming/incoming-mail.ts'
import { type Received, receiveMail } from '#db/operations/incoming/receive-mail.ts'
import { type Command, readArguments } from './shared/command.ts'

/** `egard ingest FILE.eml`: what an incoming message is, and what follows from it where it is trusted. Nonsense is an answer, not an error. */
export const command: Command = {
  name: 'ingest',
  usage: 'ingest FILE.eml [--json]',
  summary:
    'Say what an incoming message is (bounce, complaint, automatic answer, a person), and do what follows from it.',
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: 'boolean' } }, { least: 1 })
    const file = positionals[0] ?? ''
    const raw = await readFile(file).catch(() => undefined)
    if (raw === undefined) return context.refuse(`The file ${file} cannot be read: check its name.`)
    const mail = await readIncoming(raw)
    await using memory = await context.openMemory()
    const now = memory.now().epochMilliseconds
    const digest = createHash('sha256').update(raw).digest('hex')
    const received = await receiveMail(memory, now, { mail, digest, via: 'command', verified: false })
    const answer = documentOf(mail, received)
    context.print(values.json ? JSON.stringify(answer) : spoken(answer))
    return 0
  },
}

function documentOf(mail: IncomingMail, { trusted, done }: Received) {
  const recipients = mail.recipients.map(({ address, permanence, status, reason }) => ({
    address: address ?? null,
    permanence,
    status: status ?? null,
    reason: reason ?? null,
  }))
  const { kind, inReplyTo, stop, cut } = mail
  return {
    kind,
    trusted,
    recipients,
    inReplyTo: inReplyTo[0] ?? null,
    done,
    stop: stop?.phrase ?? null,
    cut: cut ?? null,
  }
}

function spoken({ kind, trusted, recipients, done, stop }: ReturnType<typeof documentOf>): string {
  const whom = recipients.map(({ address, permanence, status, reason }) => {
    const what = [permanence, status, reason].filter((part) => part !== null).join(', ')
    return `  ${address ?? 'nobody named'}: ${what}`
  })
  return [
    trusted ? kind : `${kind}, without a signed name of ours: it changes nothing`,
    ...whom,
    ...(stop === null ? [] : [`  asks to be left alone: ${stop}`]),
    ...done.map((act) => `  ${act}`),
  ].join('\n')
}
