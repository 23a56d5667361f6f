import { compileMessage } from '#bot/mail/compile.ts'
import { serviceMessage } from '#bot/mail/service-message.ts'
import { VARIANT_OPENINGS, type Variant } from '#core/campaigns/variants.ts'
import { fieldValues } from '#core/messages/field-values.ts'
import { substitute } from '#core/messages/fields.ts'
import { madeUpPerson } from '#core/messages/made-up-people.ts'
import { type CompiledMessage, LANGUAGES, type Language, type MessageSource } from '#core/messages/message.ts'
import { aMessage } from '#tests/core/messages/a-message.ts'

/** A mail as a person gets it, and where it comes from. */
export interface EveryMail extends CompiledMessage {
  name: string
  /** Undefined of a service mail. */
  source: MessageSource | undefined
}

/** What staff's markup can say, all of it. */
const MARKUP =
  'Du **gras**, de l’_italique_, [un lien](https://www.example.org/a?b=1&c=2) et [vos choix]({{preferences_link}}).\n\n- un point\n- un autre\n\n1. d’abord\n2. ensuite'

const STEPS: readonly { of: Partial<MessageSource>; variants: readonly Variant[] }[] = [
  { of: { kind: 're-opt-in', step: 'ask' }, variants: ['plain', 'guardian'] },
  { of: { kind: 're-opt-in', step: 'reminder-1' }, variants: ['plain', 'visited', 'guardian'] },
  { of: { kind: 're-opt-in', step: 'reminder-2' }, variants: ['plain', 'visited', 'guardian'] },
  { of: { kind: 're-opt-in', step: 'ask', isTest: true }, variants: ['plain'] },
  { of: { kind: 'topic', step: 'message', promise: undefined }, variants: ['plain'] },
  { of: { kind: 'information', step: 'message', promise: undefined }, variants: ['plain'] },
]

/** Every mail our layouts make, each filled for somebody with a very long name. */
export async function everyMail(): Promise<EveryMail[]> {
  const mails: EveryMail[] = []
  for (const language of LANGUAGES) {
    for (const { of, variants } of STEPS) {
      for (const variant of variants) mails.push(await campaignMail(language, of, variant))
    }
    for (const kind of ['confirm-change', 'fresh-link'] as const) {
      const house = { name: 'Les Jardins <d’Émilie>', postalAddress: '12 rue des Lilas\n69003 Lyon' }
      const mail = serviceMessage(kind, language, house, `https://egard.example/c/${'a1'.repeat(30)}`)
      mails.push({ ...mail, name: `${kind} ${language}`, source: undefined })
    }
  }
  return mails
}

async function campaignMail(language: Language, of: Partial<MessageSource>, variant: Variant): Promise<EveryMail> {
  const plain = aMessage({ ...of, language })
  const opening = variant === 'plain' ? '' : `${VARIANT_OPENINGS[variant][language]}\n\n`
  const source = { ...plain, body: `${opening}${plain.body}\n\n${MARKUP}` }
  const compiled = await compileMessage(source)
  const values = fieldValues({
    language,
    person: madeUpPerson(language, 'long-name').person,
    organisationName: source.organisation.name,
    contactEmail: source.dpo.email,
    topicNames: source.topics.map(({ name }) => name),
    promiseDate: Temporal.PlainDate.from('2027-03-01'),
    source: 'Salon 2018, mars 2018',
    links: Object.fromEntries(
      ['yes', 'no', 'preferences', 'unsubscribe', 'privacy'].map((name) => [
        `${name}_link`,
        `https://egard.example/${name}/${'a1'.repeat(30)}`,
      ]),
    ),
  })
  return {
    name: [source.kind, source.step, language, variant, ...(source.isTest ? ['test'] : [])].join(' '),
    source,
    subject: substitute(compiled.subject, values, 'subject'),
    html: substitute(compiled.html, values, 'html'),
    text: substitute(compiled.text, values, 'text'),
  }
}
