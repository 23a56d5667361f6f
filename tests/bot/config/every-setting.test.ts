import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { webApi } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { type HouseConfig, parseHouse, type Role } from '#bot/config/house.ts'
import { houseSchema } from '#bot/config/house-schema.ts'
import { createPace } from '#bot/delivery/pace.ts'
import { publicHolidays } from '#bot/holidays/public-holidays.ts'
import { rowReader } from '#bot/import/import-file.ts'
import { createPeople } from '#bot/slack/people.ts'
import { channelId } from '#bot/slack/tell/teller.ts'
import { emptyDraft } from '#core/campaigns/draft.ts'
import { askWording, preferencesWording, wordingText } from '#core/consent/wording.ts'
import { decide } from '#core/decision/decide.ts'
import { NO_ATTENTION } from '#core/etiquette/attention.ts'
import { placeOf } from '#core/etiquette/place.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Channel } from '#core/house.ts'
import { checkMessage } from '#core/messages/checks.ts'
import { LANGUAGES, type Language } from '#core/messages/message.ts'
import { messageText } from '#core/messages/plain-text.ts'
import { smsEstimate } from '#core/messages/sms/cost.ts'
import { smsSender } from '#core/messages/sms/sender.ts'
import { messageSource } from '#db/operations/campaigns/compile-messages.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { findCampaign } from '#db/tables/campaigns.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { leavesOf } from '#tests/support/schema-leaves.ts'

const SAMPLE = JSON.parse(
  await readFile(join(import.meta.dirname, '../../../bot/config/sample.json'), 'utf8'),
) as Record<string, unknown>

/** A Monday evening in Paris, an afternoon in Montréal. */
const EVENING = Date.UTC(2026, 10, 23, 20, 30)
/** 2026-11-23, a Monday, 10:00 in Paris. */
const MORNING = Date.UTC(2026, 10, 23, 9)

/** What a setting changes for somebody outside the file. Two values of it must never come to the same. */
interface Setting {
  leaf: string
  /** Where the value is put; the leaf itself when it names no list. */
  at?: string
  values: readonly [unknown, unknown]
  outcome(config: HouseConfig): unknown
}

