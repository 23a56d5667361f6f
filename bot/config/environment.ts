import { z } from 'zod'
import { isLoopbackHost } from './loopback.ts'

/** An empty variable counts as unset, as in most shells' habits. */
const text = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional()

/** A value given in a shape we can use, or one sentence that says which shape. */
function given<T>(parse: (value: string) => T | undefined, sentence: string) {
  return text.transform((value, context) => {
    if (value === undefined) return undefined
    const parsed = parse(value)
    if (parsed !== undefined) return parsed
    context.addIssue({ code: 'custom', message: sentence })
    return z.NEVER
  })
}

const wholeNumber = (most: number) => (value: string) =>
  /^\d{1,9}$/.test(value) && Number(value) <= most ? Number(value) : undefined

const secret = (name: string) =>
  given(keyText, `${name} must be 32 bytes in base64: make one with "openssl rand -base64 32".`)

const url = (protocols: readonly string[], sentence: string) =>
  given((value) => {
    const parsed = URL.parse(value)
    return parsed && protocols.includes(parsed.protocol) && parsed.host !== '' ? value : undefined
  }, sentence)

/**
 * Every variable of the environment that Égard reads, parsed once. Defaults and what depends on several variables are in
 * `settings.ts`.
 */
export const environmentSchema = z.object({
  NODE_ENV: text,
  DATABASE_URL: given(
    (value) => (/^(sqlite:.|postgres(ql)?:\/\/.)/.test(value) ? value : undefined),
    'DATABASE_URL must be sqlite:FILE or postgres://user:password@host/database.',
  ),
  PORT: given(wholeNumber(65_535), 'PORT must be a whole number from 0 to 65535.'),
  HOST: given(
    (value) => (/[\s/]/.test(value) ? undefined : value),
    'HOST must be an address or a name, like 127.0.0.1.',
  ),
  PUBLIC_URL: given(originOf, 'PUBLIC_URL must be an origin without a path, like https://consent.example.com.'),
  TRUSTED_PROXIES: given(
    addresses,
    'TRUSTED_PROXIES must be addresses or ranges separated by commas, like 10.0.0.0/8,::1.',
  ),
  EGARD_SECRET: secret('EGARD_SECRET'),
  EGARD_SECRET_PREVIOUS: secret('EGARD_SECRET_PREVIOUS'),
  EGARD_CONFIG: text,
  EGARD_JOURNAL: text,
  EGARD_SANDBOX: given(
    (value) => (value === '1' || value === '0' ? value : undefined),
    'EGARD_SANDBOX must be 1, or unset.',
  ),
  SLACK_BOT_TOKEN: given(
    (value) => (value.startsWith('xox') ? value : undefined),
    'SLACK_BOT_TOKEN must be a bot token, which begins with xoxb-.',
  ),
  SLACK_SIGNING_SECRET: text,
  SLACK_APP_TOKEN: given(
    (value) => (value.startsWith('xapp-') ? value : undefined),
    'SLACK_APP_TOKEN must be an app-level token, which begins with xapp-.',
  ),
  SLACK_API_URL: url(['http:', 'https:'], 'SLACK_API_URL must be an address like https://slack.com/api/.'),
  SMTP_URL: url(
    ['smtp:', 'smtps:'],
    'SMTP_URL must be like smtp://user:password@host:587 or smtps://user:password@host.',
  ),
  MAIL_FROM: given(
    (value) => (ADDRESS.test(value) ? value : undefined),
    'MAIL_FROM must be an address, like "Your organisation <hello@example.com>".',
  ),
  MAIL_BOUNCE: given(
    (value) => (PLAIN_ADDRESS.test(value) ? value : undefined),
    'MAIL_BOUNCE must be an address, like bounce@example.com.',
  ),
  DKIM_DOMAIN: text,
  DKIM_SELECTOR: text,
  DKIM_KEY_FILE: text,
  INBOUND_MAIL_SECRET: text,
  INBOUND_SMTP_PORT: given(wholeNumber(65_535), 'INBOUND_SMTP_PORT must be a whole number from 0 to 65535.'),
  INBOUND_SES_TOPIC: given(
    topics,
    'INBOUND_SES_TOPIC must be the ARN of an SNS topic, like arn:aws:sns:eu-west-1:123456789012:mail; several are separated by commas.',
  ),
  TWILIO_ACCOUNT_SID: text,
  TWILIO_AUTH_TOKEN: text,
  TWILIO_FROM: text,
  TWILIO_MESSAGING_SERVICE_SID: text,
  TWILIO_API_URL: url(['http:', 'https:'], 'TWILIO_API_URL must be an address like https://api.twilio.com.'),
  METRICS_TOKEN: text,
  LOG_LEVEL: given(
    (value) => (isLogLevel(value) ? value : undefined),
    'LOG_LEVEL must be trace, debug, info, warn, error, fatal or silent.',
  ),
  SHUTDOWN_MS: given(wholeNumber(600_000), 'SHUTDOWN_MS must be a whole number of milliseconds, at most 600000.'),
})

export type Environment = z.infer<typeof environmentSchema>

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

function isLogLevel(value: string): value is LogLevel {
  return (LOG_LEVELS as readonly string[]).includes(value)
}

const PLAIN_ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/
const ADDRESS = /^(?:[^\r\n<>]*<[^\s@<>,;"]+@[^\s@<>,;"]+>|[^\s@<>,;"]+@[^\s@<>,;"]+)$/

function keyText(value: string): string | undefined {
  const isBase64 = /^[A-Za-z0-9+/_-]{43}=?$/.test(value)
  return isBase64 && Buffer.from(value, 'base64').length === 32 ? value : undefined
}

function originOf(value: string): string | undefined {
  const url = URL.parse(value)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined
  const bare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  return bare ? url.origin : undefined
}

function topics(value: string): string[] | undefined {
  const list = value.split(',').map((item) => item.trim())
  return list.every((item) => /^arn:aws[a-z-]*:sns:[a-z0-9-]{3,30}:\d{12}:[\w-]{1,256}(?:\.fifo)?$/.test(item))
    ? list
    : undefined
}

function addresses(value: string): string[] | undefined {
  const list = value.split(',').map((item) => item.trim())
  return list.every((item) => /^[0-9a-fA-F:.]+(\/\d{1,3})?$/.test(item) || isLoopbackHost(item)) ? list : undefined
}
