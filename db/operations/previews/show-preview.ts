import { type CampaignDraft, channelsOf, stepsOf } from '#core/campaigns/draft.ts'
import type { StoredVariant, Variant } from '#core/campaigns/variants.ts'
import type { Channel } from '#core/house.ts'
import { fieldValues, type RecipientFacts } from '#core/messages/field-values.ts'
import { type FieldValues, substitute } from '#core/messages/fields.ts'
import { greeting } from '#core/messages/greeting.ts'
import { type MadeUpId, madeUpIds, madeUpPerson } from '#core/messages/made-up-people.ts'
import { type CompiledMessage, LANGUAGES, type Language, type Step } from '#core/messages/message.ts'
import { smsSource } from '#core/messages/sms/sms-source.ts'
import { smsText } from '#core/messages/sms/write-sms.ts'
import type { Read } from '#db/open.ts'
import { type Compile, messageSource, variantsOf } from '#db/operations/campaigns/compile-messages.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { type LinkRefusal, readLink } from '#db/operations/preferences/read-link.ts'
import { findCampaign } from '#db/tables/campaigns.ts'
import { madeUpFacts } from './made-up-facts.ts'
import { previewSms, type SmsPreview } from './preview-sms.ts'

export interface PreviewWish {
  token: string
  /** Of our pages, for the links a text shows; none of them leads to an answer. */
  origin: string
  /** What SMS leave from where the house names no sender for a country; undefined where none leave. */
  smsFrom?: string | undefined
  /** What a person chose; what does not exist is answered by the first that does. */
  language?: string | null
  step?: string | null
  person?: string | null
  channel?: string | null
  /** Of an SMS, where there are several. */
  sender?: string | null
}

/** One message of one version, as one made-up person would get it. */
export interface Preview {
  campaignId: number
  version: number
  name: string
  /** The version the campaign is at now. */
  currentVersion: number
  /** These are the bytes that are sent; otherwise the draft, laid out as it would be. */
  sealed: boolean
  languages: Language[]
  steps: Step[]
  people: MadeUpId[]
  /** Those the campaign writes on and has words for. */
  channels: Channel[]
  chosen: { language: Language; step: Step; person: MadeUpId; channel: Channel }
  sender: { name: string }
  /** Of an SMS only `text`. */
  message: CompiledMessage
  /** Where the channel is SMS. */
  sms?: SmsPreview
}

/** Shows what a preview link was made for, and changes nothing. `preview-empty`: nothing is written yet. */
export async function showPreview(
  memory: Memory,
  now: number,
  wish: PreviewWish,
  compile: Compile,
): Promise<Preview | Refused<LinkRefusal | 'preview-empty'>> {
  const { database, house } = memory
  const ids = readLink(memory, now, wish.token, 'preview')
  if ('refused' in ids) return ids
  const [campaignId = 0, version = 0] = ids
  const found = await database.snapshot((db) => findVersion(db, campaignId, version))
  if (found === undefined) return { refused: 'link-gone' }
  const { draft, currentVersion, sealed } = found

  const channels = channelsOf(draft).filter((one) => LANGUAGES.some((each) => isBegun(draft, each, one)))
  const channel = channels.find((one) => one === wish.channel) ?? channels[0] ?? 'email'
  const languages = LANGUAGES.filter((one) => isBegun(draft, one, channel))
  const language = languages.find((one) => one === wish.language) ?? preferredOf(languages, draft)
  if (language === undefined) return { refused: 'preview-empty' }
  const steps = writtenSteps(draft, language, channel)
  const step = steps.find((one) => one === wish.step) ?? (steps[0] as Step)
  // An SMS has one text, whoever it goes to.
  const people = madeUpIds(channel === 'sms' ? ['plain'] : variantsOf(draft, step))
  const person = people.find((one) => one === wish.person) ?? 'ordinary'

  const { variant } = madeUpPerson(language, person)
  const about = { campaignId, version, language, step, variant: channel === 'sms' ? ('sms' as const) : variant }
  const stored = await sealedMessage(database.read, about)
  const facts = madeUpFacts(house, now, draft, { language, step, person, channel })
  const shown = {
    campaignId,
    version,
    name: draft.name,
    currentVersion,
    sealed: sealed && stored !== undefined,
    languages,
    steps,
    people,
    channels,
    chosen: { language, step, person, channel },
    sender: { name: house.organisation.name },
  }
  if (channel === 'sms') {
    const text = stored?.text ?? smsText(smsSource(house, draft, { language, step }))
    const { sender, origin, smsFrom } = wish
    const sms = previewSms(house, facts, { text, sender, origin, smsFrom })
    return { ...shown, message: { subject: '', html: '', text: sms.text }, sms }
  }
  const compiled = stored ?? (await compile(messageSource(house, draft, { language, step, variant, isTest: false })))
  const values = mailValues(facts, wish.origin, variant)
  return {
    ...shown,
    message: {
      subject: substitute(compiled.subject, values, 'subject'),
      html: substitute(compiled.html, values, 'html'),
      text: substitute(compiled.text, values, 'text'),
    },
  }
}

