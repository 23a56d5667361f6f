import { readFile } from 'node:fs/promises'
import { readIncoming } from '#bot/mail/receive/read-incoming.ts'
import type { IncomingMail } from '#core/incoming/incoming-mail.ts'
import { type Command, readArguments } from './shared/command.ts'

/** `egard ingest FILE.eml`: says what an incoming message is. Nonsense is an answer, not an error. */
export const command: Command = {
  name: 'ingest',
  usage: 'ingest FILE.eml [--json]',
  summary:
    'Say what an incoming message is (bounce, complaint, automatic answer, a person), and do what follows from it.',
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: 'boolean' } }, { least: 1 })
    const file = positionals[0] ?? ''
    const raw = await readFile(file).catch(() => undefined)
    if (raw === undefined) return context.refuse(`There is no file ${file}: check its name.`)
    const mail = await readIncoming(raw)
    const answer = documentOf(mail, { trusted: false, done: [] })
    context.print(values.json ? JSON.stringify(answer) : spoken(answer))
    return 0
  },
}

function documentOf(mail: IncomingMail, { trusted, done }: { trusted: boolean; done: readonly string[] }) {
  const recipients = mail.recipients.map(({ address, permanence, status, reason }) => ({
    address: address ?? null,
    permanence,
    status: status ?? null,
    reason: reason ?? null,
  }))
  return {
    kind: mail.kind,
    trusted,
    recipients,
    inReplyTo: mail.inReplyTo[0] ?? null,
    done,
    stop: mail.stop?.phrase ?? null,
    cut: mail.cut ?? null,
  }
}

function spoken({ kind, trusted, recipients, done }: ReturnType<typeof documentOf>): string {
  const lines = recipients.map(
    ({ address, permanence, status, reason }) =>
      `  ${address ?? 'somebody'}: ${[permanence, status, reason].filter(Boolean).join(', ')}`,
  )
  return [`${kind}${trusted ? '' : ', not trusted'}`, ...lines, ...done.map((act) => `  done: ${act}`)].join('\n')
}
