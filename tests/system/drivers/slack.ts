import { until } from '#tests/support/until.ts'

interface Block {
  type: string
  block_id?: string
  text?: { text: string }
  fields?: { text: string }[]
  elements?: Block[]
  element?: { action_id: string }
  accessory?: Block
  action_id?: string
  value?: string
}

export interface SlackMessage {
  ts: string
  text: string
  blocks: Block[]
}

export interface SlackView {
  id: string
  user: string
  callback_id: string
  private_metadata: string
  title: { text: string }
  submit?: { text: string } | null
  blocks: Block[]
}

interface SlackState {
  channels: { id: string; name: string; user?: string; messages: SlackMessage[] }[]
  ephemerals: (SlackMessage & { user: string; channel: string })[]
  views: SlackView[]
}

export interface Seen {
  ok: boolean
  error?: string
  errors?: Record<string, string>
  ackMs?: number
  view?: SlackView
}

/** Slack as its people use it, over the stand-in's JSON addresses under `base`. */
export function slack(base: string) {
  const state = async () => (await (await fetch(`${base}/state`)).json()) as SlackState
  const act = async (path: string, body: object): Promise<Seen> => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${base}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return (await response.json()) as Seen
  }

  return {
    state,
    /** The messages of a channel that are no thread's, oldest first. */
    async messages(channel: string): Promise<SlackMessage[]> {
      return (await state()).channels.find(({ id }) => id === channel)?.messages ?? []
    },
    /** The newest message of a channel with this button, once it is there. */
    messageWith(channel: string, actionId: string): Promise<SlackMessage> {
      return until(async () => (await this.messages(channel)).findLast((one) => buttonOf(one, actionId)), {
        what: `a message with the button ${actionId} in ${channel}`,
        state: async () => (await this.messages(channel)).map(readMessage),
      })
    },
    /** The newest message of a channel that says this, once it is there. */
    messageSaying(channel: string, said: string | RegExp): Promise<SlackMessage> {
      return until(async () => (await this.messages(channel)).findLast((one) => says(readMessage(one), said)), {
        what: `a message saying ${String(said)} in ${channel}`,
        state: async () => (await this.messages(channel)).map(readMessage),
      })
    },
    person(user: string) {
      const ephemerals = async () => (await state()).ephemerals.filter((one) => one.user === user).map(readMessage)
      const direct = async () =>
        (await state()).channels
          .filter((channel) => channel.user === user)
          .flatMap(({ messages }) => messages)
          .map(readMessage)
      const told = async () => [...(await ephemerals()), ...(await direct())]
      const modal = async () => (await state()).views.findLast((view) => view.user === user)
      return {
        user,
        /** Types `/egard TEXT` in a channel. */
        type: (text: string, channel: string) => act('command', { user, channel, text }),
        press: (message: SlackMessage, actionId: string) => {
          const value = buttonOf(message, actionId)?.value
          return act('action', { user, ts: message.ts, actionId, ...(value !== undefined && { value }) })
        },
        pressIn: (view: SlackView, actionId: string, value?: unknown) =>
          act('action', { user, viewId: view.id, actionId, ...(value !== undefined && { value }) }),
        submit: (view: SlackView, values: object) => act('submit', { user, viewId: view.id, values }),
        close: (view: SlackView) => act('close', { user, viewId: view.id, all: true }),
        modal,
        /** The modal on top, once it has an input of this id. */
        modalWith: (input: string): Promise<SlackView> =>
          until(modal, {
            what: `a modal of ${user} with the input ${input}`,
            is: (view) => view?.blocks.some(({ block_id }) => block_id === input) === true,
          }),
        /** The modal on top, once it is the one its submission is known by. */
        modalCalled: (callbackId: string): Promise<SlackView> =>
          until(modal, {
            what: `the modal ${callbackId} of ${user}`,
            is: (view) => view?.callback_id === callbackId,
          }),
        /** The modal on top, once it says this. */
        modalSaying: (said: string | RegExp): Promise<SlackView> =>
          until(modal, {
            what: `a modal of ${user} saying ${String(said)}`,
            is: (view) => view !== undefined && says(readBlocks(view.blocks), said),
          }),
        /** What only this person was told: in place, or in the conversation with the bot. */
        told,
        /** Waits until this person alone was told so. */
        toldThat: (said: string | RegExp): Promise<string> =>
          until(async () => (await told()).findLast((text) => says(text, said)), {
            what: `${user} to be told ${String(said)}`,
            state: told,
          }),
      }
    },
  }
}

export type Slack = ReturnType<typeof slack>
export type SlackPerson = ReturnType<Slack['person']>

/** Everything a message says, one line a block. */
export function readMessage({ text, blocks }: SlackMessage): string {
  return [text, readBlocks(blocks)].join('\n')
}

function readBlocks(blocks: readonly Block[]): string {
  return blocks
    .flatMap(({ text, fields = [], elements = [] }) => [
      text?.text,
      ...fields.map((field) => field.text),
      ...elements.map((element) => (typeof element.text === 'string' ? element.text : element.text?.text)),
    ])
    .filter((line) => line !== undefined)
    .join('\n')
}

/** The buttons of a message, by action id. */
export function buttonsOf({ blocks }: SlackMessage): string[] {
  return blocks.flatMap(({ elements = [], accessory }) =>
    [...elements, ...(accessory ? [accessory] : [])].flatMap(({ type, action_id }) =>
      type === 'button' && action_id !== undefined ? [action_id] : [],
    ),
  )
}

function buttonOf({ blocks }: SlackMessage, actionId: string): Block | undefined {
  return blocks
    .flatMap(({ elements = [], accessory }) => [...elements, ...(accessory ? [accessory] : [])])
    .find((element) => element.action_id === actionId)
}

/** French spaces before and inside its marks count as spaces. */
function says(text: string, said: string | RegExp): boolean {
  const plain = text.replaceAll(/[\u00A0\u202F]/g, ' ')
  return typeof said === 'string' ? plain.includes(said) : said.test(plain)
}
