import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Person } from '#bot/sandbox/slack/workspace.ts'
import type { DatabaseKind } from '#tests/support/databases.ts'
import { startNode } from '#tests/support/process.ts'
import { until } from '#tests/support/until.ts'
import { aPlace, type Place } from './place.ts'

/** The people of another organisation in another Slack. */
export const TEAM = {
  id: 'T9MAGAZINE',
  anne: 'U9ANNE',
  bart: 'U9BART',
  cleo: 'U9CLEO',
  approvals: 'C9APPROVALS',
  campaigns: 'C9CAMPAIGNS',
  oncall: 'C9ONCALL',
} as const

const BOT_TOKEN = 'xoxb-9-production'
/** What Slack opens a socket for. */
export const APP_TOKEN = 'xapp-9-production'
const SIGNING_SECRET = '9f86d081884c7d659a2feaa0c55ad015'

/** An installation as in production: Slack, mail and the database are servers of their own, on ports of their own. */
export interface Production extends Place {
  /** The Slack server's own address. */
  slackUrl: string
  /** Where the mail sink shows what it received. */
  sinkUrl: string
  publicUrl: string
  dkim: { domain: string; selector: string; publicKey: string }
}

export async function aProduction(kind: DatabaseKind): Promise<Production> {
  const port = await freePort()
  const publicUrl = `http://localhost:${port}`
  const slackUrl = await startSlackServer(port)
  const sink = await startedServer('mail-server.ts', '')
  const place = await aPlace(kind, {}, 'machine')
  const houseFile = join(place.folder, 'house.json')
  await writeFile(houseFile, JSON.stringify(HOUSE))
  const dkim = await dkimKey(place)
  const environment = {
    ...place.environment,
    NODE_ENV: 'production',
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    EGARD_CONFIG: houseFile,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: `${slackUrl}/api/`,
    SMTP_URL: sink.smtpUrl,
    MAIL_FROM: 'The Magazine <hello@magazine.example>',
    MAIL_BOUNCE: 'bounces@magazine.example',
    DKIM_DOMAIN: dkim.domain,
    DKIM_SELECTOR: dkim.selector,
    DKIM_KEY_FILE: dkim.keyFile,
  }
  return { ...place, environment, slackUrl, sinkUrl: sink.url, publicUrl, dkim }
}

/** A port nobody uses: who must know the address before the process starts cannot ask for any. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Starts Slack for an Égard on `egardPort`, on a free port or a given one; answers its address. */
export async function startSlackServer(egardPort: number, port = 0): Promise<string> {
  return (await startedServer('slack-server.ts', slackOptions(egardPort, port))).url
}

async function startedServer(script: string, options: string): Promise<{ url: string; smtpUrl: string }> {
  const running = startNode([join(import.meta.dirname, 'servers', script), options])
  const url = await until(() => /listens on (http:\/\/\S+)/.exec(running.output())?.[1], {
    what: `${script} to listen`,
    state: running.output,
  })
  return { url, smtpUrl: /(smtp:\/\/\S+)/.exec(running.output())?.[1] ?? '' }
}

function slackOptions(egardPort: number, port: number): string {
  const person = (id: string, name: string): Person => ({ id, name, locale: 'en-US', kind: 'member', team: TEAM.id })
  return JSON.stringify({
    team: TEAM.id,
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    signingSecret: SIGNING_SECRET,
    port,
    appUrl: `http://127.0.0.1:${egardPort}/slack/events`,
    users: [person(TEAM.anne, 'Anne'), person(TEAM.bart, 'Bart'), person(TEAM.cleo, 'Cleo')],
    groups: [],
    channels: [
      { id: TEAM.approvals, name: 'approvals' },
      { id: TEAM.campaigns, name: 'campaigns' },
      { id: TEAM.oncall, name: 'oncall' },
    ],
  })
}

async function dkimKey({ folder }: Place) {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyFile = join(folder, 'dkim.pem')
  await writeFile(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const base64 = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  return { domain: 'magazine.example', selector: 'egard', publicKey: base64, keyFile }
}

const HOUSE = {
  organisation: {
    name: 'The Magazine',
    postalAddress: 'Korte Nieuwstraat 9, 2000 Antwerpen, Belgium',
    country: 'BE',
    timeZone: 'Europe/Brussels',
    language: 'en',
    site: 'https://magazine.example',
  },
  dpo: { name: 'Cleo', email: 'privacy@magazine.example' },
  contactKey: 'email',
  topics: [
    {
      id: 'magazine',
      name: { fr: 'Le magazine', en: 'The magazine', nl: 'Het magazine' },
      describe: { fr: 'Chaque saison.', en: 'Every season.', nl: 'Elk seizoen.' },
    },
  ],
  slack: {
    team: TEAM.id,
    channels: { approvals: TEAM.approvals, campaigns: TEAM.campaigns, oncall: TEAM.oncall },
    roles: {
      staff: [TEAM.anne, TEAM.bart],
      approver: [TEAM.anne, TEAM.bart],
      privacy: [TEAM.cleo],
      dpo: [TEAM.cleo],
      oncall: [TEAM.bart],
    },
  },
  // Open day and night: here nobody can move the clock.
  windows: { email: { 'mon-sun': ['00:00-24:00'] }, sms: { 'mon-fri': ['09:00-18:00'] } },
  budget: { per7Days: 2, per30Days: 6 },
  retention: {},
}
