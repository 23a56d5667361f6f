import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { answerJson, readBody } from '#bot/sandbox/mail/http-answers.ts'
import { createSmsBox, type SmsBox } from '#bot/sandbox/sms/sms-box.ts'
import { twilioListener } from '#bot/sandbox/sms/twilio-listener.ts'

const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token of the test' }

export interface HeldTexts {
  box: SmsBox
  /** What a process is given to use it. */
  environment: { TWILIO_ACCOUNT_SID: string; TWILIO_AUTH_TOKEN: string; TWILIO_FROM: string; TWILIO_API_URL: string }
  /** From now on every message that was taken is answered for. */
  release(): void
}

/** An SMS provider that takes messages and keeps its answers to itself until it is told otherwise. */
export async function heldTexts(now: () => Temporal.Instant): Promise<HeldTexts> {
  const box = createSmsBox(now)
  const answers = twilioListener(ACCOUNT, box)
  const gate = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    void (async () => {
      const path = new URL(request.url ?? '/', 'http://provider').pathname
      if (request.method !== 'POST') return answers(request, response, path)
      const form = new URLSearchParams((await readBody(request, 100_000))?.toString())
      const given = (name: string) => form.get(name) ?? undefined
      const sms = box.create({
        to: given('To'),
        from: given('From'),
        messagingServiceSid: undefined,
        body: given('Body'),
      })
      await gate.promise
      return answerJson(response, 201, { sid: typeof sms === 'number' ? '' : sms.sid, status: 'queued' })
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  })
  const environment = {
    TWILIO_ACCOUNT_SID: ACCOUNT.accountSid,
    TWILIO_AUTH_TOKEN: ACCOUNT.authToken,
    TWILIO_FROM: '+33639980100',
    TWILIO_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  }
  return { box, environment, release: gate.resolve }
}
