import type { RequestListener } from 'node:http'
import type { OpenMemory } from '#bot/cli/shared/command.ts'
import type { LoadedHouse } from '#bot/config/load-house.ts'
import type { SlackSettings } from '#bot/config/settings.ts'
import type { Log } from '#bot/log/create-log.ts'
import { compileMessage } from '#bot/mail/compile.ts'
import { createSlackApp } from '#bot/slack/app.ts'

export interface Talking {
  /** Who answers `POST /slack/events`; undefined in Socket Mode. */
  requestListener: RequestListener | undefined
  /** Tells everything due by the clock's now. */
  drain(): Promise<void>
  close(): Promise<void>
}

export interface TalkOptions {
  memory: OpenMemory
  house: LoadedHouse
  connection: SlackSettings
  publicOrigin: () => string
  log: Log
}

/** How often somebody looks whether something waits to be told. */
const LOOK_MS = 500

/** The Slack surface of this process: it answers people, and tells what happened until it is closed. */
export function openSlack({ memory, house, connection, publicOrigin, log }: TalkOptions): Talking {
  const now = () => memory.now().epochMilliseconds
  const app = createSlackApp({
    memory,
    now,
    house: house.slack,
    connection,
    compile: compileMessage,
    publicOrigin,
    log,
  })
  const drain = async () => {
    await app.sendNotices(now())
  }
  let looking: Promise<void> | undefined
  const timer = setInterval(() => {
    looking ??= drain()
      .catch((error: unknown) => log.error({ error }, 'notices could not be told; they are tried again'))
      .finally(() => {
        looking = undefined
      })
  }, LOOK_MS)
  app.start().catch((error: unknown) => log.error({ error }, 'Slack’s Socket Mode cannot be reached'))
  return {
    requestListener: app.requestListener,
    drain,
    async close() {
      clearInterval(timer)
      await looking
      await app.stop()
    },
  }
}
