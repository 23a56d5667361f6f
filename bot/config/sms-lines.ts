import type { SmsPractice } from '#core/house.ts'
import type { SmsSettings } from './settings.ts'

export interface SmsReport {
  /** In production without a provider: campaigns by SMS are refused. */
  provider: 'twilio' | 'none'
  senders: { country: string; sender: string; canReceive: boolean }[]
}

/** Who SMS come from, and what follows for the people who get them. */
export function smsReport(practice: SmsPractice | undefined, settings: SmsSettings | undefined): SmsReport {
  const senders = Object.entries(practice?.senders ?? {}).map(([country, sender]) => ({
    country,
    sender,
    canReceive: sender.startsWith('+') || sender.startsWith('MG'),
  }))
  return { provider: settings === undefined ? 'none' : 'twilio', senders }
}

/** One line a sender, for a person at a terminal. */
export function smsLines({ provider, senders }: SmsReport): string[] {
  const lines = senders.map(({ country, sender, canReceive }) =>
    canReceive
      ? `  to ${country} from ${sender}: people can answer, and STOP reaches us`
      : `  to ${country} from ${sender}: a name cannot be answered, so its messages carry a link instead of STOP`,
  )
  const how =
    provider === 'twilio'
      ? 'SMS: sent by Twilio.'
      : 'SMS: no TWILIO_ settings here, so a server in production sends none; elsewhere the local stand-in takes them.'
  return [how, ...lines]
}
