import { createPrivateKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createMailWorker } from '#bot/delivery/mail-worker.ts'
import { createMailer } from '#bot/mail/send.ts'
import { createSigner } from '#bot/mail/signer.ts'
import { openSendMemory } from './send-base.ts'

// Run by send.part.ts: one worker with so many connections. Each message from the parent makes it send what is due; it answers when nothing is.
const [, , worker = '1', connections = '20', port = ''] = process.argv
const memory = await openSendMemory(process.env)
const { mail, publicUrl } = memory.settings
const privateKey = createPrivateKey(await readFile(mail.dkim?.keyFile ?? ''))
const signer = createSigner({ domainName: 'example.org', selector: 'egard1', privateKey })
const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, maxConnections: Number(connections) })
const sending = createMailWorker({
  memory,
  mailer,
  signer,
  sender: () => ({
    house: memory.house,
    publicOrigin: publicUrl ?? 'https://egard.example',
    from: 'lettre@example.org',
    bounce: mail.bounce,
  }),
  workerId: Number(worker),
  now: () => memory.now().epochMilliseconds,
  log: { info: () => {}, error: (fields, message) => process.stderr.write(`${message} ${JSON.stringify(fields)}\n`) },
})
process.on('message', () => void sending.drain().then(() => process.send?.('done')))
process.on('disconnect', () => process.exit())
process.send?.('ready')