const SETTINGS: readonly Setting[] = [
  { leaf: 'organisation.name', values: ['Maison Un', 'Maison Deux'], outcome: letter('fr') },
  { leaf: 'organisation.postalAddress', values: ['1 rue A, Lille', '2 rue B, Lille'], outcome: letter('en') },
  { leaf: 'organisation.site', values: ['https://un.example', 'https://deux.example'], outcome: letter('nl') },
  { leaf: 'organisation.country', values: ['FR', 'CA'], outcome: findings('Votre dossier : 130 692 544.') },
  { leaf: 'organisation.timeZone', values: ['Europe/Paris', 'America/Toronto'], outcome: moment({ now: EVENING }) },
  { leaf: 'organisation.language', values: ['fr', 'en'], outcome: newDraft },
  {
    leaf: 'organisation.ownNumbers.*',
    at: 'organisation.ownNumbers.0',
    values: ['FR76 3000 6000 0112 3456 7890 189', 'BE71 0961 2345 6769'],
    outcome: findings('Notre compte : FR76 3000 6000 0112 3456 7890 189.'),
  },
  { leaf: 'dpo.name', values: ['Daan', 'Dina'], outcome: letter('fr') },
  { leaf: 'dpo.email', values: ['un@maison.example', 'deux@maison.example'], outcome: letter('fr') },
  { leaf: 'contactKey', values: ['email', 'customer_number'], outcome: importedRow },
  { leaf: 'topics.*.id', at: 'topics.0.id', values: ['newsletter', 'letters'], outcome: preferencePage('fr') },
  ...LANGUAGES.flatMap((language): Setting[] => [
    {
      leaf: `topics.*.name.${language}`,
      at: `topics.0.name.${language}`,
      values: ['La lettre', 'Les lettres'],
      outcome: preferencePage(language),
    },
    {
      leaf: `topics.*.describe.${language}`,
      at: `topics.0.describe.${language}`,
      values: ['Une par mois', 'Une par an'],
      outcome: preferencePage(language),
    },
    ...(['sharing', 'outsideEurope', 'retention'] as const).map(
      (practice): Setting => ({
        leaf: `practices.${practice}.${language}`,
        values: ['Avec personne', 'Avec notre routeur'],
        outcome: askPage(language),
      }),
    ),
  ]),
  { leaf: 'slack.team', values: ['T0EGARD', 'T0OTHER'], outcome: admission('anyone') },
  ...(['approvals', 'campaigns', 'oncall'] as const).map(
    (channel): Setting => ({
      leaf: `slack.channels.${channel}`,
      values: ['C0FIRST', 'C0SECOND'],
      outcome: ({ slack }) => channelId({ house: slack }, { channel }),
    }),
  ),
  ...(['staff', 'approver', 'privacy', 'dpo', 'oncall'] as const).map(
    (role): Setting => ({
      leaf: `slack.roles.${role}.*`,
      at: `slack.roles.${role}.0`,
      values: ['U0NINA', 'U0NOBODY'],
      outcome: admission(role),
    }),
  ),
  ...(['email', 'sms'] as const).flatMap((channel): Setting[] => [
    {
      leaf: `windows.${channel}.*#key`,
      at: `windows.${channel}`,
      values: ['mon-fri', 'tue-fri'],
      outcome: moment({ now: MORNING, channel }),
    },
    {
      leaf: `windows.${channel}.*.*`,
      at: `windows.${channel}.mon-sat.0`,
      values: ['09:00-18:00', '11:00-18:00'],
      outcome: moment({ now: MORNING, channel }),
    },
  ]),
  {
    leaf: 'windows.closures.*',
    at: 'windows.closures.0',
    values: ['2026-11-23', '2026-11-23/2026-11-25'],
    outcome: moment({ now: MORNING }),
  },
  { leaf: 'budget.per7Days', values: [2, 3], outcome: moment({ now: MORNING, sentDaysAgo: [1, 2] }) },
  { leaf: 'budget.per30Days', values: [3, 6], outcome: moment({ now: MORNING, sentDaysAgo: [8, 9, 10] }) },
  {
    leaf: 'budget.most.per7Days',
    at: 'budget.most',
    values: [
      { per7Days: 2, per30Days: 12 },
      { per7Days: 4, per30Days: 12 },
    ],
    outcome: moment({ now: MORNING, sentDaysAgo: [1, 2], settings: { budget: { per7Days: 4 } } }),
  },
  {
    leaf: 'budget.most.per30Days',
    at: 'budget.most',
    values: [
      { per7Days: 2, per30Days: 6 },
      { per7Days: 2, per30Days: 12 },
    ],
    outcome: moment({ now: MORNING, sentDaysAgo: [8, 9, 10, 11, 12, 13], settings: { budget: { per30Days: 12 } } }),
  },
  { leaf: 'sms.senders.*#key', at: 'sms.senders', values: ['FR', 'BE'], outcome: senderTo('+33639980101') },
  {
    leaf: 'sms.senders.*',
    at: 'sms.senders.FR',
    values: ['+33639980100', 'MLUMIERE'],
    outcome: senderTo('+33639980101'),
  },
  { leaf: 'sms.prices.*#key', at: 'sms.prices', values: ['FR', 'other'], outcome: costOf('BE') },
  { leaf: 'sms.prices.*', at: 'sms.prices.FR', values: [0.07, 0.08], outcome: costOf('FR') },
  { leaf: 'sms.currency', values: ['EUR', 'CAD'], outcome: costOf('FR') },
  { leaf: 'sending.perMinute', values: [60, 600], outcome: leavesAtOnce },
  { leaf: 'sending.perDomainPerMinute', values: [60, 600], outcome: leavesAtOnce },
]

const leaves = leavesOf(houseSchema)

describe('the organisation’s file', () => {
  test('every value that can be written into it has a row that shows what it changes, and no row is about anything else', () => {
    expect(SETTINGS.map(({ leaf }) => leaf).toSorted()).toEqual(leaves.toSorted())
  })

  test.for(SETTINGS)('$leaf changes what the product does', async ({ leaf, at = leaf, values, outcome }) => {
    const outcomes = []
    for (const value of values) outcomes.push(JSON.stringify(await outcome(configWith(leaf, at, value))))
    expect(outcomes[0]).not.toBe(outcomes[1])
    expect(outcomes).not.toContain(undefined)
  })
})

/** The sample's file with one value put into it, understood as a start understands it. */
function configWith(leaf: string, at: string, value: unknown): HouseConfig {
  const file = structuredClone(SAMPLE)
  const practices = file['practices'] as Record<string, object>
  // The sample leaves one of them to the general sentences.
  practices['retention'] ??= { fr: 'Trois ans', en: 'Three years', nl: 'Drie jaar' }
  const path = at.split('.')
  let place: Record<string, unknown> = file
  for (const [depth, key] of path.slice(0, -1).entries()) {
    place[key] ??= /^\d+$/.test(path[depth + 1] ?? '') ? [] : {}
    place = place[key] as Record<string, unknown>
  }
  const last = path.at(-1) ?? ''
  if (leaf.endsWith('#key')) {
    const [member] = Object.values(place[last] as object)
    place[last] = { [String(value)]: member }
  } else {
    // The hours a person writes are alone in their week.
    if (/^windows\.(email|sms)/.test(at)) file['windows'] = { [path[1] ?? '']: { [path[2] ?? '']: [value] } }
    else place[last] = value
  }
  const parsed = parseHouse(JSON.stringify(file))
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  return parsed.config
}

