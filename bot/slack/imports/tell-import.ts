import { tellCard } from '#bot/slack/tell/tell-card.ts'
import { DONE, type Teller, type Told } from '#bot/slack/tell/teller.ts'
import { staffLanguage } from '#core/texts/slack/slack-texts.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'
import { readUpload } from '#db/operations/uploads/read-upload.ts'
import { importCard } from './import-card.ts'

/** An import's card in the campaigns' channel, edited in place. */
export async function tellImport(teller: Teller, notices: readonly Notice[]): Promise<Told> {
  const upload = await readUpload(teller.memory, notices[0]?.subjectId ?? 0)
  const card = upload && importCard(upload, staffLanguage(teller.memory.house.organisation.language))
  return card === undefined ? DONE : tellCard(teller, notices, card)
}
