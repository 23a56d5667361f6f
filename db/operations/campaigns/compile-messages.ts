import { type CampaignDraft, channelsOf, completeLanguages, stepsOf } from '#core/campaigns/draft.ts'
import { type StoredVariant, VARIANT_OPENINGS, type Variant } from '#core/campaigns/variants.ts'
import type { House } from '#core/house.ts'
import { checkMessage } from '#core/messages/checks.ts'
import type { Finding } from '#core/messages/finding.ts'
import type { CompiledMessage, Language, MessageSource, Step } from '#core/messages/message.ts'
import { NO_FACTS, type ProofFacts } from '#core/messages/proof-facts.ts'
import { checkSms } from '#core/messages/sms/check-sms.ts'
import { smsSource } from '#core/messages/sms/sms-source.ts'
import { shortLinkLength } from '#core/messages/sms/typical-sms.ts'
import { smsText } from '#core/messages/sms/write-sms.ts'
import { sha256 } from '#db/tables/consent-events.ts'

/** MJML to HTML, text and subject; fields and links stay placeholders. */
export type Compile = (source: MessageSource) => Promise<CompiledMessage>

/** Looks up what only the world outside knows of a message: dictionaries, its links. */
export type Proofread = (source: MessageSource) => Promise<ProofFacts>

/** What a submission is prepared with. */
export interface Workshop {
  compile: Compile
  proofread: Proofread
  /** What SMS leave from where the house names no sender of its own: a number, a name, a messaging service. Undefined: none leave at all. */
  smsFrom: string | undefined
  /** Of our pages: how long the links of an SMS are. */
  publicOrigin?: () => string
}

interface Compiled {
  messages: SealedMessage[]
  findings: Finding[]
}

export interface SealedMessage extends CompiledMessage {
  step: Step
  language: Language
  variant: StoredVariant
  digest: string
}

/**
 * Compiles every step × language once for each channel that carries it. These bytes are what the seal is over and what is sent.
 */
export async function compileMessages(house: House, draft: CampaignDraft, workshop: Workshop): Promise<Compiled> {
  const parts = await Promise.all(
    channelsOf(draft).map((channel) =>
      channel === 'sms' ? compileTexts(house, draft, workshop) : compileMails(house, draft, workshop),
    ),
  )
  return {
    messages: parts.flatMap(({ messages }) => messages),
    findings: parts.flatMap(({ findings }) => findings),
  }
}

/** Each step × language is proofread once: its variants only add an opening of ours. */
async function compileMails(house: House, draft: CampaignDraft, { compile, proofread }: Workshop): Promise<Compiled> {
  const texts = textsOf(draft)
  const plainSource = (text: { language: Language; step: Step }) =>
    messageSource(house, draft, { ...text, variant: 'plain', isTest: false })
  // All at once: the links of every text wait for their servers together.
  const facts = await Promise.all(texts.map((text) => proofread(plainSource(text))))
  const messages: SealedMessage[] = []
  const findings: Finding[] = []
  for (const [index, { language, step }] of texts.entries()) {
    for (const variant of variantsOf(draft, step)) {
      const source = messageSource(house, draft, { language, step, variant, isTest: false })
      const compiled = await compile(source)
      if (variant === 'plain') findings.push(...checkMessage(source, compiled, facts[index]))
      messages.push({ ...compiled, step, language, variant, digest: messageDigest(compiled) })
    }
  }
  return { messages, findings }
}

/** An SMS has one text, whoever it goes to. */
async function compileTexts(house: House, draft: CampaignDraft, workshop: Workshop): Promise<Compiled> {
  const { proofread, smsFrom, publicOrigin } = workshop
  const senders = [...(smsFrom === undefined ? [] : [smsFrom]), ...Object.values(house.sms?.senders ?? {})]
  const linkLength = shortLinkLength(publicOrigin?.())
  const sources = textsOf(draft).map((text) => smsSource(house, draft, text))
  const facts = await Promise.all(
    sources.map(({ words, ...source }) => proofread({ ...source, subject: '', body: words })),
  )
  const written = sources.map((source, index) => {
    const { step, language } = source
    const compiled = { subject: '', html: '', text: smsText(source) }
    const findings = checkSms(source, compiled.text, { proof: facts[index] ?? NO_FACTS, senders, linkLength })
    return {
      findings,
      message: { ...compiled, step, language, variant: 'sms' as const, digest: messageDigest(compiled) },
    }
  })
  return { messages: written.map(({ message }) => message), findings: written.flatMap(({ findings }) => findings) }
}

function textsOf(draft: CampaignDraft): { language: Language; step: Step }[] {
  return completeLanguages(draft).flatMap((language) => stepsOf(draft).map((step) => ({ language, step })))
}

export function messageSource(
  house: House,
  draft: CampaignDraft,
  { language, step, variant, isTest }: { language: Language; step: Step; variant: Variant; isTest: boolean },
): MessageSource {
  const text = draft.texts[language]?.[step] ?? { subject: '', body: '' }
  const opening = variant === 'plain' ? '' : `${VARIANT_OPENINGS[variant][language]}\n\n`
  return {
    kind: draft.kind,
    step,
    language,
    subject: text.subject,
    body: `${opening}${text.body}`,
    organisation: house.organisation,
    dpo: house.dpo,
    topics: house.topics
      .filter(({ id }) => draft.topics.includes(id))
      .map(({ id, name }) => ({ id, name: name[language] })),
    promise: draft.kind === 're-opt-in' ? { action: 'unsubscribe', graceHours: draft.graceHours } : undefined,
    isTest,
  }
}

/** Which texts a step has. */
export function variantsOf({ kind }: CampaignDraft, step: Step): Variant[] {
  if (kind !== 're-opt-in') return ['plain']
  return step === 'ask' ? ['plain', 'guardian'] : ['plain', 'visited', 'guardian']
}

/** Over the bytes that leave, before anybody's name is in them. */
export function messageDigest({ subject, html, text }: CompiledMessage): string {
  return sha256(JSON.stringify([subject, html, text]))
}
