import { sentenceView } from '#bot/slack/answers.ts'
import { type Block, clip, context, escapeMrkdwn, type ModalView, section, slackDate } from '#bot/slack/blocks.ts'
import type { Person } from '#bot/slack/people.ts'
import type { Surface } from '#bot/slack/surface.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { bucketText, reasonText } from '#core/texts/reasons.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { type Explanation, explainContact } from '#db/operations/decision/explain-contact.ts'
import { recordAudit } from '#db/operations/slack/record-audit.ts'

/** May we write to this address about each topic, and why. Only its number is recorded, with who looked. */
export async function contactView(
  { memory, now }: Surface,
  { id, language }: Person,
  typed: string,
  slash: string,
): Promise<ModalView> {
  const { contact, needsAddress } = slackTexts(language)
  const address = addressIn(typed)
  if (address === '') return sentenceView(contact.title, needsAddress(slash), language)
  const at = now()
  const found: { name: string; explanation: Explanation }[] = []
  for (const { id: topic, name } of memory.house.topics.slice(0, 40)) {
    const explanation = await explainContact(memory, at, { address, topic, channel: 'email' })
    found.push({ name: name[language], explanation })
  }
  const known = found.find(({ explanation }) => explanation.contact !== undefined)?.explanation.contact
  await recordAudit(memory, at, { actor: id, act: 'view-contact', subject: `contact:${known ?? 'unknown'}` })
  const intro = `*${escapeMrkdwn(clip(address, 200))}*`
  const blocks =
    known === undefined
      ? [section(contact.unknown)]
      : found.map(({ name, explanation }) => topicBlock(name, explanation, language))
  return sentenceView(contact.title, intro, language, [...blocks, context(contact.audited)])
}

function topicBlock(name: string, { verdict, until, reasons, gate }: Explanation, language: StaffLanguage): Block {
  const { contact } = slackTexts(language)
  const moment = until === undefined ? '' : slackDate(until, new Date(until).toISOString())
  const word = verdict === 'send' ? contact.send : verdict === 'hold' ? contact.hold(moment) : contact.refuse
  const why = reasons.map((reason) => `• ${reasonText(reason, language)}`)
  return section(
    [contact.line(escapeMrkdwn(name), word), ...why, contact.bucket(bucketText(gate.bucket, language))].join('\n'),
  )
}

/** Slack may have made a link of what was typed: `<mailto:a@b.fr|a@b.fr>`, `<tel:…|…>`. */
function addressIn(typed: string): string {
  return (/^<(?:mailto:|tel:)?([^|>]+)(?:\|[^>]*)?>$/.exec(typed.trim())?.[1] ?? typed).trim().slice(0, 320)
}
