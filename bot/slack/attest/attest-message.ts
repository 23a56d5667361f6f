import { actions, button, header, section } from '#bot/slack/blocks.ts'
import type { CardMessage } from '#bot/slack/tell/teller.ts'
import { slackTexts, staffLanguage } from '#core/texts/slack/slack-texts.ts'
import { sourceToAttest } from '#db/operations/imports/attest-basis.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'

export const ATTEST_ACTIONS = { confirm: 'attest:confirm', refuse: 'attest:refuse' } as const

/** What the approvers' channel reads of a declared basis: numbers only, since a list's name may say who somebody is. */
export async function attestMessage(
  memory: Memory,
  { subjectId = 0 }: Pick<Notice, 'subjectId'>,
): Promise<CardMessage | undefined> {
  const source = await sourceToAttest(memory, { sourceId: subjectId })
  if (isRefused(source)) return undefined
  const { attest, bases } = slackTexts(staffLanguage(memory.house.organisation.language))
  const value = String(source.id)
  return {
    text: attest.fallback(source.id),
    blocks: [
      header(attest.title),
      section(attest.text(source.id, bases[source.basis], source.contacts)),
      ...actions([
        button({ action: ATTEST_ACTIONS.confirm, text: attest.confirm, value, label: `${attest.confirm} · ${value}` }),
        button({ action: ATTEST_ACTIONS.refuse, text: attest.refuse, value, label: `${attest.refuse} · ${value}` }),
      ]),
    ],
  }
}
