import { madeUpPerson } from '#core/messages/made-up-people.ts'
import { type Segments, segmentsOf } from './segments.ts'
import { smsValues } from './sms-values.ts'
import { fillSms, type SmsSource } from './write-sms.ts'

/** Twelve characters after `/s/`. */
const CODE_LENGTH = 15
/** Of an origin nobody knows: `https://` and a host of some twenty-five characters. */
const TYPICAL_ORIGIN_LENGTH = 33
/** Every date of an SMS has one length, give or take a character. */
const SOME_DAY = '2026-12-23'

/** Characters of a short link under an origin such as `https://egard.example.org`; of an ordinary one where it is not known. */
export function shortLinkLength(origin?: string): number {
  return (origin?.length ?? TYPICAL_ORIGIN_LENGTH) + CODE_LENGTH
}

/** How long a sealed text is when an ordinary made-up person gets it. */
export function typicalSegments(source: SmsSource, text: string, about: TypicalSms): Segments {
  return segmentsOf(typicalSms(source, text, about))
}

interface TypicalSms {
  canReceive: boolean
  /** Characters of a short link. */
  linkLength: number
}

/** The text as such a person reads it; a field nobody knows stays as it is written, other checks speak of it. */
function typicalSms(source: SmsSource, text: string, { canReceive, linkLength }: TypicalSms): string {
  const { language, organisation, dpo, topics } = source
  const { person, sourceName } = madeUpPerson(language, 'ordinary')
  const link = 'https://'.padEnd(linkLength, 'x')
  const values = smsValues({
    language,
    person: { ...person, company: madeUpPerson(language, 'company').person.company },
    organisationName: organisation.name,
    contactEmail: dpo.email,
    topicNames: topics.map(({ name }) => name),
    promiseDate: source.promise === undefined ? undefined : Temporal.PlainDate.from(SOME_DAY),
    source: sourceName,
    canReceive,
    links: { answer: link, preferences: link, unsubscribe: link },
  })
  return fillSms(text, values, (name) => `{{${name}}}`)
}
