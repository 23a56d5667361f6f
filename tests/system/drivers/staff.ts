import { DELIVERY_STATES } from '#core/deliveries/life.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { until } from '#tests/support/until.ts'
import {
  buttonsOf,
  readMessage,
  type Seen,
  type Slack,
  type SlackMessage,
  type SlackPerson,
  type SlackView,
} from './slack.ts'

export interface StepText {
  subject: string
  body: string
}

export type WrittenLanguage = 'fr' | 'en' | 'nl'

/** What the author of a campaign types into the wizard. */
export interface Plan {
  name: string
  need: string
  segment: string
  topics: string[]
  reminders: 0 | 1 | 2
  texts: Partial<Record<WrittenLanguage, Partial<Record<'ask' | 'reminder-1' | 'reminder-2', StepText>>>>
  /** Of people whose own language is unknown or not written. */
  rest: WrittenLanguage
}

/** What a campaign's card says, its sums checked. */
export interface Card {
  text: string
  deliveries: Record<string, number>
  answers: { yes: number; no: number; silent: number }
  lapsed: number
  visited: number
  reminder: Record<string, number> | undefined
}

export interface House {
  channels: { approvals: string; campaigns: string }
  /** In which language the organisation's channels speak. */
  language: StaffLanguage
}

const SAMPLE: House = { channels: { approvals: 'C0APPROVALS', campaigns: 'C0CAMPAIGNS' }, language: 'fr' }

/** Staff at work in Slack: every step is a command, a button or a modal. */
export function staffIn(slack: Slack, house: House = SAMPLE) {
  const { approvals, campaigns } = house.channels

  /** The newest card of a campaign in a channel, once it is there. */
  const cardOf = async (campaign: number, channel = campaigns): Promise<SlackMessage | undefined> =>
    (await slack.messages(channel)).findLast(({ text }) => new RegExp(`\\b${campaign} [«“]`).test(text))
  const cardMessage = (campaign: number, channel = campaigns): Promise<SlackMessage> =>
    until(() => cardOf(campaign, channel), {
      what: `the card of campaign ${campaign}`,
      state: async () => (await slack.messages(channel)).map(readMessage),
    })
  const card = async (campaign: number) => readCard(readMessage(await cardMessage(campaign)), house.language)

  function member(user: string) {
    const person = slack.person(user)
    const pressOnCard = async (campaign: number, button: string, channel?: string) => {
      const message = await until(async () => cardMessage(campaign, channel), {
        what: `the button ${button} on the card of campaign ${campaign}`,
        is: (one) => buttonsOf(one).includes(`campaign:${button}`),
      })
      return seen(await person.press(message, `campaign:${button}`))
    }
    return {
      ...person,
      pressOnCard,
      /** `/egard reoptin`, and every modal of it. Answers the campaign's number. */
      async drafts(plan: Plan): Promise<number> {
        seen(await person.type('reoptin', campaigns))
        const first = await person.modalWith('name')
        const { campaignId, version } = await fillWizard(person, first, plan)
        // The card follows what is saved; who presses on an older one is told to look again.
        await until(() => cardOf(campaignId), {
          what: `the card of version ${version} of campaign ${campaignId}`,
          is: (message) => JSON.stringify(message?.blocks).includes(`"${campaignId}.${version}.`),
        })
        return campaignId
      },
      /** Reads the message to the end, gives a reason for whatever the checks warn of, and submits. */
      async submits(campaign: number): Promise<void> {
        await pressOnCard(campaign, 'submit')
        const review = await person.modalWith('aloud')
        seen(await person.submit(review, answersTo(review)))
        await person.modalSaying(/Soumise|Submitted/)
        seen(await person.close(review))
        await until(() => cardOf(campaign, approvals), {
          what: `the approval card of campaign ${campaign}`,
          is: (message) => message !== undefined && buttonsOf(message).includes('campaign:approve'),
          state: person.told,
        })
      },
      /** Presses approve, and is told why not; nothing changes on the card. */
      async mayNotApprove(campaign: number, said: string | RegExp): Promise<void> {
        const before = await cardMessage(campaign, approvals)
        await pressOnCard(campaign, 'approve', approvals)
        await person.toldThat(said)
        const after = await cardMessage(campaign, approvals)
        if (readMessage(after) !== readMessage(before)) throw new Error(`The card changed: ${readMessage(after)}`)
        if (!buttonsOf(after).includes('campaign:approve')) throw new Error('The card lost its buttons.')
      },
      async approves(campaign: number): Promise<void> {
        await pressOnCard(campaign, 'approve', approvals)
        await until(() => cardMessage(campaign, approvals), {
          what: 'the approval card without its buttons',
          is: (message) => !buttonsOf(message).includes('campaign:approve'),
        })
      },
      /** Confirms every basis that waits, `count` of them. */
      async confirmsBases(count: number): Promise<void> {
        for (let done = 0; done < count; done += 1) {
          const message = await slack.messageWith(approvals, ATTEST)
          seen(await person.press(message, ATTEST))
          const modal = await person.modalCalled('attest-basis')
          seen(await person.submit(modal, {}))
          await until(() => slack.messages(approvals), {
            what: `the confirmation of ${readMessage(message)}`,
            is: (messages) => !messages.some((one) => one.ts === message.ts && JSON.stringify(one).includes(ATTEST)),
          })
        }
      },
      /** `/egard stop`, and the modal that asks once more. */
      async stopsEverything(): Promise<void> {
        seen(await person.type('stop', campaigns))
        seen(await person.submit(await person.modalCalled('stop-sending'), {}))
      },
      /** Asks for one of the two lists; answers the one-time address, which only this person sees. */
      async asksForList(campaign: number, list: 'renewed' | 'not-renewed'): Promise<string> {
        await pressOnCard(campaign, `list-${list}`)
        const title = slackTexts('fr').lists[list]
        const english = slackTexts('en').lists[list]
        const told = await person.toldThat(new RegExp(`^\\*(${title}|${english})\\*.*/staff/file/`, 'm'))
        return /<(http[^|>]+\/staff\/file\/[^|>]+)/.exec(told)?.[1] ?? ''
      },
    }
  }

  return {
    slack,
    member,
    card,
    cardMessage,
    /** Waits until the card says so. */
    cardWhen: (campaign: number, is: (card: Card) => boolean): Promise<Card> =>
      until(() => card(campaign), { what: `the card of campaign ${campaign} to say so`, is }),
  }
}

