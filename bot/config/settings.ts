import { type Environment, environmentSchema, type LogLevel } from './environment.ts'
import { isLoopbackHost } from './loopback.ts'
import { missingSettings } from './missing-settings.ts'

export interface SlackSettings {
  botToken: string
  /** Requests over HTTP are checked with it. */
  signingSecret: string | undefined
  /** Socket Mode when there is one. */
  appToken: string | undefined
  /** With a slash at the end. */
  apiUrl: string | undefined
}

export interface MailSettings {
  /** Undefined: the local stand-in. */
  smtpUrl: string | undefined
  /** `Name <address>` or an address. */
  from: string
  /** The address whose local part gets `+id` for bounces. */
  bounce: string
  dkim: { domain: string; selector: string; keyFile: string } | undefined
}

export interface SmsSettings {
  accountSid: string
  authToken: string
  sender: { from: string } | { messagingServiceSid: string }
  apiUrl: string | undefined
}

/** What the environment says, with every default filled in. Read once by `main.ts` and passed down. */
export interface Settings {
  production: boolean
  databaseUrl: string
  host: string
  /** 0: any free port. */
  port: number
  /** The origin links are made with; undefined: `http://localhost:PORT`, once the port is known. */
  publicUrl: string | undefined
  trustedProxies: readonly string[]
  /** 32 bytes in base64; undefined only outside production: made once in `var/secret`. */
  secret: string | undefined
  previousSecret: string | undefined
  /** The organisation's JSON file; undefined: the sample organisation. */
  configFile: string | undefined
  journal: string
  /** Undefined: the local stand-in. */
  slack: SlackSettings | undefined
  mail: MailSettings
  /** Undefined: the local stand-in; in production no SMS at all. */
  sms: SmsSettings | undefined
  /** Ways in for bounces and replies; each is closed where its value is undefined. `sesTopics`: only these SNS topics are believed. */
  inbound: { mailSecret: string | undefined; smtpPort: number | undefined; sesTopics: readonly string[] | undefined }
  metricsToken: string | undefined
  logLevel: LogLevel
  shutdownMs: number
  /** Whether `/sandbox*` answers. */
  sandbox: boolean
}

export type ParsedSettings = { settings: Settings } | { problems: string[] }

/**
 * `start` wants everything the product needs to run; `database` only what a command needs that touches nothing but the
 * database (`DATABASE_URL` and `EGARD_SECRET`).
 */
export type SettingsFor = 'start' | 'database'

/** Parses the environment. Every problem is found in one go, each as one sentence that says what to do. */
export function parseSettings(environment: NodeJS.ProcessEnv, use: SettingsFor = 'start'): ParsedSettings {
  const { env, malformed, problems } = parseEnvironment(environment)
  const missing = missingSettings(env, productionBecause(env), use)
  // What was given in a wrong shape is not missing too.
  problems.push(...missing.filter((sentence) => !malformed.some((name) => sentence.startsWith(`${name} `))))
  return problems.length > 0 ? { problems } : { settings: settingsOf(env) }
}

function parseEnvironment(environment: NodeJS.ProcessEnv) {
  const parsed = environmentSchema.safeParse(environment)
  if (parsed.success) return { env: parsed.data, malformed: [], problems: [] }
  const malformed = parsed.error.issues.map((issue) => String(issue.path[0]))
  const rest = Object.fromEntries(Object.entries(environment).filter(([name]) => !malformed.includes(name)))
  return {
    env: environmentSchema.parse(rest),
    malformed,
    problems: parsed.error.issues.map((issue) => issue.message),
  }
}

/** What makes this a production start, and how to leave it; undefined outside production. */
export type ProductionCause = 'NODE_ENV' | 'HOST' | 'PUBLIC_URL' | undefined

function productionBecause(env: Environment): ProductionCause {
  if (env.NODE_ENV === 'production') return 'NODE_ENV'
  if (env.HOST !== undefined && !isLoopbackHost(env.HOST)) return 'HOST'
  if (env.PUBLIC_URL !== undefined && !LOCAL_NAMES.includes(new URL(env.PUBLIC_URL).hostname)) return 'PUBLIC_URL'
  return undefined
}

const LOCAL_NAMES = ['localhost', '127.0.0.1', '[::1]']

function settingsOf(env: Environment): Settings {
  const production = productionBecause(env) !== undefined
  const slack = slackOf(env)
  const sms = smsOf(env)
  const standIn = slack === undefined || env.SMTP_URL === undefined || sms === undefined
  return {
    production,
    databaseUrl: env.DATABASE_URL ?? 'sqlite:var/egard.db',
    host: env.HOST ?? '127.0.0.1',
    port: env.PORT ?? 4321,
    publicUrl: env.PUBLIC_URL,
    trustedProxies: env.TRUSTED_PROXIES ?? [],
    secret: env.EGARD_SECRET,
    previousSecret: env.EGARD_SECRET_PREVIOUS,
    configFile: env.EGARD_CONFIG,
    journal: env.EGARD_JOURNAL ?? 'var/journal',
    slack,
    mail: mailOf(env),
    sms,
    inbound: {
      mailSecret: env.INBOUND_MAIL_SECRET,
      smtpPort: env.INBOUND_SMTP_PORT,
      sesTopics: env.INBOUND_SES_TOPIC,
    },
    metricsToken: env.METRICS_TOKEN,
    logLevel: env.LOG_LEVEL ?? 'info',
    shutdownMs: env.SHUTDOWN_MS ?? 20_000,
    sandbox: !production && (standIn || env.EGARD_SANDBOX === '1'),
  }
}

function slackOf(env: Environment): SlackSettings | undefined {
  if (env.SLACK_BOT_TOKEN === undefined) return undefined
  return {
    botToken: env.SLACK_BOT_TOKEN,
    signingSecret: env.SLACK_SIGNING_SECRET,
    appToken: env.SLACK_APP_TOKEN,
    apiUrl: env.SLACK_API_URL?.replace(/\/*$/, '/'),
  }
}

function mailOf(env: Environment): MailSettings {
  const from = env.MAIL_FROM ?? 'Égard <bonjour@egard.example>'
  const { DKIM_DOMAIN: domain, DKIM_SELECTOR: selector, DKIM_KEY_FILE: keyFile } = env
  return {
    smtpUrl: env.SMTP_URL,
    from,
    bounce: env.MAIL_BOUNCE ?? /<([^>]+)>$/.exec(from)?.[1] ?? from,
    dkim: domain && selector && keyFile ? { domain, selector, keyFile } : undefined,
  }
}

function smsOf(env: Environment): SmsSettings | undefined {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_API_URL: apiUrl } = env
  const { TWILIO_FROM: from, TWILIO_MESSAGING_SERVICE_SID: messagingServiceSid } = env
  if (!accountSid || !authToken) return undefined
  if (messagingServiceSid) return { accountSid, authToken, sender: { messagingServiceSid }, apiUrl }
  return from ? { accountSid, authToken, sender: { from }, apiUrl } : undefined
}