/** What the preview page is handed. */
export interface Previews {
  show(wish: Omit<PreviewWish, 'origin' | 'smsFrom'>): ReturnType<typeof showPreview>
}

/** Binds it to a memory, a clock (milliseconds UTC), the mail layout, the origin of our links and what SMS leave from. */
export function previewsOf(
  memory: Memory,
  clock: () => number,
  compile: Compile,
  origin: () => string,
  smsFrom?: string,
): Previews {
  return { show: (wish) => showPreview(memory, clock(), { ...wish, origin: origin(), smsFrom }, compile) }
}

interface Version {
  draft: CampaignDraft
  currentVersion: number
  sealed: boolean
}

async function findVersion(db: Read, campaignId: number, version: number): Promise<Version | undefined> {
  const campaign = await findCampaign(db, campaignId)
  const kept = await db
    .selectFrom('previews')
    .select('draft')
    .where('campaign_id', '=', campaignId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (campaign === undefined || kept === undefined) return undefined
  const sealed = campaign.version === version && campaign.submitted !== undefined
  return { draft: JSON.parse(kept.draft), currentVersion: campaign.version, sealed }
}

function writtenSteps(draft: CampaignDraft, language: Language, channel: Channel): Step[] {
  return stepsOf(draft).filter((step) => {
    const text = draft.texts[language]?.[step]
    if (text === undefined) return false
    return (channel === 'sms' ? [text.sms ?? ''] : [text.subject, text.body]).some((one) => one.trim() !== '')
  })
}

function isBegun(draft: CampaignDraft, language: Language, channel: Channel): boolean {
  return writtenSteps(draft, language, channel).length > 0
}

function preferredOf(languages: readonly Language[], { languageOfRest }: CampaignDraft): Language | undefined {
  return languages.includes(languageOfRest) ? languageOfRest : languages[0]
}

async function sealedMessage(
  db: Read,
  about: { campaignId: number; version: number; step: Step; language: Language; variant: StoredVariant },
): Promise<CompiledMessage | undefined> {
  return db
    .selectFrom('campaign_messages')
    .select(['subject', 'html', 'text'])
    .where('campaign_id', '=', about.campaignId)
    .where('version', '=', about.version)
    .where('step', '=', about.step)
    .where('language', '=', about.language)
    .where('variant', '=', about.variant)
    .executeTakeFirst()
}

function mailValues(facts: Omit<RecipientFacts, 'links'>, origin: string, variant: Variant): FieldValues {
  const { language } = facts
  const values = fieldValues({
    ...facts,
    // A token that was never one: whoever copies such a link reads that it leads nowhere.
    links: {
      yes_link: `${origin}/r/preview?a=yes`,
      no_link: `${origin}/r/preview?a=no`,
      preferences_link: `${origin}/p/preview`,
      unsubscribe_link: `${origin}/u/preview`,
      privacy_link: `${origin}/privacy?lang=${language}`,
    },
  })
  // As in a real copy: a guardian is greeted without a name, since the one we know is the child's.
  return variant === 'guardian' ? { ...values, greeting: greeting(language, {}) } : values
}
