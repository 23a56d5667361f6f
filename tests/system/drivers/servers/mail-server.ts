import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mailListener } from '#bot/sandbox/mail/mail-listener.ts'
import { startMailStandIn } from '#bot/sandbox/mail/mail-stand-in.ts'

/** A mail server as a process of its own, which shows over HTTP what it received. */
const mail = await startMailStandIn()
const listener = mailListener(mail)
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://sink').pathname
  void listener(request, response, path).then((known) => known || response.writeHead(404).end())
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.stdout.write(`The sink listens on http://127.0.0.1:${port} and takes mail at ${mail.smtpUrl}\n`)
})
