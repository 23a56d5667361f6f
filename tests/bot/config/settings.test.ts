import { describe, expect, test } from 'vitest'
import { parseSettings, type Settings } from '#bot/config/settings.ts'

const SECRET = Buffer.alloc(32, 7).toString('base64')
const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://consent.example.com',
  EGARD_SECRET: SECRET,
  EGARD_CONFIG: '/etc/egard/house.json',
  SMTP_URL: 'smtp://user:pass@relay.example.com:587',
  MAIL_FROM: 'Maison <hello@example.com>',
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'abc',
}

function settingsOf(environment: NodeJS.ProcessEnv): Settings {
  const parsed = parseSettings(environment)
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  return parsed.settings
}

function problemsOf(environment: NodeJS.ProcessEnv, use: 'start' | 'database' = 'start'): string[] {
  const parsed = parseSettings(environment, use)
  return 'problems' in parsed ? parsed.problems : []
}

test('nothing configured starts on this machine with stand-ins', () => {
  expect(settingsOf({})).toEqual({
    production: false,
    databaseUrl: 'sqlite:var/egard.db',
    host: '127.0.0.1',
    port: 4321,
    publicUrl: undefined,
    trustedProxies: [],
    secret: undefined,
    previousSecret: undefined,
    configFile: undefined,
    journal: 'var/journal',
    slack: undefined,
    mail: {
      smtpUrl: undefined,
      from: 'Égard <bonjour@egard.example>',
      bounce: 'bonjour@egard.example',
      dkim: undefined,
    },
    sms: undefined,
    inbound: { mailSecret: undefined, smtpPort: undefined, sesTopics: undefined },
    metricsToken: undefined,
    logLevel: 'info',
    shutdownMs: 20_000,
    sandbox: true,
  })
})

test('an empty variable counts as unset', () => {
  expect(settingsOf({ PORT: '', PUBLIC_URL: ' ', NODE_ENV: '' })).toEqual(settingsOf({}))
})

describe('production', () => {
  test('everything given starts, and takes the address for bounces from the sender', () => {
    const settings = settingsOf(PRODUCTION)
    expect(settings).toMatchObject({ production: true, sandbox: false, sms: undefined })
    expect(settings.mail.bounce).toBe('hello@example.com')
  })

  test.for([
    [{ NODE_ENV: 'production' }, true],
    [{ HOST: '0.0.0.0' }, true],
    [{ HOST: '::' }, true],
    [{ PUBLIC_URL: 'https://consent.example.com' }, true],
    [{ PUBLIC_URL: 'http://localhost.example.com' }, true],
    [{ HOST: '127.0.0.1', PUBLIC_URL: 'http://localhost:8080' }, false],
    [{ HOST: '::1', PUBLIC_URL: 'http://[::1]:8080' }, false],
    [{ HOST: 'localhost', PUBLIC_URL: 'http://127.0.0.1' }, false],
    [{ NODE_ENV: 'test' }, false],
  ] as const)('%j is production: %s', ([change, expected]) => {
    const wantsMore = problemsOf(change).some((problem) => problem.startsWith('EGARD_SECRET is missing'))
    expect(wantsMore).toBe(expected)
  })

  test.for(Object.keys(PRODUCTION).filter((name) => name !== 'NODE_ENV'))('%s left out is one sentence', (name) => {
    const problems = problemsOf({ ...PRODUCTION, [name]: undefined })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} is missing: set it to .+, or unset NODE_ENV to .+\\.$`))
  })

  test('several left out are several sentences', () => {
    expect(problemsOf({ ...PRODUCTION, SMTP_URL: undefined, SLACK_BOT_TOKEN: undefined })).toEqual([
      'SMTP_URL is missing: set it to smtp://user:password@host:587, or unset NODE_ENV to use the local stand-in.',
      'SLACK_BOT_TOKEN is missing: set it to the bot token of your Slack app, or unset NODE_ENV to use the local stand-in.',
    ])
  })

  test('the hint names what made it production', () => {
    expect(problemsOf({ HOST: '0.0.0.0' }).join()).toContain('or set HOST to 127.0.0.1 to use the local stand-in')
  })

  test('Socket Mode needs no signing secret', () => {
    expect(problemsOf({ ...PRODUCTION, SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: 'xapp-1' })).toEqual([])
  })

  test('there is no sandbox', () => {
    expect(problemsOf({ ...PRODUCTION, EGARD_SANDBOX: '1' })).toEqual([
      'EGARD_SANDBOX=1 is not allowed in production: unset it.',
    ])
  })

  test('links are https, except on a loopback name', () => {
    expect(problemsOf({ ...PRODUCTION, PUBLIC_URL: 'http://consent.example.com' })).toHaveLength(1)
    expect(problemsOf({ ...PRODUCTION, PUBLIC_URL: 'http://localhost:8080' })).toEqual([])
  })

  test('a command that only touches the database needs only the database and the secret', () => {
    expect(problemsOf({ NODE_ENV: 'production', EGARD_SECRET: SECRET }, 'database')).toEqual([])
    expect(problemsOf({ NODE_ENV: 'production' }, 'database')).toHaveLength(1)
  })
})

describe('outside production', () => {
  test('a token without a way in is half a Slack', () => {
    const problems = problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1', EGARD_CONFIG: 'house.json' })
    expect(problems).toEqual([
      'SLACK_SIGNING_SECRET is missing: set it (or SLACK_APP_TOKEN for Socket Mode), or unset SLACK_BOT_TOKEN to use the local stand-in.',
    ])
  })

  test('a real Slack needs a real organisation', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'abc' })).toEqual([
      'EGARD_CONFIG is missing: with a real Slack, set it to the JSON file that describes your organisation.',
    ])
  })

  test('the sandbox ends with the last stand-in, unless it is kept', () => {
    const real = { ...PRODUCTION, NODE_ENV: undefined, PUBLIC_URL: undefined }
    const sms = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'x', TWILIO_FROM: '+33100000000' }
    expect(settingsOf(real).sandbox).toBe(true)
    expect(settingsOf({ ...real, ...sms }).sandbox).toBe(false)
    expect(settingsOf({ ...real, ...sms, EGARD_SANDBOX: '1' }).sandbox).toBe(true)
  })
})

test.for([
  ['DATABASE_URL', 'mysql://x'],
  ['PORT', '70000'],
  ['PORT', '12.5'],
  ['PUBLIC_URL', 'https://example.com/path'],
  ['TRUSTED_PROXIES', 'proxy'],
  ['EGARD_SECRET', 'short'],
  ['SMTP_URL', 'https://example.com'],
  ['MAIL_FROM', 'nobody'],
  ['LOG_LEVEL', 'loud'],
  ['SHUTDOWN_MS', '-1'],
  ['EGARD_SANDBOX', 'yes'],
  ['SLACK_BOT_TOKEN', 'token'],
] as const)('%s=%s is refused in one sentence that begins with its name', ([name, value]) => {
  const problems = problemsOf({ ...PRODUCTION, [name]: value })
  expect(problems).toHaveLength(1)
  expect(problems[0]?.startsWith(name)).toBe(true)
})
