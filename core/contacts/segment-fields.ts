import { BASES } from '#core/consent/gate-facts.ts'
import type { Channel } from '#core/house.ts'

/** What a field holds decides which operators it takes and how its values are written. */
export type SegmentKind =
  | 'text'
  | 'code'
  | 'country'
  | 'language'
  | 'yes-no'
  | 'date'
  | 'birth-date'
  | 'tags'
  | 'source'

export interface SegmentField {
  kind: SegmentKind
  /** The values a code may have. */
  values?: readonly string[]
  name: { fr: string; en: string }
}

/** Every field of a contact a segment may ask about, beside `custom.NAME` and `consent.TOPIC.CHANNEL`. */
export const SEGMENT_FIELDS = {
  email: { kind: 'text', name: { fr: 'l’adresse e-mail', en: 'the e-mail address' } },
  emailState: {
    kind: 'code',
    values: ['usable', 'invalid', 'bounced'],
    name: { fr: 'l’état de l’adresse', en: 'the state of the address' },
  },
  phone: { kind: 'text', name: { fr: 'le téléphone', en: 'the phone' } },
  civility: { kind: 'code', values: ['mr', 'ms'], name: { fr: 'la civilité', en: 'the form of address' } },
  firstName: { kind: 'text', name: { fr: 'le prénom', en: 'the first name' } },
  lastName: { kind: 'text', name: { fr: 'le nom', en: 'the last name' } },
  language: { kind: 'language', name: { fr: 'la langue', en: 'the language' } },
  country: { kind: 'country', name: { fr: 'le pays', en: 'the country' } },
  region: { kind: 'text', name: { fr: 'la région', en: 'the region' } },
  postcode: { kind: 'text', name: { fr: 'le code postal', en: 'the postcode' } },
  timeZone: { kind: 'text', name: { fr: 'le fuseau horaire', en: 'the time zone' } },
  kind: { kind: 'code', values: ['b2c', 'b2b'], name: { fr: 'le type', en: 'the kind' } },
  function: { kind: 'text', name: { fr: 'la fonction', en: 'the function' } },
  company: { kind: 'text', name: { fr: 'la société', en: 'the company' } },
  informed: { kind: 'yes-no', name: { fr: '«\u00a0informé à la collecte\u00a0»', en: '“informed at collection”' } },
  birthDate: { kind: 'birth-date', name: { fr: 'la date de naissance', en: 'the birth date' } },
  minor: { kind: 'yes-no', name: { fr: '«\u00a0mineur\u00a0»', en: '“minor”' } },
  guardianEmail: { kind: 'text', name: { fr: 'l’adresse du tuteur', en: 'the guardian’s address' } },
  guardianConsent: { kind: 'date', name: { fr: 'l’accord du tuteur', en: 'the guardian’s consent' } },
  lastClick: { kind: 'date', name: { fr: 'le dernier clic', en: 'the last click' } },
  lastOpen: { kind: 'date', name: { fr: 'la dernière ouverture', en: 'the last open' } },
  lastPurchase: { kind: 'date', name: { fr: 'le dernier achat', en: 'the last purchase' } },
  lastAct: { kind: 'date', name: { fr: 'la dernière activité', en: 'the last act' } },
  created: { kind: 'date', name: { fr: 'l’arrivée dans la base', en: 'the arrival in the base' } },
  tags: { kind: 'tags', name: { fr: 'les étiquettes', en: 'the tags' } },
  source: { kind: 'source', name: { fr: 'la source', en: 'the source' } },
  basis: { kind: 'source', values: BASES, name: { fr: 'la base déclarée', en: 'the declared basis' } },
} as const satisfies Record<string, SegmentField>

export type SegmentFieldName = keyof typeof SEGMENT_FIELDS

const CONSENT_STATES = ['granted', 'refused', 'withdrawn', 'lapsed', 'objected'] as const
/** What a topic is called; its id where nothing else is known. */
export type TopicName = (id: string) => string

const CONSENT = /^consent\.(.+)\.(email|sms)$/
const CUSTOM = /^custom\.(.{1,200})$/

/** A field's name taken apart; undefined when there is no such field. */
export type FieldReference =
  | { of: 'contact'; name: SegmentFieldName; field: SegmentField }
  | { of: 'custom'; name: string; field: SegmentField }
  | { of: 'consent'; topic: string; channel: Channel; field: SegmentField }

export function segmentField(text: string, topicName: TopicName = (id) => id): FieldReference | undefined {
  if (Object.hasOwn(SEGMENT_FIELDS, text)) {
    const name = text as SegmentFieldName
    return { of: 'contact', name, field: SEGMENT_FIELDS[name] }
  }
  const custom = CUSTOM.exec(text)?.[1]
  if (custom !== undefined) return { of: 'custom', name: custom, field: { kind: 'text', name: named(custom, custom) } }
  const [, topic, channel] = CONSENT.exec(text) ?? []
  if (topic === undefined || channel === undefined) return undefined
  const by = channel === 'sms' ? 'SMS' : 'e-mail'
  const shown = topicName(topic)
  const name = named(`le consentement à «\u00a0${shown}\u00a0» par ${by}`, `the consent to “${shown}” by ${by}`)
  return { of: 'consent', topic, channel: channel as Channel, field: { kind: 'code', values: CONSENT_STATES, name } }
}

function named(fr: string, en: string): SegmentField['name'] {
  return { fr, en }
}
