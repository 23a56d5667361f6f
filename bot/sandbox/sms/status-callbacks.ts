import twilio from 'twilio'
import type { KeptSms, SmsBox } from './sms-box.ts'
import type { TwilioAccount } from './twilio-listener.ts'

/** Tells a StatusCallback what becomes of one message, in order, each once, as Twilio does. Nobody waits for it. */
export type TellStatus = (sms: KeptSms, callback: string, undelivered: number | undefined) => void

const TIMEOUT_MS = 5000

/** Signed as Twilio signs: `X-Twilio-Signature` over the address and the form. `close` waits for what is on its way and posts nothing more. */
export function createStatusCallbacks(
  { accountSid, authToken }: TwilioAccount,
  box: Pick<SmsBox, 'become'>,
): { tell: TellStatus; close(): Promise<void> } {
  const underWay = new Set<Promise<void>>()
  let closed = false

  async function journey(sms: KeptSms, callback: string, undelivered: number | undefined): Promise<void> {
    const end = undelivered === undefined ? 'delivered' : 'undelivered'
    for (const status of ['queued', 'sent', end] as const) {
      if (closed) return
      const error = status === 'undelivered' ? undelivered : undefined
      box.become(sms.sid, status, error)
      await postSigned(authToken, callback, {
        AccountSid: accountSid,
        ApiVersion: '2010-04-01',
        From: sms.from,
        MessageSid: sms.sid,
        MessageStatus: status,
        SmsSid: sms.sid,
        SmsStatus: status,
        To: sms.to,
        ...(sms.messagingServiceSid && { MessagingServiceSid: sms.messagingServiceSid }),
        ...(error !== undefined && { ErrorCode: String(error) }),
      })
    }
  }

  return {
    tell(sms, callback, undelivered) {
      // A status nobody takes is lost, as with Twilio.
      const done = journey(sms, callback, undelivered)
        .catch(() => {})
        .finally(() => underWay.delete(done))
      underWay.add(done)
    },
    async close() {
      closed = true
      await Promise.all(underWay)
    },
  }
}

/** A form posted as Twilio's webhooks are; `calledAs`: the address that is signed. Resolves to the status of the answer; rejects when there is none. */
export async function postSigned(
  authToken: string,
  url: string,
  form: Readonly<Record<string, string>>,
  calledAs = url,
): Promise<number> {
  const signature = twilio.getExpectedTwilioSignature(authToken, calledAs, form)
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  await answer.arrayBuffer()
  return answer.status
}
