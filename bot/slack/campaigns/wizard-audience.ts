import { type Block, context } from '#bot/slack/blocks.ts'
import { carrierOf } from '#core/campaigns/draft.ts'
import { LANGUAGES } from '#core/messages/message.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import type { WizardGiven } from './wizard-given.ts'
import { choices, input, option, select } from './wizard-inputs.ts'
import { languageBlocks } from './wizard-languages.ts'

/** Who, about what, in which languages: below, how many people have each language and who would get another one than theirs. */
export function audienceBlocks(given: WizardGiven): Block[] {
  const { draft, house, segments, languages, language } = given
  const texts = slackTexts(language)
  const { wizard } = texts
  const known = segments.slice(0, 100).filter((name) => name.length <= 150)
  const topics = house.topics.map(({ id, name }) => option(name[language], id))
  const started = LANGUAGES.filter((one) => draft.texts[one] !== undefined)
  const written = started.length > 0 ? started : [house.organisation.language]
  const blocks: Block[] = [
    input(
      'segment',
      wizard.segment,
      select(
        known.map((name) => option(name === 'everyone' ? texts.everyone : name, name)),
        draft.segment,
      ),
      { follows: true },
    ),
  ]
  if (draft.kind !== 'information')
    blocks.push(input('topics', wizard.topics, choices(topics, draft.topics), { hint: wizard.topicsHint }))
  blocks.push(
    ...carrierBlocks(given),
    input(
      'languages',
      wizard.languages,
      choices(
        LANGUAGES.map((one) => option(texts.languages[one], one)),
        written,
      ),
      { hint: wizard.languagesHint, follows: true },
    ),
    ...languageBlocks(languages, { written, rest: draft.languageOfRest }, language),
  )
  if (draft.kind === 're-opt-in') {
    const counts = Object.entries(textingTexts(language).reminderCounts[carrierOf(draft)]).map(([value, text]) =>
      option(text, value),
    )
    const ticks = [option(wizard.tickDocumented, 'documented'), option(wizard.tickProfessional, 'professional')]
    blocks.push(
      input('reminders', wizard.reminders, select(counts, String(draft.reminders))),
      input('ticks', wizard.ticks, choices(ticks, draft.ticks), { hint: wizard.ticksHint, optional: true }),
    )
  }
  return blocks
}

/** How the message travels; where no SMS leaves from here, that is said and there is nothing to choose. */
function carrierBlocks({ draft, means, language }: WizardGiven): Block[] {
  const texts = textingTexts(language)
  const carrier = carrierOf(draft)
  if (means.from === undefined) return [context(carrier === 'email' ? texts.notSetUp : texts.notSetUpBut)]
  const carriers = Object.entries(texts.carriers).map(([value, text]) => option(text, value))
  return [input('carrier', texts.carrier, select(carriers, carrier), { hint: texts.carrierHint, follows: true })]
}
