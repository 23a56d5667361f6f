import { setTimeout as wait } from 'node:timers/promises'
import type { KeptSms, SmsBox } from './sms-box.ts'
import { postSigned } from './status-callbacks.ts'
import type { TwilioAccount } from './twilio-listener.ts'

/** An SMS somebody writes to us. */
export interface IncomingSms {
  from: string
  to: string
  body: string
}

/** Resolves once our webhook was tried for the first time. */
export type TextIn = (sms: IncomingSms) => Promise<KeptSms>

export interface TextInOptions {
  account: TwilioAccount
  box: SmsBox
  /** Where our webhook is reached, and what the provider was told its address is. */
  webhook: () => { url: string; calledAs: string }
}

/** Real time between two tries. */
const PAUSES_MS = [200, 1000, 5000]

// What Twilio answers by itself, as documented for its default opt-out handling: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out
const OWN_ANSWERS = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe.',
  HELP: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
} as const

/**
 * The way an SMS takes to us: the provider keeps it, acts on its own words (it blocks the number, or frees it, and says so to whoever wrote), and calls
 * our webhook, signed. A webhook that fails is called again a few times.
 */
export function createTextIn({ account, box, webhook }: TextInOptions): { textIn: TextIn; close(): Promise<void> } {
  const closing = new AbortController()
  const underWay = new Set<Promise<void>>()

  async function call(sms: KeptSms, optOutType: keyof typeof OWN_ANSWERS | undefined): Promise<boolean> {
    const { url, calledAs } = webhook()
    const form = {
      AccountSid: account.accountSid,
      ApiVersion: '2010-04-01',
      Body: sms.body,
      From: sms.from,
      MessageSid: sms.sid,
      NumMedia: '0',
      NumSegments: '1',
      SmsMessageSid: sms.sid,
      SmsSid: sms.sid,
      SmsStatus: 'received',
      To: sms.to,
      ...(optOutType !== undefined && { OptOutType: optOutType }),
    }
    const status = await postSigned(account.authToken, url, form, calledAs).catch(() => 0)
    return status >= 200 && status < 300
  }

  async function callAgain(...given: Parameters<typeof call>): Promise<void> {
    for (const pauseMs of PAUSES_MS) {
      await wait(pauseMs, undefined, { signal: closing.signal })
      if (await call(...given)) return
    }
  }

  return {
    async textIn(sms) {
      const wasBlocked = box.isBlocked(sms.from)
      const kept = box.receive(sms)
      const optOutType = optOutTypeOf(sms.body, wasBlocked)
      if (optOutType !== undefined) box.answer({ from: sms.to, to: sms.from, body: OWN_ANSWERS[optOutType] })
      if (await call(kept, optOutType)) return kept
      const again = callAgain(kept, optOutType)
        .catch(() => {})
        .finally(() => underWay.delete(again))
      underWay.add(again)
      return kept
    },
    async close() {
      closing.abort()
      await Promise.all(underWay)
    },
  }
}

const STOP_WORDS = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'])
const START_WORDS = new Set(['START', 'UNSTOP'])
const HELP_WORDS = new Set(['HELP', 'INFO'])

/** Exact single words. YES frees a number that is blocked, and is a word like any other for one that is not. */
function optOutTypeOf(body: string, wasBlocked: boolean): keyof typeof OWN_ANSWERS | undefined {
  const word = body.trim().toUpperCase()
  if (STOP_WORDS.has(word)) return 'STOP'
  if (START_WORDS.has(word) || (word === 'YES' && wasBlocked)) return 'START'
  return HELP_WORDS.has(word) ? 'HELP' : undefined
}
