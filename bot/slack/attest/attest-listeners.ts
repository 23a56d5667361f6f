import type { BlockButtonAction, types } from '@slack/bolt'
import { denialText, refusalText, sentenceView } from '#bot/slack/answers.ts'
import { clip, escapeMrkdwn, header, type ModalView, plain, section, slackDate } from '#bot/slack/blocks.ts'
import { openModal } from '#bot/slack/open-modal.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { editCard } from '#bot/slack/tell/teller.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { slackTexts, staffLanguage } from '#core/texts/slack/slack-texts.ts'
import { attestBasis, refuseBasis, sourceToAttest } from '#db/operations/imports/attest-basis.ts'
import { isRefused, type Memory } from '#db/operations/memory.ts'
import { placesOf } from '#db/operations/slack/card-places.ts'
import { ATTEST_ACTIONS } from './attest-message.ts'

const ATTEST = 'attest-basis'

interface AttestMeta {
  sourceId: number
  as: 'confirm' | 'refuse'
  channel: string
  ts: string
}

/** The privacy lead reads which list it is about in a modal, and answers there. */
export function listenToAttests(surface: Surface): void {
  for (const as of ['confirm', 'refuse'] as const) {
    surface.app.action<BlockButtonAction>(ATTEST_ACTIONS[as], async ({ ack, action, body }) => {
      await ack()
      const meta = {
        sourceId: Number(action.value),
        as,
        channel: body.channel?.id ?? '',
        ts: body.message?.ts ?? '',
      }
      const modal = { trigger: body.trigger_id, user: body.user.id, needs: ['privacy'] as const }
      await openModal(surface, modal, ({ language }) => attestView(surface.memory, meta, language))
    })
  }
  listenToAnswers(surface)
}

export async function attestView(memory: Memory, meta: AttestMeta, language: StaffLanguage): Promise<ModalView> {
  const texts = slackTexts(language)
  const { attest } = texts
  const source = await sourceToAttest(memory, { sourceId: meta.sourceId })
  if (isRefused(source)) return sentenceView(attest.modal, refusalText(source, language), language)
  const name = escapeMrkdwn(clip(source.name, 200))
  const given = source.reason === undefined ? [] : [section(attest.reason(escapeMrkdwn(clip(source.reason, 1000))))]
  const wanted = source.reason === undefined && meta.as === 'confirm' && source.basis !== 'documented'
  return {
    type: 'modal',
    callback_id: ATTEST,
    private_metadata: JSON.stringify(meta),
    title: plain(attest.modal),
    submit: plain(meta.as === 'confirm' ? attest.submitConfirm : attest.submitRefuse),
    close: plain(texts.cancel),
    blocks: [
      section(`*${name}*`),
      section(attest.text(source.id, texts.bases[source.basis], source.contacts)),
      ...given,
      section(meta.as === 'confirm' ? attest.confirmText : attest.refuseText),
      ...(wanted ? [reasonInput(attest)] : []),
    ],
  }
}

/** Asked where the import gave none. */
function reasonInput({ reasonLabel, reasonHint }: ReturnType<typeof slackTexts>['attest']): types.InputBlock {
  return {
    type: 'input',
    block_id: 'reason',
    label: plain(reasonLabel),
    hint: plain(reasonHint),
    element: { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: 1000 },
  }
}

function listenToAnswers({ app, people, memory, now, client }: Surface): void {
  app.view(ATTEST, async ({ ack, body, view }) => {
    const admission = await people.admit(body.user.id, ['privacy'])
    const { language } = admission.admitted ? admission.person : admission
    const { attest, done } = slackTexts(language)
    const say = (words: string) => ack({ response_action: 'update', view: sentenceView(attest.modal, words, language) })
    if (!admission.admitted) return say(denialText(admission))
    const { sourceId, as, channel, ts } = JSON.parse(view.private_metadata) as AttestMeta
    const by = admission.person.id
    const at = now()
    const reason = view.state.values['reason']?.['reason']?.value ?? undefined
    const result = await (as === 'confirm' ? attestBasis : refuseBasis)(memory, at, { sourceId, by, reason })
    if (isRefused(result)) return say(refusalText(result, language))
    await say(as === 'confirm' ? done.attested : done.basisRefused)
    const posted = slackTexts(staffLanguage(memory.house.organisation.language)).attest
    const when = slackDate(at, Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'minute' }))
    const answered = (as === 'confirm' ? posted.confirmed : posted.notConfirmed)(`<@${by}>`, when)
    const text = `${posted.fallback(sourceId)} · ${answered}`
    const blocks = [header(posted.fallback(sourceId)), section(answered)]
    // Answered on the Home tab there is no message beside the window: the card is where it was posted.
    const places = await placesOf(memory, ['attest-basis'], sourceId)
    const pressed = ts === '' || places.some((place) => place.ts === ts) ? [] : [{ channel, ts }]
    for (const place of [...places, ...pressed]) await editCard({ client }, place, { text, blocks })
  })
}
