import type { Environment } from './environment.ts'
import { isLoopbackHost } from './loopback.ts'
import type { ProductionCause, SettingsFor } from './settings.ts'

/** What is missing, half given or forbidden, one sentence each. */
export function missingSettings(env: Environment, cause: ProductionCause, use: SettingsFor): string[] {
  const production = cause !== undefined
  return [
    ...(production ? missingSecret(env, cause) : []),
    ...(production && use === 'start' ? missingInProduction(env, cause) : []),
    ...(use === 'start' ? [...halfGiven(env, production), ...forbidden(env, production)] : []),
  ]
}

function missingSecret(env: Environment, cause: ProductionCause): string[] {
  if (env.EGARD_SECRET !== undefined) return []
  return [
    `EGARD_SECRET is missing: set it to 32 bytes in base64 ("openssl rand -base64 32"), or ${leaving(cause)} to have one made.`,
  ]
}

function missingInProduction(env: Environment, cause: ProductionCause): string[] {
  const missing: string[] = []
  const want = (name: keyof Environment, how: string, instead: string) => {
    if (env[name] === undefined)
      missing.push(`${name} is missing: set it to ${how}, or ${leaving(cause)} to use ${instead}.`)
  }
  want('PUBLIC_URL', 'the https address people reach this server at', 'http://localhost')
  want('EGARD_CONFIG', 'the JSON file that describes your organisation', 'the sample organisation')
  want('SMTP_URL', 'smtp://user:password@host:587', 'the local stand-in')
  want('MAIL_FROM', 'the sender of your messages, like "Your organisation <hello@example.com>"', 'the sample sender')
  want('SLACK_BOT_TOKEN', 'the bot token of your Slack app', 'the local stand-in')
  if (env.SLACK_APP_TOKEN === undefined) {
    want(
      'SLACK_SIGNING_SECRET',
      "your Slack app's signing secret (or SLACK_APP_TOKEN for Socket Mode)",
      'the local stand-in',
    )
  }
  return missing
}

function leaving(cause: ProductionCause): string {
  return cause === 'HOST' ? 'set HOST to 127.0.0.1' : `unset ${cause}`
}

function halfGiven(env: Environment, production: boolean): string[] {
  const problems: string[] = []
  const slack = [env.SLACK_SIGNING_SECRET, env.SLACK_APP_TOKEN, env.SLACK_API_URL]
  if (!production && env.SLACK_BOT_TOKEN === undefined && slack.some((value) => value !== undefined)) {
    problems.push(
      'SLACK_BOT_TOKEN is missing: set it to the bot token of your Slack app, or unset the other SLACK_ settings to use the local stand-in.',
    )
  }
  if (!production && env.SLACK_BOT_TOKEN !== undefined && !env.SLACK_SIGNING_SECRET && !env.SLACK_APP_TOKEN) {
    problems.push(
      'SLACK_SIGNING_SECRET is missing: set it (or SLACK_APP_TOKEN for Socket Mode), or unset SLACK_BOT_TOKEN to use the local stand-in.',
    )
  }
  if (!production && env.SLACK_BOT_TOKEN !== undefined && env.EGARD_CONFIG === undefined) {
    problems.push(
      'EGARD_CONFIG is missing: with a real Slack, set it to the JSON file that describes your organisation.',
    )
  }
  if (!production && env.SMTP_URL !== undefined && env.MAIL_FROM === undefined) {
    problems.push(
      'MAIL_FROM is missing: set it to the sender of your messages, or unset SMTP_URL to use the local stand-in.',
    )
  }
  problems.push(
    ...allOrNone(
      env,
      ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_KEY_FILE'],
      'or unset the other DKIM_ settings to send unsigned',
    ),
  )
  const twilio = ['TWILIO_FROM', 'TWILIO_MESSAGING_SERVICE_SID', 'TWILIO_API_URL'] as const
  const anyTwilio = twilio.some((name) => env[name] !== undefined)
  const otherwise = 'or unset the other TWILIO_ settings'
  problems.push(...allOrNone(env, ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'], otherwise, anyTwilio))
  if (env.TWILIO_ACCOUNT_SID && !env.TWILIO_FROM && !env.TWILIO_MESSAGING_SERVICE_SID) {
    problems.push(
      `TWILIO_FROM is missing: set it (or TWILIO_MESSAGING_SERVICE_SID) to what your texts are sent from, ${otherwise}.`,
    )
  }
  return problems
}

function allOrNone(env: Environment, names: (keyof Environment)[], otherwise: string, anyOther = false): string[] {
  if (!anyOther && names.every((name) => env[name] === undefined)) return []
  return names.filter((name) => env[name] === undefined).map((name) => `${name} is missing: set it, ${otherwise}.`)
}

function forbidden(env: Environment, production: boolean): string[] {
  const problems: string[] = []
  if (production && env.EGARD_SANDBOX === '1') {
    problems.push('EGARD_SANDBOX=1 is not allowed in production: unset it.')
  }
  const url = env.PUBLIC_URL === undefined ? undefined : new URL(env.PUBLIC_URL)
  if (production && url?.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    problems.push('PUBLIC_URL must begin with https:// in production: links carry signed tokens.')
  }
  return problems
}
