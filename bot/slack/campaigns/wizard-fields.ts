import { type Block, escapeMrkdwn, section } from '#bot/slack/blocks.ts'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { House } from '#core/house.ts'
import { fieldValues } from '#core/messages/field-values.ts'
import { fieldText, type LinkField, TEXT_FIELDS, type TextField } from '#core/messages/fields.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { CampaignKind, Language } from '#core/messages/message.ts'
import { type WritingTexts, writingTexts } from '#core/texts/slack/writing.ts'

/** A promise ends about so long after a first message; the day of an example need only be plausible. */
const EXAMPLE_PROMISE_DAYS = 10

/** Fields a kind has nothing to fill with. */
const LACKING: Readonly<Record<CampaignKind, readonly TextField[]>> = {
  're-opt-in': [],
  topic: ['promise_date'],
  information: ['promise_date', 'topics'],
}

const EXAMPLE_WORDS: Readonly<Record<Language, { company: string; source: string; civility: string }>> = {
  fr: { company: 'Exemple et fils', source: 'Salon de Lyon, mars 2018', civility: 'Mme' },
  en: { company: 'Example and Sons', source: 'Lyon trade fair, March 2018', civility: 'Ms' },
  nl: { company: 'Voorbeeld en zonen', source: 'Beurs van Lyon, maart 2018', civility: 'Mevr.' },
}

export interface FieldsGiven {
  draft: Pick<CampaignDraft, 'kind' | 'topics'>
  house: House
  /** Of the message. */
  written: Language
  language: StaffLanguage
  now: number
}

/** Every field of this message: what it stands for, what an example person would read, and which need something to replace them. */
export function fieldBlocks(given: FieldsGiven): Block[] {
  const { draft, written, language } = given
  const texts = writingTexts(language)
  const values = exampleValues(given)
  const names = (Object.keys(TEXT_FIELDS) as TextField[]).filter((name) => !LACKING[draft.kind].includes(name))
  const lines = names.map((name) => fieldLine(name, values[name] ?? '', texts, written))
  const pages: readonly LinkField[] =
    draft.kind === 're-opt-in' ? ['yes_link', 'no_link', 'preferences_link'] : ['preferences_link', 'privacy_link']
  const links = pages.map((name) => code(`[${PAGE_WORDS[written][name] ?? ''}](${fieldText(name, undefined)})`))
  return [section([texts.fieldsTitle, ...lines, texts.pages(links.join(' '))].join('\n'))]
}

const PAGE_WORDS: Readonly<Record<Language, Readonly<Partial<Record<LinkField, string>>>>> = {
  fr: { yes_link: 'oui', no_link: 'non', preferences_link: 'vos choix', privacy_link: 'vos droits' },
  en: { yes_link: 'yes', no_link: 'no', preferences_link: 'your choices', privacy_link: 'your rights' },
  nl: { yes_link: 'ja', no_link: 'nee', preferences_link: 'uw keuzes', privacy_link: 'uw rechten' },
}

function fieldLine(name: TextField, example: string, texts: WritingTexts, written: Language): string {
  const line = texts.field(code(fieldText(name, undefined)), texts.fields[name], escapeMrkdwn(example))
  if (TEXT_FIELDS[name] === 'always') return line
  return `${line} (${texts.needsFallback(code(fieldText(name, texts.fallbackWords[written])))})`
}

function exampleValues({ draft, house, written, now }: FieldsGiven) {
  const { company, source, civility } = EXAMPLE_WORDS[written]
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(house.organisation.timeZone)
  const topics = house.topics.filter(({ id }) => draft.topics.includes(id))
  return fieldValues({
    language: written,
    person: { firstName: 'Marie', lastName: 'Durand', civility, company },
    organisationName: house.organisation.name,
    contactEmail: house.dpo.email,
    topicNames: topics.map(({ name }) => name[written]),
    promiseDate: today.toPlainDate().add({ days: EXAMPLE_PROMISE_DAYS }),
    source,
    links: {},
  })
}

function code(text: string): string {
  return `\`${escapeMrkdwn(text)}\``
}
