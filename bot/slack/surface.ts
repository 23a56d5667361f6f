import type { App, webApi } from '@slack/bolt'
import type { SlackHouse } from '#bot/config/house.ts'
import type { SlackSettings } from '#bot/config/settings.ts'
import type { Log } from '#bot/log/create-log.ts'
import type { Workshop } from '#db/operations/campaigns/compile-messages.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { People } from './people.ts'

/** What the Slack surface is made of. */
export interface SlackDeps extends Workshop {
  memory: Memory
  /** Epoch milliseconds of the product's clock. */
  now(): number
  house: SlackHouse
  connection: Pick<SlackSettings, 'botToken' | 'signingSecret' | 'appToken' | 'apiUrl'>
  publicOrigin(): string
  log: Log
}

/** The same, with what listeners talk through. */
export interface Surface extends SlackDeps {
  app: App
  client: webApi.WebClient
  people: People
  /** Posts what waits to be told, now rather than at the next tick. */
  tell(): void
}
