import { parseConnectionUrl } from 'nodemailer/lib/shared'
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'

/** Milliseconds. `socketMs` is silence in the middle of a conversation, the server's last answer included. */
export type SmtpTimeouts = { readonly connectMs: number; readonly greetingMs: number; readonly socketMs: number }

export const SMTP_TIMEOUTS: SmtpTimeouts = { connectMs: 15_000, greetingMs: 15_000, socketMs: 120_000 }

export type SmtpSettings = SMTPConnectionOptions & { readonly auth?: { user: string; pass: string } | undefined }

class SmtpUrlError extends Error {
  readonly code = 'smtp-url-unusable'
  constructor() {
    super('SMTP_URL cannot be used: write smtp://user:password@host:port or smtps://….')
    this.name = 'SmtpUrlError'
  }
}

/**
 * `smtp://user:password@host:587?requireTLS=false` and nodemailer's other query options. A password never travels in clear to
 * another machine unless the address says so. Throws `SmtpUrlError`.
 */
export function smtpSettings(smtpUrl: string, timeouts: SmtpTimeouts = SMTP_TIMEOUTS): SmtpSettings {
  if (!/^smtps?:\/\/[^/\s]+/.test(smtpUrl) || !URL.canParse(smtpUrl)) throw new SmtpUrlError()
  const { auth, ...given } = parseConnectionUrl(smtpUrl) as SmtpSettings
  const { hostname, protocol } = new URL(smtpUrl)
  if (hostname === '') throw new SmtpUrlError()
  const needsTls = auth !== undefined && protocol === 'smtp:' && !isLoopback(hostname)
  return {
    requireTLS: needsTls,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.socketMs,
    dnsTimeout: timeouts.connectMs,
    socketCloseTimeout: 1_000,
    // Without this a stand-in on loopback is refused on a machine with no other network interface.
    allowInternalNetworkInterfaces: isLoopback(hostname),
    ...given,
    ...(auth === undefined ? {} : { auth }),
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
