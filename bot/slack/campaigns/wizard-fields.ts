import { type Block, context, escapeMrkdwn, section } from '#bot/slack/blocks.ts'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { Channel, House } from '#core/house.ts'
import { fieldValues, type RecipientFacts } from '#core/messages/field-values.ts'
import { fieldText, type LinkField, TEXT_FIELDS, type TextField } from '#core/messages/fields.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { CampaignKind, Language } from '#core/messages/message.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import { writingTexts } from '#core/texts/slack/writing.ts'

/** A promise ends about so long after a first message; the day of an example need only be plausible. */
const EXAMPLE_PROMISE_DAYS = 10

/** Fields a kind has nothing to fill with. */
const LACKING: Readonly<Record<CampaignKind, readonly TextField[]>> = {
  're-opt-in': [],
  topic: ['promise_date'],
  information: ['promise_date', 'topics'],
}

type OptionalField = { [Name in TextField]: (typeof TEXT_FIELDS)[Name] extends 'optional' ? Name : never }[TextField]

interface Examples {
  company: string
  source: string
  civility: string
  fallbacks: Readonly<Record<OptionalField, string>>
}

const EXAMPLES: Readonly<Record<Language, Examples>> = {
  fr: {
    company: 'Exemple et fils',
    source: 'Salon de Lyon, mars 2018',
    civility: 'Mme',
    fallbacks: {
      first_name: 'à vous',
      last_name: 'à vous',
      civility: 'Madame, Monsieur',
      company: 'votre entreprise',
      source: 'nos contacts',
    },
  },
  en: {
    company: 'Example and Sons',
    source: 'Lyon trade fair, March 2018',
    civility: 'Ms',
    fallbacks: {
      first_name: 'dear reader',
      last_name: 'dear reader',
      civility: 'Madam or Sir',
      company: 'your company',
      source: 'our contacts',
    },
  },
  nl: {
    company: 'Voorbeeld en zonen',
    source: 'Beurs van Lyon, maart 2018',
    civility: 'Mevr.',
    fallbacks: {
      first_name: 'beste lezer',
      last_name: 'beste lezer',
      civility: 'mevrouw of meneer',
      company: 'uw bedrijf',
      source: 'onze contacten',
    },
  },
}

export interface FieldsGiven {
  draft: Pick<CampaignDraft, 'kind' | 'topics'>
  house: House
  /** Of the message. */
  written: Language
  language: StaffLanguage
  now: number
  /** The channels it is written for. */
  channels: readonly Channel[]
}

/** Every field of this message: what it stands for, what an example person would read, and which need something to replace them. */
export function fieldBlocks(given: FieldsGiven): Block[] {
  const { draft, written, language, channels } = given
  const texts = writingTexts(language)
  const values = fieldValues({ ...exampleFacts(given), links: {} })
  const names = (Object.keys(TEXT_FIELDS) as TextField[]).filter((name) => !LACKING[draft.kind].includes(name))
  const line = (name: TextField, fallback?: string) => {
    const example = escapeMrkdwn(values[name] ?? '')
    const reads = fallback === undefined ? example : texts.orElse(example, fallback)
    return texts.field(code(fieldText(name, fallback)), texts.fields[name], reads)
  }
  const always = names.filter((name) => TEXT_FIELDS[name] === 'always').map((name) => line(name))
  const fallbacks = EXAMPLES[written].fallbacks
  const optional = names
    .filter((name) => name in fallbacks)
    .map((name) => line(name, fallbacks[name as keyof typeof fallbacks]))
  const pages: readonly LinkField[] =
    draft.kind === 're-opt-in' ? ['yes_link', 'no_link', 'preferences_link'] : ['preferences_link', 'privacy_link']
  const links = pages.map((name) => code(`[${PAGE_WORDS[written][name] ?? ''}](${fieldText(name, undefined)})`))
  return [
    section([texts.fieldsTitle, ...always].join('\n')),
    section([texts.mayLack, ...optional].join('\n')),
    ...(channels.includes('email') ? [context(texts.pages(links.join(' ')))] : []),
    ...(channels.includes('sms') ? [context(textingTexts(language).pages(SMS_LINKS.map(code).join(' ')))] : []),
  ]
}

/** An SMS shows an address as it is. */
const SMS_LINKS = ['{{answer_link}}', '{{preferences_link}}']

const PAGE_WORDS: Readonly<Record<Language, Readonly<Partial<Record<LinkField, string>>>>> = {
  fr: { yes_link: 'oui', no_link: 'non', preferences_link: 'vos choix', privacy_link: 'vos droits' },
  en: { yes_link: 'yes', no_link: 'no', preferences_link: 'your choices', privacy_link: 'your rights' },
  nl: { yes_link: 'ja', no_link: 'nee', preferences_link: 'uw keuzes', privacy_link: 'uw rechten' },
}

/** What is known of the example person, for whatever is filled with it. */
export function exampleFacts({
  draft,
  house,
  written,
  now,
}: Pick<FieldsGiven, 'draft' | 'house' | 'written' | 'now'>): Omit<RecipientFacts, 'links'> {
  const { company, source, civility } = EXAMPLES[written]
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(house.organisation.timeZone)
  const topics = house.topics.filter(({ id }) => draft.topics.includes(id))
  return {
    language: written,
    person: { firstName: 'Marie', lastName: 'Durand', civility, company },
    organisationName: house.organisation.name,
    contactEmail: house.dpo.email,
    topicNames: topics.map(({ name }) => name[written]),
    promiseDate: today.toPlainDate().add({ days: EXAMPLE_PROMISE_DAYS }),
    source,
  }
}

function code(text: string): string {
  return `\`${escapeMrkdwn(text)}\``
}
