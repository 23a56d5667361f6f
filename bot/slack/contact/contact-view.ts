import { sentenceView } from '#bot/slack/answers.ts'
import { type Block, clip, context, escapeMrkdwn, type ModalView, section, slackDate } from '#bot/slack/blocks.ts'
import type { Person } from '#bot/slack/people.ts'
import type { Surface } from '#bot/slack/surface.ts'
import type { Channel } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { bucketText, reasonText } from '#core/texts/reasons.ts'
import { settingsWords } from '#core/texts/slack/settings-words.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import { type Explanation, explainContact } from '#db/operations/decision/explain-contact.ts'
import { readSettings } from '#db/operations/preferences/read-settings.ts'
import { recordAudit } from '#db/operations/slack/record-audit.ts'

const CHANNELS: readonly Channel[] = ['email', 'sms']
const MOST_TOPICS = 40

/** May we write to this person about each topic, by e-mail and by SMS, and why; what they chose. Only their number is recorded, with who looked. */
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
  const found: { name: string; explained: Explanation[] }[] = []
  for (const { id: topic, name } of memory.house.topics.slice(0, MOST_TOPICS)) {
    const explained: Explanation[] = []
    for (const channel of CHANNELS) explained.push(await explainContact(memory, at, { address, topic, channel }))
    found.push({ name: name[language], explained })
  }
  const known = found.flatMap(({ explained }) => explained).find((one) => one.contact !== undefined)?.contact
  await recordAudit(memory, at, { actor: id, act: 'view-contact', subject: `contact:${known ?? 'unknown'}` })
  const intro = `*${escapeMrkdwn(clip(address, 200))}*`
  const blocks =
    known === undefined
      ? [section(contact.unknown)]
      : [
          section(settingsWords(await readSettings(memory, known), language, moment).join('\n')),
          ...found.map(({ name, explained }) => topicBlock(name, explained, language)),
        ]
  return sentenceView(contact.title, intro, language, [...blocks, context(contact.audited)])
}

/** A topic with a verdict for each channel; the group is said once where both are in the same. */
function topicBlock(name: string, explained: readonly Explanation[], language: StaffLanguage): Block {
  const { contact } = slackTexts(language)
  const groups = explained.map(({ gate }) => contact.bucket(bucketText(gate.bucket, language)))
  const same = new Set(groups).size === 1
  const lines = explained.flatMap((one, at) => [...verdictLines(one, language), ...(same ? [] : [`  ${groups[at]}`])])
  return section([`*${escapeMrkdwn(name)}*`, ...lines, ...(same ? groups.slice(0, 1) : [])].join('\n'))
}

function verdictLines({ channel, verdict, until, reasons }: Explanation, language: StaffLanguage): string[] {
  const { contact } = slackTexts(language)
  const { channels } = textingTexts(language)
  const when = until === undefined ? '' : moment(until)
  const word = verdict === 'send' ? contact.send : verdict === 'hold' ? contact.hold(when) : contact.refuse
  return [contact.line(channels[channel], word), ...reasons.map((reason) => `• ${reasonText(reason, language)}`)]
}

/** In the reader's own zone. */
function moment(at: number): string {
  return slackDate(at, new Date(at).toISOString())
}

/** Slack may have made a link of what was typed: `<mailto:a@b.fr|a@b.fr>`, `<tel:…|…>`. */
function addressIn(typed: string): string {
  return (/^<(?:mailto:|tel:)?([^|>]+)(?:\|[^>]*)?>$/.exec(typed.trim())?.[1] ?? typed).trim().slice(0, 320)
}
