import { setTimeout as wait } from 'node:timers/promises'
import type { BlockButtonAction, types, ViewOutput } from '@slack/bolt'
import { denialText, refusalText, sentenceView } from '#bot/slack/answers.ts'
import { type ModalView, section } from '#bot/slack/blocks.ts'
import type { Person } from '#bot/slack/people.ts'
import { renewModal } from '#bot/slack/renew-modal.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { type CampaignDraft, channelsOf, completeLanguages, stepsOf } from '#core/campaigns/draft.ts'
import { MOST_REASON, type Waiver } from '#core/campaigns/waivers.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { reviewTexts } from '#core/texts/slack/review.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { reviewCampaign } from '#db/operations/campaigns/review-campaign.ts'
import { simulateCampaign } from '#db/operations/campaigns/simulate-campaign.ts'
import { submitCampaign } from '#db/operations/campaigns/submit-campaign.ts'
import { isRefused, type Refused } from '#db/operations/memory.ts'
import { makePreviewLink } from '#db/operations/previews/make-preview-link.ts'
import { addWord } from '#db/operations/words/add-word.ts'
import { cardDate } from './card-date.ts'
import type { CardValue } from './card-value.ts'
import { ADD_WORD } from './review-findings.ts'
import {
  ALOUD,
  codeOf,
  REVIEW,
  type ReviewedSms,
  type ReviewMeta,
  type ReviewPeople,
  reasonId,
  reviewPeople,
  reviewView,
} from './review-view.ts'
import { exampleSms, smsMeans } from './sms-example.ts'

type Values = ViewOutput['state']['values']

/** Slack waits three seconds for an answer; what takes longer is said in the modal when it is done. */
const ANSWER_MS = 2000

/** What the author reads before submitting: how to see the message, who gets it, and what the checks say. */
export async function reviewCampaignView(
  surface: Surface,
  person: Person,
  value: CardValue,
  shown: { reasons?: Readonly<Record<string, string>>; seen?: Seen; notice?: string } = {},
): Promise<ModalView> {
  const { language, id } = person
  const [review, people, url] = await Promise.all([
    reviewCampaign(surface.memory, surface.now(), value, surface),
    shown.seen?.people ?? countPeople(surface, value.campaignId),
    shown.seen?.previewUrl ?? previewUrl(surface, value, id),
  ])
  if (isRefused(review)) return sentence(refusalText(review, language), language)
  if (isRefused(people)) return sentence(refusalText(people, language), language)
  if (isRefused(url)) return sentence(refusalText(url, language), language)
  const given = Object.fromEntries(review.waivers.map(({ code, reason }) => [code, reason]))
  return reviewView({
    value,
    language,
    findings: review.findings,
    people,
    previewUrl: url,
    sms: reviewedSms(surface, review.draft),
    date: (at) => cardDate(at, surface.memory.house),
    reasons: { ...given, ...shown.reasons },
    ...(shown.notice === undefined ? {} : { notice: shown.notice }),
  })
}

function reviewedSms(surface: Surface, draft: CampaignDraft): ReviewedSms[] {
  if (!channelsOf(draft).includes('sms')) return []
  const given = { house: surface.memory.house, draft, means: smsMeans(surface), now: surface.now() }
  return completeLanguages(draft).flatMap((written) =>
    stepsOf(draft).map((step) => ({ written, step, example: exampleSms({ ...given, written, step }) })),
  )
}

/** What an open review has found out already. */
type Seen = Pick<ReviewMeta, 'people' | 'previewUrl'>

async function countPeople(surface: Surface, campaignId: number): Promise<ReviewPeople | Refused> {
  const { memory, now } = surface
  const simulation = await simulateCampaign(memory, now(), campaignId, undefined, smsMeans(surface))
  return isRefused(simulation) ? simulation : reviewPeople(simulation)
}

/** A link to see this version, in a modal of its own: links end after 72 hours, a card does not. */
export async function previewView(surface: Surface, { id, language }: Person, value: CardValue): Promise<ModalView> {
  const url = await previewUrl(surface, value, id)
  const { previewTitle, preview } = reviewTexts(language)
  return sentenceView(previewTitle, isRefused(url) ? refusalText(url, language) : preview(url), language)
}

async function previewUrl(
  { memory, now, publicOrigin }: Surface,
  { campaignId, version }: CardValue,
  by: string,
): Promise<string | Refused> {
  const link = await makePreviewLink(memory, now(), { campaignId, version, by })
  return isRefused(link) ? link : `${publicOrigin()}/staff/preview/${link.token}`
}

