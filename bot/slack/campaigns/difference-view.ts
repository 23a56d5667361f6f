import { refusalText, sentenceView } from '#bot/slack/answers.ts'
import { type Block, context, type ModalView, section } from '#bot/slack/blocks.ts'
import type { Surface } from '#bot/slack/surface.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { reviewTexts } from '#core/texts/slack/review.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { cardDate } from './card-date.ts'
import type { CardValue } from './card-value.ts'
import { differenceLines, differenceOf } from './difference-lines.ts'

const MOST_BLOCKS = 95
const SENTENCE = 1000

/** Everything that changed since the last decision, whole sentences. */
export async function differenceView(
  { memory, now }: Pick<Surface, 'memory' | 'now'>,
  { campaignId, version }: CardValue,
  language: StaffLanguage,
): Promise<ModalView> {
  const { card, more } = reviewTexts(language)
  const view = await readCampaign(memory, now(), campaignId)
  const refuse = (code: string) => sentenceView(card.wholeTitle, refusalText({ refused: code }, language), language)
  if (view === undefined) return refuse('unknown-campaign')
  const difference = differenceOf(view)
  if (view.version !== version || difference === undefined) return refuse('campaign-changed')
  const { house } = memory
  const date = (at: number) => cardDate(at, house)
  const lines = differenceLines(difference, { house, language, most: SENTENCE, sentences: 12, date, posted: false })
  const blocks: Block[] = lines.slice(0, MOST_BLOCKS).map(section)
  if (lines.length > MOST_BLOCKS) blocks.push(context(more(lines.length - MOST_BLOCKS)))
  return sentenceView(card.wholeTitle, sinceText(view, language, date), language, blocks)
}

/** "What changed since … refused it, …". */
export function sinceText(
  { lastDecision }: { lastDecision: { act: 'approve' | 'refuse'; by: string; at: number } | undefined },
  language: StaffLanguage,
  date: (at: number) => string,
): string {
  if (lastDecision === undefined) return ''
  const { card } = reviewTexts(language)
  const { act, by, at } = lastDecision
  const since = act === 'approve' ? card.changedSinceApproval : card.changedSinceRefusal
  return since(`<@${by}>`, date(at))
}
