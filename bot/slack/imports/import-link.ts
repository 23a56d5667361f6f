import { type Block, context, plain, section, slackDate } from '#bot/slack/blocks.ts'
import type { Person } from '#bot/slack/people.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { importTexts } from '#core/texts/slack/imports.ts'
import { makeUpload } from '#db/operations/uploads/make-upload.ts'

/** A button that is a link still tells Slack it was pressed. */
export const OPEN_IMPORT = 'import:open'

/** A one-time page for this person, as a message only they see. */
export async function importLink(
  { memory, now, publicOrigin }: Pick<Surface, 'memory' | 'now' | 'publicOrigin'>,
  { id, language }: Pick<Person, 'id' | 'language'>,
): Promise<{ text: string; blocks: Block[] }> {
  const { link } = importTexts(language)
  const { token, expiresAt } = await makeUpload(memory, now(), { by: id, language })
  const iso = Temporal.Instant.fromEpochMilliseconds(expiresAt).toString({ smallestUnit: 'minute' })
  return {
    text: link.fallback,
    blocks: [
      section(link.text),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: OPEN_IMPORT,
            style: 'primary',
            text: plain(link.open),
            url: `${publicOrigin()}/staff/import/${token}`,
          },
        ],
      },
      context(link.until(slackDate(expiresAt, iso, '{time}'))),
    ],
  }
}
