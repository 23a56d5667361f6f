import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { postSigned } from '#bot/sandbox/sms/status-callbacks.ts'

/** An SMS the provider took, once for each time it was asked to. */
export interface TakenText {
  to: string
  /** Our name of the message: `d42-…`, or `s7-…` for an answer of the house's own. */
  name: string
  /** When the request had come in whole. Machine's time, epoch milliseconds. */
  at: number
}

export interface TextProvider {
  accountSid: string
  authToken: string
  apiUrl: string
  taken: TakenText[]
  /** Posts what somebody wrote to our door, signed as the provider signs; resolves with the answer's status. */
  textIn(publicUrl: string, text: { from: string; to: string; body: string; optOutType?: 'STOP' }): Promise<number>
  close(): Promise<void>
}

const ACCOUNT = `AC${'0'.repeat(32)}`
const TOKEN = 'a token of the test'

/** As much of a provider as a send needs: it takes every message, and answers after a while. */
export async function startTextProvider(answerAfterMs = 0): Promise<TextProvider> {
  const taken: TakenText[] = []
  const server = createServer((request, response) => {
    void take(request, response).catch(() => response.destroy())
  })
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += String(chunk)
    const form = new URLSearchParams(body)
    const name = new URL(form.get('StatusCallback') ?? 'http://nowhere/').searchParams.get('d') ?? ''
    taken.push({ to: form.get('To') ?? '', name, at: Date.now() })
    const sid = sidOf(taken.length)
    if (answerAfterMs > 0) await wait(answerAfterMs)
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ sid, status: 'queued', to: form.get('To'), body: form.get('Body') }))
  }
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  let texts = 0
  return {
    accountSid: ACCOUNT,
    authToken: TOKEN,
    apiUrl: `http://127.0.0.1:${port}`,
    taken,
    async textIn(publicUrl, { from, to, body, optOutType }) {
      texts += 1
      const fields = {
        AccountSid: ACCOUNT,
        MessageSid: sidOf(1_000_000 + texts),
        From: from,
        To: to,
        Body: body,
        NumMedia: '0',
        ...(optOutType && { OptOutType: optOutType }),
      }
      return postSigned(TOKEN, `${publicUrl}/webhooks/twilio/inbound`, fields)
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => void server.close(resolve))
    },
  }
}

function sidOf(number: number): string {
  return `SM${number.toString(16).padStart(32, '0')}`
}
