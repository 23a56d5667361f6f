import { denialText, refusalText, sentenceView } from '#bot/slack/answers.ts'
import type { ModalView } from '#bot/slack/blocks.ts'
import type { Person } from '#bot/slack/people.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { type CampaignDraft, emptyDraft } from '#core/campaigns/draft.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { CampaignKind } from '#core/messages/message.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { saveDraft } from '#db/operations/campaigns/save-draft.ts'
import { isRefused, type Refused } from '#db/operations/memory.ts'
import { listSegments } from '#db/operations/segments/list-segments.ts'
import { type Flow, stepAfter, stepKey, type WizardStep, wizardSteps } from './wizard-steps.ts'
import { one, readStep, type Submitted, text } from './wizard-values.ts'
import { TYPED, WIZARD, type WizardMeta, wizardView } from './wizard-views.ts'

/** The first modal of a new campaign. Nothing is stored until it is sent. */
export async function newCampaignView(surface: Surface, { language }: Person): Promise<ModalView> {
  const draft = emptyDraft('re-opt-in', surface.memory.house.organisation.language)
  return show(surface, { step: { at: 'basics' }, flow: 'new', campaignId: undefined, version: 0, draft, language })
}

/** The first modal of an edit of an existing draft, filled with what it says. */
export async function editCampaignView(
  surface: Surface,
  { language }: Person,
  { campaignId, version, flow }: { campaignId: number; version: number; flow: Flow },
): Promise<ModalView> {
  const view = await readCampaign(surface.memory, surface.now(), campaignId)
  const refuse = (code: string) => sentence(refusalText({ refused: code }, language), language)
  if (view === undefined) return refuse('unknown-campaign')
  if (view.version !== version) return refuse('campaign-changed')
  const [step = { at: 'audience' } as const] = wizardSteps(flow, view.draft)
  return show(surface, { step, flow, campaignId, version, draft: view.draft, language })
}

/** Every submission of the wizard: checked, saved at once, then the next step in the same modal. */
export function listenToWizard(surface: Surface): void {
  surface.app.view(WIZARD, async ({ ack, body, view }) => {
    const admission = await surface.people.admit(body.user.id, ['staff'])
    const { language } = admission.admitted ? admission.person : admission
    const update = (next: ModalView) => ack({ response_action: 'update', view: next })
    if (!admission.admitted) return update(sentence(denialText(admission), language))
    const meta = JSON.parse(view.private_metadata) as WizardMeta
    const saved = await save(surface, admission.person, meta, view.state.values)
    if ('errors' in saved) return ack({ response_action: 'errors', errors: saved.errors })
    if (isRefused(saved)) return update(sentence(refusalText(saved, language), language))
    const { campaignId, version, draft } = saved
    const next = stepAfter(wizardSteps(meta.flow, draft), meta.key)
    await update(
      next === undefined
        ? doneView(surface, campaignId, language)
        : await show(surface, { step: next, flow: meta.flow, campaignId, version, draft, language }),
    )
    surface.tell()
  })
}

interface Saved {
  campaignId: number
  version: number
  draft: CampaignDraft
}

async function save(
  { memory, now }: Surface,
  { id: by, language }: Person,
  { campaignId, version, flow, key }: WizardMeta,
  values: Submitted,
): Promise<Saved | { errors: Record<string, string> } | Refused> {
  if (campaignId === undefined) {
    const kind = (one(values, 'kind') ?? 're-opt-in') as CampaignKind
    const change = { name: text(values, 'name', TYPED.name), need: text(values, 'need', TYPED.need) }
    const made = await createDraft(memory, now(), { by, kind, change })
    return { ...made, draft: { ...emptyDraft(kind, memory.house.organisation.language), ...change } }
  }
  const view = await readCampaign(memory, now(), campaignId)
  if (view === undefined) return { refused: 'unknown-campaign' }
  if (view.version !== version) return { refused: 'campaign-changed' }
  const { draft } = view
  const step = wizardSteps(flow, draft).find((candidate) => stepKey(candidate) === key)
  if (step === undefined) return { refused: 'campaign-changed' }
  const { timeZone } = memory.house.organisation
  const read = readStep({ step, values, draft, timeZone, language, now: now() })
  if ('errors' in read) return read
  const saved = await saveDraft(memory, now(), { campaignId, version, by, change: read.change })
  if (isRefused(saved)) return saved
  return { campaignId, version: saved.version, draft: { ...draft, ...read.change } }
}

interface ShowGiven {
  step: WizardStep
  flow: Flow
  campaignId: number | undefined
  version: number
  draft: CampaignDraft
  language: StaffLanguage
}

async function show({ memory }: Surface, given: ShowGiven): Promise<ModalView> {
  const segments = [...new Set(['everyone', ...(await listSegments(memory)).map(({ name }) => name)])]
  return wizardView({ ...given, house: memory.house, segments })
}

function doneView({ house }: Surface, campaignId: number, language: StaffLanguage): ModalView {
  const { wizard } = slackTexts(language)
  return sentenceView(wizard.doneTitle, wizard.done(campaignId, `<#${house.channels.campaigns}>`), language)
}

function sentence(words: string, language: StaffLanguage): ModalView {
  return sentenceView(slackTexts(language).wizard.title, words, language)
}
