import type { RequestListener } from 'node:http'
import { App, HTTPReceiver, LogLevel, webApi } from '@slack/bolt'
import { staffLanguage } from '#core/texts/slack/slack-texts.ts'
import { listenToAttests } from './attest/attest-listeners.ts'
import { boltLogger } from './bolt-logger.ts'
import { listenToCards } from './campaigns/card-listeners.ts'
import { listenToRefusals } from './campaigns/refuse.ts'
import { listenToReviews } from './campaigns/review.ts'
import { listenToWizard } from './campaigns/wizard.ts'
import { listenToCleanUps } from './clean-up/clean-up-listeners.ts'
import { listenToCommands } from './commands/egard.ts'
import { listenToMenu } from './commands/menu-listeners.ts'
import { listenToDoubts } from './doubts/doubts-listeners.ts'
import { catchErrors } from './error-net.ts'
import { guardTeam } from './guard-team.ts'
import { listenToHome } from './home/home.ts'
import { listenToImports } from './imports/import-listeners.ts'
import { createPeople } from './people.ts'
import { listenToReplies } from './replies/replies-listeners.ts'
import { listenToSegments } from './segments/segment-listeners.ts'
import { listenToStops } from './stop/stop.ts'
import type { SlackDeps, Surface } from './surface.ts'
import { createNoticeSender } from './tell/send-notices.ts'
import { createTell } from './tell/tell-notice.ts'

export interface SlackApp {
  /** What `POST /slack/events` is handed to; undefined in Socket Mode. */
  requestListener: RequestListener | undefined
  /** Tells in Slack what waits to be told; resolves to how many notices stand there now. */
  sendNotices(now: number): Promise<number>
  /** Connects in Socket Mode; otherwise nothing. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** How long Slack may take to answer while a person waits behind the question. */
const ASK_MS = 2000
const CALL_MS = 10_000

/** The Slack surface: real Bolt over HTTP, or over a socket when there is an app token. */
export function createSlackApp(deps: SlackDeps): SlackApp {
  const { connection, house, memory, log } = deps
  const { botToken, signingSecret, appToken, apiUrl } = connection
  const logger = boltLogger(log)
  const clientOptions: webApi.WebClientOptions = {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    timeout: CALL_MS,
    // A person or a schedule waits: what fails is told or tried again by us, with its own clock.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger,
  }
  const receiver =
    appToken === undefined
      ? new HTTPReceiver({ signingSecret: signingSecret ?? '', logger, logLevel: LogLevel.ERROR })
      : undefined
  const app = new App({
    // Not `token`: Bolt would ask Slack who it is before it acknowledges anything.
    authorize: async () => ({ botToken }),
    ...(receiver === undefined ? { socketMode: true, appToken: appToken ?? '' } : { receiver }),
    clientOptions,
    logger,
    logLevel: LogLevel.ERROR,
    convoStore: false,
    extendedErrorHandler: true,
  })
  const client = new webApi.WebClient(botToken, clientOptions)
  const asking = new webApi.WebClient(botToken, { ...clientOptions, timeout: ASK_MS })
  const people = createPeople(asking, house, staffLanguage(memory.house.organisation.language))
  const sender = createNoticeSender(deps, createTell({ ...deps, client }))
  const tell = () => {
    sender.send(deps.now()).catch((error: unknown) => log.error({ error }, 'notices could not be told'))
  }
  const surface: Surface = { ...deps, app, client, people, tell }
  guardTeam(surface)
  listenToHome(surface)
  listenToCommands(surface)
  listenToMenu(surface)
  listenToSegments(surface)
  listenToWizard(surface)
  listenToCards(surface)
  listenToRefusals(surface)
  listenToReviews(surface)
  listenToStops(surface)
  listenToAttests(surface)
  listenToCleanUps(surface)
  listenToDoubts(surface)
  listenToImports(surface)
  listenToReplies(surface)
  catchErrors(surface)
  return {
    requestListener: receiver?.requestListener,
    sendNotices: (now) => sender.send(now),
    start: async () => {
      if (receiver === undefined) await app.start()
    },
    stop: async () => {
      if (receiver === undefined) await app.stop()
    },
  }
}
