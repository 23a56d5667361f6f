import type { CampaignDraft, StepText } from '#core/campaigns/draft.ts'
import type { CampaignKind, Language, Step } from '#core/messages/message.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { nl } from './nl.ts'

/**
 * Texts to begin with, ready to send, after the etiquette guide: who we are, context first, why, what is expected, next steps, thanks,
 * an invitation to ask, a signature with contact details. The layout adds buttons, promise, identity and links around them.
 */
export interface StartTexts {
  readonly ask: StepText
  /** A reminder that another one follows. */
  readonly reminder: StepText
  /** "This is the last message unless you say yes." */
  readonly lastReminder: StepText
  /** To people who agreed. */
  readonly topic: StepText
  /** About their data and their rights. */
  readonly information: StepText
}

const START_TEXTS: Readonly<Record<Language, StartTexts>> = { fr, en, nl }

/** What one step in one language begins with. */
export function startText(
  { kind, reminders }: { kind: CampaignKind; reminders: CampaignDraft['reminders'] },
  step: Step,
  language: Language,
): StepText {
  const texts = START_TEXTS[language]
  if (kind === 'topic') return texts.topic
  if (kind === 'information') return texts.information
  if (step === 'ask') return texts.ask
  return step === 'reminder-1' && reminders === 2 ? texts.reminder : texts.lastReminder
}
