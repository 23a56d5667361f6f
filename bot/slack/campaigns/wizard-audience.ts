import type { Block } from '#bot/slack/blocks.ts'
import { LANGUAGES } from '#core/messages/message.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { WizardGiven } from './wizard-given.ts'
import { choices, input, option, select } from './wizard-inputs.ts'
import { languageBlocks } from './wizard-languages.ts'

/** Who, about what, in which languages: below, how many people have each language and who would get another one than theirs. */
export function audienceBlocks({ draft, house, segments, languages, language }: WizardGiven): Block[] {
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
    const counts = Object.entries(wizard.reminderCounts).map(([value, text]) => option(text, value))
    const ticks = [option(wizard.tickDocumented, 'documented'), option(wizard.tickProfessional, 'professional')]
    blocks.push(
      input('reminders', wizard.reminders, select(counts, String(draft.reminders))),
      input('ticks', wizard.ticks, choices(ticks, draft.ticks), { hint: wizard.ticksHint, optional: true }),
    )
  }
  return blocks
}
