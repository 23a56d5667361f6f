import type { CardValue } from '#bot/slack/campaigns/card-value.ts'
import type { Person } from '#bot/slack/people.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { type ListKind, makeListFile } from '#db/operations/files/make-list-file.ts'
import { isRefused, type Refused } from '#db/operations/memory.ts'

/** A one-time link to one of a campaign's two lists, told to that person only. */
export function makeList(list: ListKind) {
  return async (
    { memory, now, publicOrigin }: Surface,
    { id, language }: Person,
    { campaignId }: CardValue,
  ): Promise<string | Refused> => {
    const made = await makeListFile(memory, now(), { campaignId, list, madeFor: id })
    if (isRefused(made)) return made
    const { done, lists } = slackTexts(language)
    return done.list(`${publicOrigin()}/staff/file/${made.token}`, lists[list])
  }
}
