import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { onTestFinished } from 'vitest'
import {
  type RunningSlackStandIn,
  type SlackStandInOptions,
  startSlackStandIn,
} from '#bot/sandbox/slack/start-slack-stand-in.ts'

export const BOT_TOKEN = 'xoxb-test'
export const APP_TOKEN = 'xapp-test'
const SIGNING_SECRET = 'a secret of the test'

export interface AppAndSlack {
  app: App
  slack: RunningSlackStandIn
}

/** A stand-in with nobody behind it: for the Web API alone. */
export async function aSlack(given: Partial<SlackStandInOptions> = {}): Promise<RunningSlackStandIn> {
  const slack = await startSlackStandIn({
    appUrl: 'http://127.0.0.1:9/slack/events',
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    signingSecret: SIGNING_SECRET,
    ...given,
  })
  onTestFinished(() => slack.close())
  return slack
}

/** The real Bolt on a port of its own, talking to a stand-in by HTTP both ways. */
export async function anAppOnSlack(
  given: Partial<SlackStandInOptions> & { appSecret?: string } = {},
): Promise<AppAndSlack> {
  const { appSecret = SIGNING_SECRET, ...options } = given
  let appUrl = ''
  const slack = await aSlack({ ...options, appUrl: () => appUrl })
  const receiver = new HTTPReceiver({ signingSecret: appSecret, logLevel: LogLevel.ERROR, logger: quiet })
  const app = new App({
    token: BOT_TOKEN,
    receiver,
    logger: quiet,
    clientOptions: {
      slackApiUrl: slack.apiUrl,
      logger: quiet,
      retryConfig: { retries: 2, minTimeout: 1, maxTimeout: 2 },
    },
  })
  const server = createServer((request, response) => receiver.requestListener(request, response))
  const port = await listen(server)
  appUrl = `http://127.0.0.1:${port}/slack/events`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { app, slack }
}

/** Bolt's own logging, of which a passing test shows nothing. */
export const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
