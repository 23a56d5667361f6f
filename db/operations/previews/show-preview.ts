import { type CampaignDraft, stepsOf } from '#core/campaigns/draft.ts'
import { promiseAt, promiseDay } from '#core/campaigns/timing.ts'
import type { Variant } from '#core/campaigns/variants.ts'
import { fieldValues } from '#core/messages/field-values.ts'
import { type FieldValues, substitute } from '#core/messages/fields.ts'
import { greeting } from '#core/messages/greeting.ts'
import { type MadeUpId, madeUpIds, madeUpPerson } from '#core/messages/made-up-people.ts'
import { type CompiledMessage, LANGUAGES, type Language, type Step } from '#core/messages/message.ts'
import { sourceText } from '#core/texts/source-text.ts'
import type { Read } from '#db/open.ts'
import { type Compile, messageSource, variantsOf } from '#db/operations/campaigns/compile-messages.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { type LinkRefusal, readLink } from '#db/operations/preferences/read-link.ts'
import { findCampaign } from '#db/tables/campaigns.ts'

export interface PreviewWish {
  token: string
  /** Of our pages, for the links a text shows; none of them leads to an answer. */
  origin: string
  /** What a person chose; what does not exist is answered by the first that does. */
  language?: string | null
  step?: string | null
  person?: string | null
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
  chosen: { language: Language; step: Step; person: MadeUpId }
  sender: { name: string }
  message: CompiledMessage
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

  const languages = LANGUAGES.filter((language) => writtenSteps(draft, language).length > 0)
  const language = languages.find((one) => one === wish.language) ?? preferredOf(languages, draft)
  if (language === undefined) return { refused: 'preview-empty' }
  const steps = writtenSteps(draft, language)
  const step = steps.find((one) => one === wish.step) ?? (steps[0] as Step)
  const people = madeUpIds(variantsOf(draft, step))
  const person = people.find((one) => one === wish.person) ?? 'ordinary'

  const { variant } = madeUpPerson(language, person)
  const about = { language, step, variant }
  const stored = await sealedMessage(database.read, { campaignId, version, ...about })
  const compiled = stored ?? (await compile(messageSource(house, draft, { ...about, isTest: false })))
  const values = madeUpValues(memory, now, draft, { language, step, person, origin: wish.origin })
  return {
    campaignId,
    version,
    name: draft.name,
    currentVersion,
    sealed: sealed && stored !== undefined,
    languages,
    steps,
    people,
    chosen: { language, step, person },
    sender: { name: house.organisation.name },
    message: {
      subject: substitute(compiled.subject, values, 'subject'),
      html: substitute(compiled.html, values, 'html'),
      text: substitute(compiled.text, values, 'text'),
    },
  }
}

/** What the preview page is handed. */
export interface Previews {
  show(wish: Omit<PreviewWish, 'origin'>): ReturnType<typeof showPreview>
}

/** Binds it to a memory, a clock (milliseconds UTC), the mail layout and the origin of our links. */
export function previewsOf(memory: Memory, clock: () => number, compile: Compile, origin: () => string): Previews {
  return { show: (wish) => showPreview(memory, clock(), { ...wish, origin: origin() }, compile) }
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

function writtenSteps(draft: CampaignDraft, language: Language): Step[] {
  return stepsOf(draft).filter((step) => {
    const text = draft.texts[language]?.[step]
    return text !== undefined && (text.subject.trim() !== '' || text.body.trim() !== '')
  })
}

function preferredOf(languages: readonly Language[], { languageOfRest }: CampaignDraft): Language | undefined {
  return languages.includes(languageOfRest) ? languageOfRest : languages[0]
}

async function sealedMessage(
  db: Read,
  about: { campaignId: number; version: number; step: Step; language: Language; variant: Variant },
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

/** Where a made-up address was collected: some months ago, so that a date stands in the text. */
const COLLECTED_AGO_MS = 400 * 86_400_000

function madeUpValues(
  { house }: Memory,
  now: number,
  draft: CampaignDraft,
  { language, step, person: id, origin }: { language: Language; step: Step; person: MadeUpId; origin: string },
): FieldValues {
  const { timeZone } = house.organisation
  const { person, sourceName, variant } = madeUpPerson(language, id)
  const steps = stepsOf(draft)
  const remindersLeft = steps.length - 1 - steps.indexOf(step)
  const { graceHours } = draft
  const promise = promiseAt({ stepAt: now, remindersLeft, channel: 'email', graceHours, timeZone })
  const topics =
    draft.kind === 'information' ? house.topics : house.topics.filter((one) => draft.topics.includes(one.id))
  const values = fieldValues({
    language,
    person,
    organisationName: house.organisation.name,
    contactEmail: house.dpo.email,
    topicNames: topics.map(({ name }) => name[language]),
    promiseDate: draft.kind === 're-opt-in' ? promiseDay(promise, timeZone) : undefined,
    source: sourceText(language, sourceName, now - COLLECTED_AGO_MS, timeZone),
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
