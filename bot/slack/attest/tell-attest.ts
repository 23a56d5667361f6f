import { tellCard } from '#bot/slack/tell/tell-card.ts'
import { DONE, type Teller, type Told } from '#bot/slack/tell/teller.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'
import { attestMessage } from './attest-message.ts'

/** A declared basis waits: its card is remembered, so that it is done wherever the privacy lead answers. */
export async function tellAttest(teller: Teller, notices: readonly Notice[]): Promise<Told> {
  const [first] = notices
  const message = first && (await attestMessage(teller.memory, first))
  return message === undefined ? DONE : tellCard(teller, notices, message)
}
