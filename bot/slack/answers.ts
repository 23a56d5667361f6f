import type { RespondFn } from '@slack/bolt'
import type { Role } from '#bot/config/house.ts'
import type { Finding } from '#core/messages/finding.ts'
import { findingText, type StaffLanguage } from '#core/messages/finding-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { Refused } from '#db/operations/memory.ts'
import { type Block, clip, escapeMrkdwn, type ModalView, plain, section } from './blocks.ts'
import type { Admission } from './people.ts'
import type { Surface } from './surface.ts'

/** Why a person is turned away, in a sentence. */
export function denialText({ denial, language, needs }: Admission & { admitted: false }): string {
  const { denied, roles, or, quote } = slackTexts(language)
  if (denial !== 'no-role') return denied[denial]
  const names = needs === 'anyone' ? [] : needs.map((role: Role) => quote(roles[role]))
  return denied['no-role'](names.join(or))
}

/** What an operation refused, in a sentence that says what to do. */
export function refusalText(
  refusal: Refused & { gaps?: readonly string[]; findings?: readonly Finding[] },
  language: StaffLanguage,
): string {
  const texts = slackTexts(language)
  if (refusal.gaps !== undefined) return texts.incomplete(refusal.gaps.map((gap) => texts.gaps[gap] ?? gap).join(', '))
  if (refusal.findings !== undefined) {
    const lines = refusal.findings.map(
      (one) => `• ${texts.labelled(texts.steps[one.where.step], findingText(one, language))}`,
    )
    return clip(escapeMrkdwn(texts.blocked([...new Set(lines)].join('\n'))), 2900)
  }
  return texts.refusals[refusal.refused] ?? refusal.refused
}

/** A sentence only that person sees; what stands in the channel stays. */
export async function whisper(respond: RespondFn, text: string, blocks?: Block[]): Promise<void> {
  await respond({ response_type: 'ephemeral', replace_original: false, text, ...(blocks ? { blocks } : {}) })
}

/**
 * The same wherever the person pressed: a command or a message has a place to answer in; the Home tab and modals have none, so the answer goes
 * to the person's own messages with Égard.
 */
export async function answerPerson(
  { client }: Pick<Surface, 'client'>,
  user: string,
  respond: RespondFn | undefined,
  message: string | { text: string; blocks: Block[] },
): Promise<void> {
  const { text, blocks } = typeof message === 'string' ? { text: message, blocks: undefined } : message
  if (respond !== undefined) return whisper(respond, text, blocks)
  await client.chat.postMessage({ channel: user, text, ...(blocks ? { blocks } : {}) })
}

/** A modal that says one thing. */
export function sentenceView(title: string, text: string, language: StaffLanguage, blocks: Block[] = []): ModalView {
  return {
    type: 'modal',
    title: plain(clip(title, 24)),
    close: plain(slackTexts(language).close),
    blocks: [section(clip(text, 3000)), ...blocks],
  }
}
