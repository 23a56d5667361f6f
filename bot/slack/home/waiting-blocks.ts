import { ATTEST_ACTIONS } from '#bot/slack/attest/attest-message.ts'
import { actions, type Block, button, clip, context, escapeMrkdwn, section } from '#bot/slack/blocks.ts'
import { cardValue } from '#bot/slack/campaigns/card-value.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { homeTexts } from '#core/texts/slack/home.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { Home } from '#db/operations/home/read-home.ts'
import { line, openButton } from './home-lines.ts'

export const RESUME_DRAFT = 'home:resume'

/** Of each kind this many are shown; the rest is counted. The Home tab takes 100 blocks. */
const SHOWN = 5

export interface WaitingGiven {
  home: Home
  approvals: string
  language: StaffLanguage
}

/** What waits for one person, decisions before work to finish; empty when nothing does. */
export function waitingBlocks({ home, language, approvals }: WaitingGiven): Block[] {
  const texts = homeTexts(language)
  const { bases } = slackTexts(language)
  const name = (text: string) => escapeMrkdwn(clip(text.trim() || texts.unnamed, 80))
  return [
    ...listed(home.toApprove, language, ({ id, name: text, audience }) => [
      line(texts.approve(id, name(text), audience), openButton(id, language)),
    ]),
    ...listed(home.visitors, language, ({ campaignId, name: text, count }) => [
      line(texts.visitors(campaignId, name(text), count), openButton(campaignId, language)),
    ]),
    ...listed(home.doubts, language, ({ campaignId, name: text, count }) => [
      line(texts.doubts(campaignId, name(text), count), openButton(campaignId, language)),
    ]),
    ...listed(home.bases, language, ({ sourceId, basis }) => [
      section(texts.basis(sourceId, bases[basis])),
      ...attestButtons(sourceId, language),
    ]),
    ...home.cleanUps
      .filter(({ mayConfirm }) => mayConfirm)
      .map(({ id }) => section(texts.cleanUp(id, `<#${approvals}>`))),
    ...listed(home.drafts, language, ({ id, name: text, version, isVoid }) => [
      line(
        (isVoid ? texts.voided : texts.draft)(id, name(text)),
        button({
          action: RESUME_DRAFT,
          text: texts.resume,
          value: cardValue({ campaignId: id, version, seal: '' }),
          label: texts.resumeLabel(id),
        }),
      ),
    ]),
    ...listed(home.imports, language, (upload) => [section(importText(upload, language))]),
  ]
}

function listed<T>(all: readonly T[], language: StaffLanguage, blocks: (one: T) => Block[]): Block[] {
  const rest = all.length - SHOWN
  return [...all.slice(0, SHOWN).flatMap(blocks), ...(rest > 0 ? [context(homeTexts(language).more(rest))] : [])]
}

function importText({ id, state, bytes, bytesDone }: Home['imports'][number], language: StaffLanguage): string {
  const { imports } = homeTexts(language)
  if (state === 'importing') {
    return imports.importing(id, bytes === 0 ? 0 : Math.min(100, Math.floor((100 * bytesDone) / bytes)))
  }
  const isUnderWay = state === 'previewing' || state === 'previewed' || state === 'cancelling'
  return isUnderWay ? imports[state](id) : imports.collecting(id)
}

function attestButtons(sourceId: number, language: StaffLanguage): Block[] {
  const { attest } = slackTexts(language)
  const value = String(sourceId)
  return actions(
    (['confirm', 'refuse'] as const).map((as) =>
      button({ action: ATTEST_ACTIONS[as], text: attest[as], value, label: `${attest[as]} · ${value}` }),
    ),
  )
}