/** What a message says around staff's words. */
function letter(language: Language) {
  return ({ house }: HouseConfig) => messageText(sourceOf(house, language, 'Bonjour.'))
}

/** What the checks find in these words. */
function findings(body: string) {
  return ({ house }: HouseConfig) => {
    const source = sourceOf(house, 'fr', body)
    return checkMessage(source, { subject: '', html: '<p></p>', text: '' }).filter(({ level }) => level === 'block')
  }
}

function sourceOf(house: HouseConfig['house'], language: Language, body: string) {
  const draft = {
    ...emptyDraft('topic', language),
    topics: house.topics.map(({ id }) => id),
    texts: { [language]: { message: { subject: 'Bonjour', body } } },
  }
  return messageSource(house, draft, { language, step: 'message', variant: 'plain', isTest: false })
}

function preferencePage(language: Language) {
  return ({ house }: HouseConfig) => wordingText(preferencesWording(house, language))
}

function askPage(language: Language) {
  return ({ house }: HouseConfig) =>
    wordingText(askWording(house, language, [{ topic: house.topics[0]?.id ?? '', channel: 'email' }]))
}

/** The whole decision about one message to somebody who agreed, of whose place nothing is known. */
function moment({
  now,
  channel = 'email',
  sentDaysAgo = [],
  settings = {},
}: {
  now: number
  channel?: Channel
  sentDaysAgo?: number[]
  settings?: RecipientSettings
}) {
  return ({ house }: HouseConfig) => {
    const nothing = {
      timeZone: undefined,
      country: undefined,
      region: undefined,
      postcode: undefined,
      phone: undefined,
    }
    return decide(
      {
        kind: 'topic',
        pairs: [
          {
            gate: {
              bucket: 'askable',
              asked: 'yes',
              reason: 'trace-lost-active',
              standing: 'askable',
              basis: 'lawful',
            },
            granted: true,
            ticked: false,
          },
        ],
        address: 'usable',
        settled: false,
        campaignRunning: true,
        otherPreferred: false,
        etiquette: {
          channel,
          house,
          holidays: publicHolidays(),
          place: placeOf(nothing, house.organisation),
          settings,
          attention: { ...NO_ATTENTION, sentAt: sentDaysAgo.map((days) => now - days * 86_400_000) },
          repliedAt: undefined,
        },
        overBudget: 'hold',
        bestBefore: undefined,
      },
      now,
    )
  }
}

/** Who an SMS to this number comes from. */
function senderTo(number: string) {
  return ({ house }: HouseConfig) => smsSender(house.sms, '+15005550006', number)
}

/** What a simulation says a campaign by SMS costs, to a hundred people of a country. */
function costOf(country: string) {
  return ({ house }: HouseConfig) => {
    const texts = { fr: { message: { subject: '', body: '', sms: 'Bonjour.' } } }
    const draft = { ...emptyDraft('topic', 'fr'), carrier: 'sms' as const, texts }
    return smsEstimate(house, draft, [{ country, language: 'fr', messages: 100 }])
  }
}

/** Whether Nina, of the first team, may do what this role may, or what everybody may. */
function admission(role: Role | 'anyone') {
  return ({ slack }: HouseConfig) => {
    const user = { id: 'U0NINA', team_id: 'T0EGARD', locale: 'fr-FR' }
    const client = { users: { info: async () => ({ ok: true, user }) }, usergroups: {} }
    const people = createPeople(client as unknown as webApi.WebClient, slack, 'fr')
    return people.admit('U0NINA', role === 'anyone' ? role : [role])
  }
}

/** In which language those are written to whose own is unknown, in a campaign that begins. */
async function newDraft({ house }: HouseConfig) {
  const memory = await aMemory(await freshDatabase('sqlite'), house)
  const { campaignId } = await createDraft(memory, MORNING, { by: 'U0ALICE', kind: 'topic' })
  return (await findCampaign(memory.database.read, campaignId))?.draft.languageOfRest
}

/** A line of a customers' file, whose address cannot be read. */
function importedRow({ house }: HouseConfig) {
  const fields = ['email', 'customerNumber'] as const
  const read = rowReader({ dateOrder: 'day-first', fields }, house, house.organisation.country, MORNING)
  return read({ line: 2, values: ['not an address', 'C-17'] }).read
}

/** How many messages may leave at this instant, and of six to one domain, which wait. */
function leavesAtOnce({ house }: HouseConfig) {
  const pace = createPace(house.sending ?? {})
  const waits = Array.from({ length: 6 }, () => {
    pace.took('example.org', MORNING)
    return pace.until('example.org', MORNING)
  })
  return { left: String(pace.left(MORNING)), waits }
}
