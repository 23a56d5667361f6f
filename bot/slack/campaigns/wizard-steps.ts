import { type CampaignDraft, isWritten, stepsOf } from '#core/campaigns/draft.ts'
import { LANGUAGES, type Language, type Step } from '#core/messages/message.ts'

/** One modal of the wizard. */
export type WizardStep =
  | { at: 'basics' }
  | { at: 'audience' }
  | { at: 'text'; language: Language; step: Step }
  | { at: 'settings' }

export type TextStep = WizardStep & { at: 'text' }

/** `new`: everything, one after the other; the others are what a card's edit buttons open. */
export type Flow = 'new' | 'texts' | 'settings'

/** The modals of a flow, in order, for the draft as it stands: one text per language and step. */
export function wizardSteps(flow: Flow, draft: Pick<CampaignDraft, 'kind' | 'reminders' | 'texts'>): WizardStep[] {
  const texts = LANGUAGES.filter((language) => draft.texts[language] !== undefined).flatMap((language) =>
    stepsOf(draft).map((step): WizardStep => ({ at: 'text', language, step })),
  )
  switch (flow) {
    case 'new':
      return [{ at: 'basics' }, { at: 'audience' }, ...texts, { at: 'settings' }]
    case 'texts':
      return texts
    case 'settings':
      return [{ at: 'basics' }, { at: 'audience' }, { at: 'settings' }]
  }
}

export function stepKey(step: WizardStep): string {
  return step.at === 'text' ? `text:${step.language}:${step.step}` : step.at
}

/** What comes after the step of this key; undefined at the end. */
export function stepAfter(steps: readonly WizardStep[], key: string): WizardStep | undefined {
  return steps[steps.findIndex((step) => stepKey(step) === key) + 1]
}

/** Where a draft is taken up again: the first step that lacks something, the one after all of them when none does. */
export function firstUnfinished(steps: readonly WizardStep[], draft: CampaignDraft): WizardStep | undefined {
  return steps.find((step) => lacks(step, draft)) ?? steps.at(-1)
}

export function lacks(step: WizardStep, draft: CampaignDraft): boolean {
  switch (step.at) {
    case 'basics':
      return draft.name.trim() === '' || draft.need.trim() === ''
    case 'audience':
      return Object.keys(draft.texts).length === 0 || (draft.kind !== 'information' && draft.topics.length === 0)
    case 'text':
      return !isWritten(draft, step.language, step.step)
    case 'settings':
      return false
  }
}