const ATTEST = 'attest:confirm'

/** A reason under every warning, and the tick. */
function answersTo({ blocks }: SlackView): Record<string, unknown> {
  const reasons = blocks.flatMap(({ block_id = '' }) => (block_id.startsWith('reason:') ? [block_id] : []))
  return { aloud: ['yes'], ...Object.fromEntries(reasons.map((id) => [id, 'Relu, et voulu ainsi.'])) }
}

/** Fills in modal after modal until none has an input. */
async function fillWizard(
  person: SlackPerson,
  first: SlackView,
  plan: Plan,
): Promise<{ campaignId: number; version: number }> {
  let view = first
  let campaignId = 0
  let version = 0
  for (let step = 0; step < 20; step += 1) {
    const values = valuesFor(view, plan)
    if (values === undefined) return { campaignId, version }
    const next = seen(await person.submit(view, values)).view
    if (next === undefined) throw new Error('The wizard closed before it was done.')
    const meta = JSON.parse(next.private_metadata || '{}') as { campaignId?: number; version?: number }
    campaignId = meta.campaignId ?? campaignId
    // The last step saves once more, and its answer has no inputs.
    version = meta.version ?? version + 1
    view = next
  }
  throw new Error('The wizard does not end.')
}

/** What the plan says for the inputs of this modal; undefined when it has none. */
function valuesFor({ blocks }: SlackView, plan: Plan): Record<string, unknown> | undefined {
  const inputs = blocks.map(({ block_id = '' }) => block_id)
  if (inputs.includes('name')) {
    const kind = inputs.includes('kind') ? { kind: 're-opt-in' } : {}
    return { name: plan.name, need: plan.need, ...kind }
  }
  if (inputs.includes('segment')) {
    const languages = Object.keys(plan.texts)
    return { segment: plan.segment, topics: plan.topics, languages, reminders: String(plan.reminders) }
  }
  const subject = inputs.find((id) => id.startsWith('subject:'))
  if (subject !== undefined) {
    const [, language, step] = subject.split(':')
    const text = plan.texts[language as WrittenLanguage]?.[step as 'ask']
    if (text === undefined) throw new Error(`The plan has no text for ${subject}.`)
    return { [subject]: text.subject, [subject.replace('subject', 'body')]: text.body }
  }
  return inputs.includes('rest') ? { rest: plan.rest } : undefined
}

/** An act in Slack that must have been understood. */
function seen(result: Seen): Seen {
  if (!result.ok) throw new Error(`Slack refused: ${JSON.stringify(result)}`)
  return result
}

/** Reads a card: an error when one of its sums does not add up. */
function readCard(text: string, language: StaffLanguage): Card {
  const { card, deliveries: words } = slackTexts(language)
  const sums = text.split('\n').flatMap(sumIn)
  const ofDeliveries = sums.filter(({ parts }) => DELIVERY_STATES.every((state) => words[state] in parts))
  const [asks, reminder] = ofDeliveries.map(({ parts }) =>
    Object.fromEntries(DELIVERY_STATES.map((state) => [state, parts[words[state]] ?? 0])),
  )
  const answers = sums.find(({ parts }) => card.silent in parts)
  const [visited = 0, lapsed = 0] = numbersLike(text, card.among(111, 999))
  if (answers !== undefined && answers.total !== asks?.['sent'])
    throw new Error(`The card says ${answers.total} and ${asks?.['sent']} sent: ${text}`)
  const count = (word: string) => answers?.parts[word] ?? 0
  return {
    text,
    deliveries: asks ?? {},
    answers: { yes: count(card.yes), no: count(card.no), silent: count(card.silent) },
    visited,
    lapsed,
    reminder,
  }
}

function sumIn(line: string): { parts: Record<string, number>; total: number }[] {
  const [left = '', right] = line.split(' = ')
  if (right === undefined) return []
  const parts = Object.fromEntries(
    left.split(' + ').map((part): [string, number] => [part.replace(/^\d+ /, ''), Number.parseInt(part, 10)]),
  )
  const total = Number.parseInt(right, 10)
  const added = Object.values(parts).reduce((sum, count) => sum + count, 0)
  if (added !== total) throw new Error(`The card does not add up: ${line}`)
  return [{ parts, total }]
}

/** The numbers of the line that reads like the example, whatever its singulars and plurals. */
function numbersLike(text: string, example: string): number[] {
  const opening = example.slice(0, example.search(/\d/))
  const line = text.split('\n').find((each) => each.startsWith(opening)) ?? ''
  return [...line.matchAll(/\d+/g)].map(([number]) => Number(number))
}
