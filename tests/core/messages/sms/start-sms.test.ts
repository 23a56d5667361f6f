import { expect, test } from 'vitest'
import { startSms } from '#core/campaigns/start-texts/sms.ts'
import { LANGUAGES } from '#core/messages/message.ts'
import { anSms, smsFindings } from './an-sms.ts'

const ONES = [
  { kind: 're-opt-in', step: 'ask', reminders: 1 },
  { kind: 're-opt-in', step: 'reminder-1', reminders: 1 },
  { kind: 're-opt-in', step: 'reminder-1', reminders: 2 },
  { kind: 're-opt-in', step: 'reminder-2', reminders: 2 },
  { kind: 'topic', step: 'message', reminders: 0 },
  { kind: 'information', step: 'message', reminders: 0 },
] as const

test.for(LANGUAGES.flatMap((language) => ONES.map((one) => ({ ...one, language }))))(
  'the start SMS of $kind $step of $reminders, $language, passes every check and fits two parts, from a number or a name',
  ({ kind, step, reminders, language }) => {
    const words = startSms({ kind, reminders }, step, language)
    const source = anSms({ kind, step, language, words, ...(kind !== 're-opt-in' && { promise: undefined }) })
    expect(smsFindings(source, { senders: ['+33700000000', 'MAISON'], linkLength: 55 })).toEqual([])
  },
)