/** The modal's two ways on: it is submitted, or a word becomes one of the house's and the checks are made again. */
export function listenToReviews(surface: Surface): void {
  surface.app.view(REVIEW, async ({ ack, body, view }) => {
    const meta = JSON.parse(view.private_metadata) as ReviewMeta
    const { values } = view.state
    const errors = missing(values, meta.language)
    if (Object.keys(errors).length > 0) return ack({ response_action: 'errors', errors })
    const { done } = slackTexts(meta.language)
    const submitting = submit(surface, body.user.id, meta, values)
    // A big audience takes its time: then this answer says so, and the same modal says later what became of it.
    const first = await soonest(submitting)
    await ack({ response_action: 'update', view: first ?? sentence(done.submitting, meta.language) })
    if (first === undefined) await say(surface, { viewId: view.id, user: body.user.id }, await submitting)
    surface.tell()
  })
  surface.app.action<BlockButtonAction>(ADD_WORD, async ({ ack, action, body }) => {
    await ack()
    const { view } = body
    const admission = await surface.people.admit(body.user.id, ['staff'])
    if (view === undefined) return
    const shown = admission.admitted
      ? await withWord(surface, admission.person, action.value ?? '', view)
      : sentence(denialText(admission), admission.language)
    await renewModal(surface, view.id, shown, view.hash)
  })
}

async function withWord(surface: Surface, person: Person, word: string, view: ViewOutput): Promise<ModalView> {
  const added = await addWord(surface.memory, surface.now(), { word, by: person.id })
  const meta = JSON.parse(view.private_metadata) as ReviewMeta
  const reasons = reasonsIn(view.state.values)
  const notice = isRefused(added) ? { notice: refusalText(added, person.language) } : {}
  return reviewCampaignView(surface, person, meta, { reasons, seen: meta, ...notice })
}

async function soonest(submitting: Promise<ModalView>): Promise<ModalView | undefined> {
  const late = new AbortController()
  try {
    return await Promise.race([submitting, wait(ANSWER_MS, undefined, { signal: late.signal })])
  } finally {
    late.abort()
  }
}

async function submit(surface: Surface, user: string, meta: ReviewMeta, values: Values): Promise<ModalView> {
  const { memory, now, people } = surface
  const admission = await people.admit(user, ['staff'])
  if (!admission.admitted) return sentence(denialText(admission), admission.language)
  const { person } = admission
  const { done, denied } = slackTexts(person.language)
  const approvers = await people.holders('approver')
  if (approvers === undefined) return sentence(denied['cannot-ask'], person.language)
  const { campaignId, version } = meta
  const waivers = waiversIn(values)
  const { forecast } = meta.people
  const submission = { campaignId, version, by: person.id, approvers, waivers, readAloud: true as const, forecast }
  const submitted = await submitCampaign(memory, now(), submission, surface)
  if (!isRefused(submitted)) return sentence(done.submitted(submitted.audience), person.language)
  if (submitted.refused !== 'findings-block' && submitted.refused !== 'findings-need-reason')
    return sentence(refusalText(submitted, person.language), person.language)
  // The texts are the same, the world is not: a link died, a word list changed.
  const notice = reviewTexts(person.language).changed
  return reviewCampaignView(surface, person, meta, { reasons: reasonsIn(values), notice })
}

/** Whoever closed the modal meanwhile reads the result in their conversation with Égard. */
async function say(
  { client }: Surface,
  { viewId, user }: { viewId: string; user: string },
  view: ModalView,
): Promise<void> {
  if ((await renewModal({ client }, viewId, view)) === undefined) {
    const first = view.blocks.find((block) => block.type === 'section') as types.SectionBlock | undefined
    const text = first?.text?.text ?? ''
    await client.chat.postMessage({ channel: user, text, blocks: [section(text)] })
  }
}

function missing(values: Values, language: StaffLanguage): Record<string, string> {
  const texts = reviewTexts(language)
  const errors: Record<string, string> = {}
  for (const { code, reason } of waiversIn(values)) if (reason === '') errors[reasonId(code)] = texts.reasonMissing
  if ((values[ALOUD]?.[ALOUD]?.selected_options ?? []).length === 0) errors[ALOUD] = texts.aloudMissing
  return errors
}

function waiversIn(values: Values): Waiver[] {
  return Object.entries(values).flatMap(([blockId, actions]) => {
    const code = codeOf(blockId)
    return code === undefined ? [] : [{ code, reason: (actions[blockId]?.value ?? '').trim().slice(0, MOST_REASON) }]
  })
}

function reasonsIn(values: Values): Record<string, string> {
  return Object.fromEntries(waiversIn(values).map(({ code, reason }) => [code, reason]))
}

function sentence(words: string, language: StaffLanguage): ModalView {
  return sentenceView(reviewTexts(language).title, words, language)
}
