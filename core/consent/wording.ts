import type { Budget } from '#core/etiquette/budget.ts'
import type { Channel, House } from '#core/house.ts'
import type { Language } from '#core/messages/message.ts'
import { countryRow } from '#core/parameters/countries.ts'
import { RECIPIENT_PAGE_TEXTS } from '#core/texts/recipient-pages/recipient-page-texts.ts'
import { type Pair, pairKey } from './pair.ts'

/** Where a person says what they want; the page is part of the evidence. */
export type WordingPage = 'answer' | 'preferences' | 'unsubscribe' | 'confirmation'

/** One thing a person can agree to, as the page names it. */
export interface WordingChoice {
  /** The pair's key; the value of its box. */
  key: string
  pair: Pair
  label: string
  description: string
  /** Where a topic has a box for each way it can come: which one this is. */
  way?: string
}

/**
 * Everything a page says before a person acts on it. The page renders these parts and nothing else of weight, and `wordingText` is made from the
 * same parts: what is hashed is what was shown.
 */
export interface Wording {
  page: WordingPage
  language: Language
  title: string
  intro: readonly string[]
  /** Over the choices. */
  legend: string
  choices: readonly WordingChoice[]
  termsTitle: string
  terms: readonly { term: string; text: string }[]
  buttons: readonly string[]
}

/** The question of a re-opt-in message. One pair: two equal buttons. Several: one box each, never ticked beforehand. */
export function askWording(house: House, language: Language, pairs: readonly Pair[]): Wording {
  const { ask } = RECIPIENT_PAGE_TEXTS[language]
  const several = pairs.length > 1
  return {
    page: 'answer',
    language,
    title: ask.title(house.organisation.name),
    intro: [several ? ask.introSeveral : ask.introOne],
    legend: ask.choiceLegend,
    choices: choicesOf(house, language, pairs),
    ...termsOf(house, language, pairs),
    buttons: several ? [ask.yesSeveral, ask.noSeveral] : [ask.yesOne, ask.noOne],
  }
}

/** The topics a person can switch on their own page, on the channels they can be reached on. */
export function preferencesWording(
  house: House,
  language: Language,
  channels: readonly Channel[] = ['email'],
): Wording {
  const { preferences } = RECIPIENT_PAGE_TEXTS[language]
  const pairs = pairsByTopic(house, channels)
  const { name } = house.organisation
  const ways = { email: preferences.legend, sms: preferences.legendSms }
  const both = channels.length > 1
  const [only = 'email'] = channels
  const bySms = !both && only === 'sms'
  return {
    page: 'preferences',
    language,
    title: preferences.title,
    intro: [
      both ? preferences.introBoth(name) : bySms ? preferences.introSms(name) : preferences.intro(name),
      bySms ? preferences.confirmNoteSms : preferences.confirmNote,
    ],
    legend: both ? preferences.legendBoth : ways[only],
    choices: choicesOf(house, language, pairs).map((choice) => {
      const { topic, channel } = choice.pair
      const label = pairLabel(house, language, { topic, channel: 'email' })
      return { ...choice, label, ...(both && { way: ways[channel] }) }
    }),
    ...termsOf(house, language, pairs),
    buttons: [preferences.save],
  }
}

/** What a person is about to confirm from the message we sent them: what they will get, and how much of it at most. */
export function confirmationWording(
  house: House,
  language: Language,
  pairs: readonly Pair[],
  budget?: Budget,
): Wording {
  const { confirm } = RECIPIENT_PAGE_TEXTS[language]
  const byEmail = pairs.every(({ channel }) => channel === 'email')
  return {
    page: 'confirmation',
    language,
    title: confirm.title,
    intro: [confirm.nothingYet, ...(budget ? [confirm.budget(budget.per7Days, budget.per30Days)] : [])],
    legend: pairs.length === 0 ? '' : byEmail ? confirm.text : confirm.textAny,
    choices: choicesOf(house, language, pairs),
    ...(pairs.length === 0 ? { termsTitle: '', terms: [] } : termsOf(house, language, pairs)),
    buttons: [confirm.button],
  }
}

/** What a way out ends: the pairs of a message, or everything on these channels. */
export type WayOutScope = { asked: boolean; pairs: readonly Pair[] } | { everything: readonly Channel[] }

