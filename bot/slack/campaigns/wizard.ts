import type { BlockAction } from '@slack/bolt'
import { denialText, refusalText, sentenceView } from '#bot/slack/answers.ts'
import { context, type ModalView } from '#bot/slack/blocks.ts'
import type { Person } from '#bot/slack/people.ts'
import { renewModal } from '#bot/slack/renew-modal.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { type CampaignDraft, channelsOf, emptyDraft } from '#core/campaigns/draft.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { CampaignKind } from '#core/messages/message.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import { copyCampaign } from '#db/operations/campaigns/copy-campaign.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { listCampaigns, readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { saveDraft } from '#db/operations/campaigns/save-draft.ts'
import { isRefused, type Refused } from '#db/operations/memory.ts'
import { listSegments } from '#db/operations/segments/list-segments.ts'
import { COUNT_SMS, lengthText } from './sms-blocks.ts'
import { exampleSms, smsMeans } from './sms-example.ts'
import { TYPED } from './wizard-given.ts'
import { COUNT_LANGUAGES, languagesOf } from './wizard-languages.ts'
import { type Flow, firstUnfinished, lacks, stepAfter, stepKey, type WizardStep, wizardSteps } from './wizard-steps.ts'
import { draftAsTyped, one, readStep, type Submitted, text } from './wizard-values.ts'
import { STARTS, WIZARD, type WizardMeta, wizardView } from './wizard-views.ts'

/** A submission must be answered within three seconds, all included. */
const QUICK_MS = 1200
/** Nobody's window waits for this one. */
const PATIENT_MS = 20_000

/** The first modal of a new campaign. Nothing is stored until it is sent. */
export async function newCampaignView(surface: Surface, { language }: Person): Promise<ModalView> {
  const draft = emptyDraft('re-opt-in', surface.memory.house.organisation.language)
  return show(surface, { step: { at: 'basics' }, flow: 'new', campaignId: undefined, version: 0, draft, language })
}

/** An edit of an existing draft, where its first text is missing or else from the beginning, filled with what it says. */
export function editCampaignView(
  surface: Surface,
  person: Person,
  { campaignId, version, flow }: { campaignId: number; version: number; flow: Flow },
): Promise<ModalView> {
  return openDraft(
    surface,
    person,
    { campaignId, version, flow },
    (steps, draft) => (flow === 'texts' ? steps.find((step) => lacks(step, draft)) : undefined) ?? steps[0],
  )
}

/** Takes a draft up where something is missing: what Home and the cards open. The steps after it follow, as when it was begun. */
export function resumeView(
  surface: Surface,
  person: Person,
  { campaignId, version }: { campaignId: number; version: number },
): Promise<ModalView> {
  return openDraft(surface, person, { campaignId, version, flow: 'new' }, firstUnfinished)
}

async function openDraft(
  surface: Surface,
  { language }: Person,
  { campaignId, version, flow }: { campaignId: number; version: number; flow: Flow },
  where: (steps: readonly WizardStep[], draft: CampaignDraft) => WizardStep | undefined,
): Promise<ModalView> {
  const view = await readCampaign(surface.memory, surface.now(), campaignId)
  const refuse = (code: string) => sentence(refusalText({ refused: code }, language), language)
  if (view === undefined) return refuse('unknown-campaign')
  if (view.version !== version) return refuse('campaign-changed')
  const { draft } = view
  const opened = { campaignId, version, draft, language }
  const step = where(wizardSteps(flow, draft), draft)
  // Without a language there is no text to edit: the languages are chosen first, and the texts follow.
  return show(surface, {
    ...opened,
    ...(step === undefined ? { step: { at: 'audience' }, flow: 'new' } : { step, flow }),
  })
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
    const notice = smsNotice(surface, meta, draft, language)
    await update(
      next === undefined
        ? doneView(surface, campaignId, language, notice)
        : await show(surface, { step: next, flow: meta.flow, campaignId, version, draft, language, notice }),
    )
    surface.tell()
  })
  listenToChoices(surface)
}

/** Segment, languages and the language of the rest tell whom a message reaches in which language: the lines below them follow. */
function listenToChoices(surface: Surface): void {
  for (const action of ['segment', 'languages', 'rest', 'carrier', COUNT_LANGUAGES, COUNT_SMS]) {
    surface.app.action<BlockAction>(action, async ({ ack, body }) => {
      if (body.view?.callback_id !== WIZARD) return
      await ack()
      const { id, hash, private_metadata, state } = body.view
      const admission = await surface.people.admit(body.user.id, ['staff'])
      if (!admission.admitted) return
      const { campaignId, version, flow, key } = JSON.parse(private_metadata) as WizardMeta
      const view = campaignId && (await readCampaign(surface.memory, surface.now(), campaignId))
      // A draft that changed meanwhile says so when the step is sent.
      if (!view || view.version !== version) return
      const step = wizardSteps(flow, view.draft).find((candidate) => stepKey(candidate) === key)
      if (step === undefined) return
      const draft = draftAsTyped(state.values, view.draft, step)
      const { language } = admission.person
      const shown = await show(surface, { step, flow, campaignId, version, draft, language }, PATIENT_MS)
      await renewModal(surface, id, shown, hash)
    })
  }
}

