import type { Settings } from '#bot/config/settings.ts'
import type { Log } from '#bot/log/create-log.ts'
import { bareAddress } from '#bot/mail/receive-smtp/our-addresses.ts'
import { type SmtpIn, startSmtpIn } from '#bot/mail/receive-smtp/start-smtp-in.ts'
import type { TakeInMail } from '#bot/mail/receive-smtp/take-in-mail.ts'
import type { House } from '#core/house.ts'
import { StartError } from './start-error.ts'

export interface SmtpInGiven {
  settings: Pick<Settings, 'host' | 'inbound' | 'mail'>
  house: House
  takeIn: TakeInMail
  log: Log
}

/**
 * The door for bounces and replies by SMTP, at the addresses our messages name: where they bounce to, who they are from, where they are answered.
 * Undefined where INBOUND_SMTP_PORT is not set. @throws StartError port
 */
export async function openSmtpIn({ settings, house, takeIn, log }: SmtpInGiven): Promise<SmtpIn | undefined> {
  const { host, inbound, mail } = settings
  if (inbound.smtpPort === undefined) return undefined
  const addresses = [mail.bounce, mail.from, house.dpo.email].map(bareAddress)
  try {
    return await startSmtpIn({ port: inbound.smtpPort, host: host.replace(/^\[(.*)\]$/, '$1'), addresses, takeIn, log })
  } catch (error) {
    throw new StartError('port', `INBOUND_SMTP_PORT ${inbound.smtpPort} cannot be used: set it to a free port.`, error)
  }
}
