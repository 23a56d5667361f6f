import { staffLanguage } from '#core/texts/slack/slack-texts.ts'
import type { Notice } from '#db/operations/notices/claim-notices.ts'
import { placesOf } from '#db/operations/slack/card-places.ts'
import { type CardMessage, channelId, DONE, editCard, postCard, type Teller, type Told } from './teller.ts'

/** One card per channel for one subject: posted the first time, edited in place ever after, posted anew where it was deleted. */
export async function tellCard(teller: Teller, notices: readonly Notice[], message: CardMessage): Promise<Told> {
  const [first] = notices
  if (first === undefined) return DONE
  const { kind, subjectId = 0 } = first
  const language = staffLanguage(teller.memory.house.organisation.language)
  const places = await placesOf(teller.memory, [kind], subjectId)
  const busy: number[] = []
  for (const channel of new Set(notices.map((notice) => channelId(teller, notice)))) {
    const place = places.find((known) => known.channel === channel)
    if (place !== undefined && (await editCard(teller, place, message))) continue
    await postCard(teller, { kind, subjectId, channel, language, ts: '', version: 0 }, message, busy)
  }
  return busy.length > 0 ? { waitUntil: Math.max(...busy) } : DONE
}
