import { refusalText, sentenceView } from '#bot/slack/answers.ts'
import { type Block, clip, context, divider, escapeMrkdwn, type ModalView, plain, section } from '#bot/slack/blocks.ts'
import type { Surface } from '#bot/slack/surface.ts'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import { VARIANT_OPENINGS } from '#core/campaigns/variants.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import { readTexts, type ShownText } from '#db/operations/campaigns/read-texts.ts'
import { isRefused } from '#db/operations/memory.ts'
import { lengthBlock, smsBlock } from './sms-blocks.ts'
import { exampleSms, type SmsMeans, smsMeans } from './sms-example.ts'

/** Slack takes 100 blocks in a modal, 3,000 characters in a section and 250 kB in all. */
const MOST_BLOCKS = 98
const PIECE = 2800
const MOST_TEXT = 6000

/** What the campaign will send, word for word, for whoever decides about it. */
export async function textsView(
  { memory, now, ...surface }: Pick<Surface, 'memory' | 'now' | 'smsFrom' | 'publicOrigin'>,
  given: { campaignId: number; version: number },
  language: StaffLanguage,
): Promise<ModalView> {
  const { read, everyone } = slackTexts(language)
  const found = await readTexts(memory, given)
  if (isRefused(found)) return sentenceView(read.title, refusalText(found, language), language)
  const intro = found.sealed ? read.sealed : found.texts.length > 0 ? read.draft : read.none
  const { draft, sealed } = found
  const segment = draft.segment === 'everyone' ? everyone : escapeMrkdwn(draft.segment)
  const who = context(clip(read.who(segment), 1000))
  const shown = { house: memory.house, draft, sealed, means: smsMeans(surface), now: now() }
  const blocks = [
    who,
    ...found.texts.flatMap((text) =>
      text.variant === 'sms' ? smsBlocks(text, shown, language) : textBlocks(text, language),
    ),
  ]
  return sentenceView(read.title, intro, language, blocks.slice(0, MOST_BLOCKS))
}

function textBlocks({ step, language: written, variant, subject, text }: ShownText, language: StaffLanguage): Block[] {
  const { read, steps, languages, labelled } = slackTexts(language)
  const where = `*${steps[step]} · ${languages[written]}*`
  // A variant is the same message after one paragraph of our own: that paragraph is what there is to read.
  if (variant !== 'plain' && variant !== 'sms')
    return [context(`${where} · ${labelled(read.variants[variant], VARIANT_OPENINGS[variant][written])}`)]
  const whole = clip(text, MOST_TEXT)
  const pieces: Block[] = []
  // Plain text: what staff wrote is shown as it is, and nothing in it becomes a link or a mention.
  for (let at = 0; at < whole.length; at += PIECE) {
    const piece = whole.slice(at, at + PIECE)
    if (piece.trim() !== '') pieces.push({ type: 'section', text: plain(piece) })
  }
  return [divider, section(where), { type: 'section', text: plain(clip(subject, 1000) || '–') }, ...pieces]
}

interface Shown {
  house: House
  draft: CampaignDraft
  sealed: boolean
  means: SmsMeans
  now: number
}

/** As a person reads it, with what the layout adds: an SMS has little else than what is filled in. */
function smsBlocks(
  { step, language: written, text }: ShownText,
  { house, draft, sealed, means, now }: Shown,
  language: StaffLanguage,
): Block[] {
  const { steps, languages } = slackTexts(language)
  const { channels, readAs } = textingTexts(language)
  if (text.trim() === '') return []
  const example = exampleSms({ house, draft, written, step, means, now }, sealed ? text : undefined)
  const where = `*${steps[step]} · ${languages[written]} · ${channels.sms}*`
  return [divider, section(where), context(readAs), smsBlock(example), lengthBlock(example, language)]
}
