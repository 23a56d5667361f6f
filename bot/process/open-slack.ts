import type { RequestListener } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { OpenMemory } from '#bot/cli/shared/command.ts'
import type { LoadedHouse } from '#bot/config/load-house.ts'
import type { SlackSettings } from '#bot/config/settings.ts'
import { smsFrom } from '#bot/config/sms-from.ts'
import type { Log } from '#bot/log/create-log.ts'
import { compileMessage } from '#bot/mail/compile.ts'
import { createLinkCheck } from '#bot/proofreading/check-link.ts'
import { createProofreader } from '#bot/proofreading/create-proofreader.ts'
import { createSpeller } from '#bot/proofreading/spelling.ts'
import { createSlackApp } from '#bot/slack/app.ts'
import { listWords } from '#db/operations/words/list-words.ts'

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
  const { settings } = memory
  const speller = createSpeller()
  const app = createSlackApp({
    memory,
    now,
    house: house.slack,
    connection,
    compile: compileMessage,
    proofread: createProofreader({
      spell: speller.spell,
      // With a stand-in for the mail server nothing leaves this machine, not even a question.
      checkLink: settings.mail.smtpUrl === undefined ? undefined : createLinkCheck(),
      houseWords: () => listWords(memory),
      sender: settings.mail.from,
    }),
    smsFrom: smsFrom(settings),
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
  const closing = new AbortController()
  const connecting = connect(() => app.start(), closing.signal, log)
  return {
    requestListener: app.requestListener,
    drain,
    async close() {
      clearInterval(timer)
      closing.abort()
      await Promise.all([looking, connecting])
      await app.stop()
      await speller.close()
    },
  }
}

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000

/** A server that boots may be there before its network: Slack is asked again, each time a little later, until the socket is open. */
async function connect(start: () => Promise<void>, closed: AbortSignal, log: Log): Promise<void> {
  for (let waitMs = FIRST_WAIT_MS; !closed.aborted; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await start()
    } catch (error) {
      log.error({ error }, 'Slack’s Socket Mode cannot be reached; it is asked again')
    }
    // Woken early only to end.
    await wait(waitMs, undefined, { signal: closed }).catch(() => {})
  }
}
