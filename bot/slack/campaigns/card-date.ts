import { slackDate } from '#bot/slack/blocks.ts'
import type { House } from '#core/house.ts'

/** An instant as each reader sees it in their own zone; where Slack cannot, in the house's. */
export function cardDate(at: number, { organisation }: Pick<House, 'organisation'>): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(organisation.timeZone)
  return slackDate(at, `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`)
}
