import type { types } from '@slack/bolt'
import { type Block, context, section } from '#bot/slack/blocks.ts'
import { showRichText } from '#bot/slack/rich-text/show-rich-text.ts'
import { type CampaignDraft, channelsOf, type StepText } from '#core/campaigns/draft.ts'
import { startSms } from '#core/campaigns/start-texts/sms.ts'
import { startText } from '#core/campaigns/start-texts/start-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import { writingTexts } from '#core/texts/slack/writing.ts'
import { lengthBlock, smsBlock } from './sms-blocks.ts'
import { exampleSms } from './sms-example.ts'
import { fieldBlocks } from './wizard-fields.ts'
import { TYPED, type WizardGiven } from './wizard-given.ts'
import { input, typed } from './wizard-inputs.ts'
import type { TextStep } from './wizard-steps.ts'

/** Each text has ids of its own, so that Slack never carries one step's words over to the next. */
export function textIds({ language, step }: TextStep): Record<keyof StepText, string> {
  return { subject: `subject:${language}:${step}`, body: `body:${language}:${step}`, sms: `sms:${language}:${step}` }
}

/**
 * What one step says in one language on each channel of the campaign. What is not written yet begins with a start text, unless empty pages were
 * wanted.
 */
export function textBlocks(given: WizardGiven, step: TextStep): Block[] {
  const { draft, house, language, now } = given
  const texts = slackTexts(language)
  const channels = channelsOf(draft)
  const { text, isOffered } = begunText(given, step)
  return [
    section(texts.wizard.textTitle(texts.steps[step.step], texts.languages[step.language])),
    ...(isOffered ? [context(writingTexts(language).offered)] : []),
    ...(channels.includes('email') ? emailInputs(given, step, text) : []),
    ...(channels.includes('sms') ? smsInputs(given, step, text.sms ?? '') : []),
    ...fieldBlocks({ draft, house, written: step.language, language, now, channels }),
  ]
}

/** What stands in the inputs; `isOffered`: some of it is ours and not saved yet. */
function begunText({ draft }: WizardGiven, { language, step }: TextStep) {
  const written = draft.texts[language]?.[step]
  const begins = draft.emptyPages !== true
  const channels = channelsOf(draft)
  const offersMail = channels.includes('email') && begins && !written?.subject && !written?.body
  const offersSms = channels.includes('sms') && begins && written?.sms === undefined
  const { subject, body } = offersMail ? startText(draft, step, language) : (written ?? { subject: '', body: '' })
  const sms = offersSms ? startSms(draft, step, language) : (written?.sms ?? '')
  return { text: { subject, body, sms } satisfies StepText, isOffered: offersMail || offersSms }
}

function emailInputs({ draft, language }: WizardGiven, step: TextStep, text: StepText): Block[] {
  const { wizard } = slackTexts(language)
  const ids = textIds(step)
  return [
    ...(channelsOf(draft).length > 1 ? [section(textingTexts(language).emailPart)] : []),
    input(ids.subject, wizard.subject, typed(text.subject, TYPED.subject)),
    input(ids.body, wizard.body, richText(text.body), { hint: wizard.bodyHint }),
  ]
}

function smsInputs(given: WizardGiven, step: TextStep, words: string): Block[] {
  const { draft, house, means, language, now } = given
  const texts = textingTexts(language)
  const { written, drafted } = { written: step.language, drafted: withSms(draft, step, words) }
  const example = exampleSms({ house, draft: drafted, written, step: step.step, means, now })
  return [
    ...(channelsOf(draft).length > 1 ? [section(texts.smsPart)] : []),
    input(textIds(step).sms, texts.sms, typed(words, TYPED.sms, true), { hint: texts.smsHint }),
    context(texts.readAs),
    smsBlock(example, texts),
    lengthBlock(example, language),
  ]
}

/** The draft as if these words were saved. */
function withSms(draft: CampaignDraft, { language, step }: TextStep, sms: string): CampaignDraft {
  const texts = draft.texts[language]
  const text = { subject: '', body: '', ...texts?.[step], sms }
  return { ...draft, texts: { ...draft.texts, [language]: { ...texts, [step]: text } } }
}

function richText(body: string): types.RichTextInput {
  const shown = showRichText(body)
  return { type: 'rich_text_input', ...(shown === undefined ? {} : { initial_value: shown }) }
}