/** What the way out says. */
export function unsubscribeWording(house: House, language: Language, scope: WayOutScope): Wording {
  const { unsubscribe } = RECIPIENT_PAGE_TEXTS[language]
  const everything = 'everything' in scope
  const { name } = house.organisation
  const all = { email: unsubscribe.everything(name), sms: unsubscribe.everythingSms(name) }
  return {
    page: 'unsubscribe',
    language,
    title: unsubscribe.title,
    intro: everything
      ? [...scope.everything.map((channel) => all[channel]), unsubscribe.nothingYet]
      : [unsubscribe.nothingYet],
    legend: everything ? '' : scope.asked ? unsubscribe.ask : unsubscribe.topic,
    choices: everything ? [] : choicesOf(house, language, scope.pairs),
    termsTitle: '',
    terms: [],
    buttons: [unsubscribe.button],
  }
}

/** Canonical plain text of what was shown, for hashing and for the archive: one line a part, in the order of the page. */
export function wordingText(wording: Wording): string {
  const lines = [
    `egard wording 1 ${wording.page} ${wording.language}`,
    wording.title,
    ...wording.intro,
    wording.legend,
    ...wording.choices.flatMap(({ label, way, key, description }) => [
      `[ ] ${label}${way === undefined ? '' : ` | ${way}`} (${key})`,
      description,
    ]),
    wording.termsTitle,
    ...wording.terms.map(({ term, text }) => `${term} | ${text}`),
    ...wording.buttons.map((button) => `[${button}]`),
  ]
  return `${lines.filter((line) => line !== '').join('\n')}\n`
}

/** The house's topics on these channels, topic by topic: what the preference page shows. */
export function pairsByTopic(house: House, channels: readonly Channel[]): Pair[] {
  return house.topics.flatMap(({ id }) => channels.map((channel) => ({ topic: id, channel })))
}

/** The pair as a person reads it: the topic's name, and the channel when it is not e-mail. */
export function pairLabel(house: House, language: Language, { topic, channel }: Pair): string {
  const name = house.topics.find(({ id }) => id === topic)?.name[language] ?? topic
  return channel === 'email' ? name : `${name} (${RECIPIENT_PAGE_TEXTS[language].channel[channel]})`
}

function choicesOf(house: House, language: Language, pairs: readonly Pair[]): WordingChoice[] {
  return pairs.map((pair) => ({
    key: pairKey(pair),
    pair,
    label: pairLabel(house, language, pair),
    description: house.topics.find(({ id }) => id === pair.topic)?.describe[language] ?? '',
  }))
}

/** GDPR 13 and EDPB 05/2020: who, why, how, how often, how long, with whom, where, and how to stop. */
function termsOf(house: House, language: Language, pairs: readonly Pair[]): Pick<Wording, 'terms' | 'termsTitle'> {
  const { terms, channel, listAnd } = RECIPIENT_PAGE_TEXTS[language]
  const { organisation, dpo, budget, practices } = house
  const ways = [...new Set(pairs.map((pair) => pair.channel))]
  const channels = ways.map((way) => channel[way]).join(listAnd)
  const both = ways.length > 1
  const bySms = !both && ways.includes('sms')
  const topics = [...new Set(pairs.map(({ topic }) => topic))]
  const purposes = topics.map((topic) => pairLabel(house, language, { topic, channel: 'email' })).join(', ')
  const years = countryRow(organisation.country).prospectYears
  return {
    termsTitle: terms.title,
    terms: [
      {
        term: terms.who,
        text: terms.whoText(organisation.name, organisation.postalAddress.replace(/\s*\n\s*/g, ', ')),
      },
      { term: terms.purpose, text: terms.purposeText(purposes) },
      { term: terms.channel, text: terms.channelText(channels) },
      { term: terms.frequency, text: terms.frequencyText(budget.per7Days, budget.per30Days) },
      { term: terms.retention, text: practices.retention?.[language] ?? terms.retentionText(years) },
      {
        term: terms.sharing,
        text:
          practices.sharing?.[language] ?? (both ? terms.sharingBoth : bySms ? terms.sharingSms : terms.sharingText),
      },
      { term: terms.outsideEurope, text: practices.outsideEurope?.[language] ?? terms.outsideEuropeText(dpo.name) },
      {
        term: terms.withdraw,
        text: both ? terms.withdrawBoth : bySms ? terms.withdrawSms : terms.withdrawText,
      },
      { term: terms.proof, text: terms.proofText },
      { term: terms.questions, text: terms.questionsText(dpo.name, dpo.email) },
    ],
  }
}
