import { tellCard } from '#bot/slack/tell/tell-card.ts'
import { DONE, type Teller, type Told } from '#bot/slack/tell/teller.ts'
import { staffLanguage } from '#core/texts/slack/slack-texts.ts'
import { readCleanUp } from '#db/operations/clean-up/read-clean-up.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'
import { cleanUpCard } from './clean-up-card.ts'

/** A clean-up's card in the approvers' channel, edited in place. */
export async function tellCleanUp(teller: Teller, notices: readonly Notice[]): Promise<Told> {
  const view = await readCleanUp(teller.memory, notices[0]?.subjectId ?? 0)
  if (view === undefined) return DONE
  return tellCard(teller, notices, cleanUpCard(view, staffLanguage(teller.memory.house.organisation.language)))
}
