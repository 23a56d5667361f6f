import type { Settings } from './settings.ts'

/** A number no operator gives to anybody (Arcep's ranges for fiction): what the stand-in for Twilio sends from. */
const STAND_IN_NUMBER = '+33639980100'

/** What SMS leave from where the house names no sender for a country; undefined in production without a provider: then none leave. */
export function smsFrom({ sms, production }: Pick<Settings, 'sms' | 'production'>): string | undefined {
  if (sms === undefined) return production ? undefined : STAND_IN_NUMBER
  return 'from' in sms.sender ? sms.sender.from : sms.sender.messagingServiceSid
}
