import { tellCard } from '#bot/slack/tell/tell-card.ts'
import { DONE, type Teller, type Told } from '#bot/slack/tell/teller.ts'
import { staffLanguage } from '#core/texts/slack/slack-texts.ts'
import { PILE_CARDS } from '#db/operations/incoming/lay-on-pile.ts'
import { readPile } from '#db/operations/incoming/read-pile.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'
import { pileCard } from './pile-card.ts'

/** A pile's card, edited in place until all of it is read. */
export async function tellPile(teller: Teller, notices: readonly Notice[]): Promise<Told> {
  const [first] = notices
  const view = await readPile(teller.memory, first?.subjectId ?? 0)
  if (view === undefined) return DONE
  const kind = first?.kind === PILE_CARDS.untrusted ? 'untrusted' : 'replies'
  return tellCard(teller, notices, pileCard(view, kind, staffLanguage(teller.memory.house.organisation.language)))
}
