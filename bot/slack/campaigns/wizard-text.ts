import type { types } from '@slack/bolt'
import { type Block, context, section } from '#bot/slack/blocks.ts'
import { showRichText } from '#bot/slack/rich-text/show-rich-text.ts'
import { startText } from '#core/campaigns/start-texts/start-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { writingTexts } from '#core/texts/slack/writing.ts'
import { fieldBlocks } from './wizard-fields.ts'
import { TYPED, type WizardGiven } from './wizard-given.ts'
import { input, typed } from './wizard-inputs.ts'
import type { WizardStep } from './wizard-steps.ts'

/** Each text has ids of its own, so that Slack never carries one step's words over to the next. */
export function textIds(step: WizardStep & { at: 'text' }): { subject: string; body: string } {
  return { subject: `subject:${step.language}:${step.step}`, body: `body:${step.language}:${step.step}` }
}

/** Subject and body of one step in one language. What is not written yet begins with a start text, unless empty pages were wanted. */
export function textBlocks(given: WizardGiven, step: WizardStep & { at: 'text' }): Block[] {
  const { draft, house, language, now } = given
  const texts = slackTexts(language)
  const { wizard } = texts
  const ids = textIds(step)
  const written = draft.texts[step.language]?.[step.step]
  const isOffered = written === undefined && draft.emptyPages !== true
  const { subject, body } =
    written ?? (isOffered ? startText(draft, step.step, step.language) : { subject: '', body: '' })
  return [
    section(wizard.textTitle(texts.steps[step.step], texts.languages[step.language])),
    ...(isOffered ? [context(writingTexts(language).offered)] : []),
    input(ids.subject, wizard.subject, typed(subject, TYPED.subject)),
    input(ids.body, wizard.body, richText(body), { hint: wizard.bodyHint }),
    ...fieldBlocks({ draft, house, written: step.language, language, now }),
  ]
}

function richText(body: string): types.RichTextInput {
  const shown = showRichText(body)
  return { type: 'rich_text_input', ...(shown === undefined ? {} : { initial_value: shown }) }
}