interface Saved {
  campaignId: number
  version: number
  draft: CampaignDraft
}

async function save(
  surface: Surface,
  person: Person,
  { campaignId, version, flow, key }: WizardMeta,
  values: Submitted,
): Promise<Saved | { errors: Record<string, string> } | Refused> {
  const { memory, now } = surface
  if (campaignId === undefined) return begin(surface, person, values)
  const { id: by, language } = person
  const view = await readCampaign(memory, now(), campaignId)
  if (view === undefined) return { refused: 'unknown-campaign' }
  if (view.version !== version) return { refused: 'campaign-changed' }
  const { draft } = view
  const step = wizardSteps(flow, draft).find((candidate) => stepKey(candidate) === key)
  if (step === undefined) return { refused: 'campaign-changed' }
  const { timeZone } = memory.house.organisation
  const sms = surface.smsFrom !== undefined
  const read = readStep({ step, values, draft, timeZone, sms, language, now: now() })
  if ('errors' in read) return read
  const saved = await saveDraft(memory, now(), { campaignId, version, by, change: read.change })
  if (isRefused(saved)) return saved
  return { campaignId, version: saved.version, draft: { ...draft, ...read.change } }
}

/** The first step: our start texts, empty pages, or what an earlier campaign said. */
async function begin(
  { memory, now }: Surface,
  { id: by, language }: Person,
  values: Submitted,
): Promise<Saved | { errors: Record<string, string> } | Refused> {
  const change = { name: text(values, 'name', TYPED.name), need: text(values, 'need', TYPED.need) }
  const start = one(values, 'start') ?? STARTS.texts
  if (start.startsWith(STARTS.copy)) {
    const made = await copyCampaign(memory, now(), { campaignId: Number(start.slice(STARTS.copy.length)), by, change })
    if (isRefused(made)) return { errors: { start: refusalText(made, language) } }
    const view = await readCampaign(memory, now(), made.campaignId)
    return view === undefined ? { refused: 'unknown-campaign' } : { ...made, draft: view.draft }
  }
  const kind = (one(values, 'kind') ?? 're-opt-in') as CampaignKind
  const begun = { ...change, ...(start === STARTS.empty && { emptyPages: true }) }
  const made = await createDraft(memory, now(), { by, kind, change: begun })
  return { ...made, draft: { ...emptyDraft(kind, memory.house.organisation.language), ...begun } }
}

/** How long the SMS is that was just saved, said where the person goes on. */
function smsNotice(surface: Surface, { flow, key }: WizardMeta, draft: CampaignDraft, language: StaffLanguage) {
  const step = wizardSteps(flow, draft).find((candidate) => stepKey(candidate) === key)
  if (step?.at !== 'text' || !channelsOf(draft).includes('sms')) return undefined
  const { house } = surface.memory
  const given = { house, draft, written: step.language, step: step.step, means: smsMeans(surface), now: surface.now() }
  return textingTexts(language).saved(lengthText(exampleSms(given), language))
}

interface ShowGiven {
  notice?: string | undefined
  step: WizardStep
  flow: Flow
  campaignId: number | undefined
  version: number
  draft: CampaignDraft
  language: StaffLanguage
}

/** The modal of a step, with what it needs to know of the base. */
async function show(surface: Surface, given: ShowGiven, mostMs = QUICK_MS): Promise<ModalView> {
  const { memory, now } = surface
  const { at } = given.step
  const segments = at === 'audience' ? (await listSegments(memory)).map(({ name }) => name) : []
  const earlier = at === 'basics' && given.campaignId === undefined ? await listCampaigns(memory) : []
  const languages =
    at === 'audience' || at === 'settings' ? await languagesOf(memory, given.draft.segment, mostMs) : undefined
  return wizardView({
    ...given,
    house: memory.house,
    segments,
    earlier,
    languages,
    means: smsMeans(surface),
    now: now(),
  })
}

function doneView({ house }: Surface, campaignId: number, language: StaffLanguage, notice?: string): ModalView {
  const { wizard } = slackTexts(language)
  const more = notice === undefined ? [] : [context(notice)]
  return sentenceView(wizard.doneTitle, wizard.done(campaignId, `<#${house.channels.campaigns}>`), language, more)
}

function sentence(words: string, language: StaffLanguage): ModalView {
  return sentenceView(slackTexts(language).wizard.title, words, language)
}
