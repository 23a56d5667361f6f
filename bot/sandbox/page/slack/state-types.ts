/** The JSON of `GET /sandbox/slack/state`, as the stand-in has checked it. */
export interface WorkspaceState {
  team: string
  /** The app's own person. */
  bot: string
  /** The sandbox's clock, in milliseconds since 1970. */
  now: number
  timeZone: string
  users: readonly SlackPerson[]
  groups: readonly { id: string; handle: string; users: readonly string[] }[]
  channels: readonly SlackChannel[]
  ephemerals: readonly SlackEphemeral[]
  /** Everybody's open modals; of one person's the visible one last. */
  views: readonly SlackView[]
  homes: readonly SlackView[]
}

export interface SlackPerson {
  id: string
  name: string
  locale: 'fr-FR' | 'en-US'
  kind: 'member' | 'guest' | 'stranger' | 'bot' | 'deactivated'
}

export interface SlackChannel {
  id: string
  name: string
  /** Set on a direct conversation with the app. */
  user?: string
  messages: readonly SlackMessage[]
}

export interface SlackMessage {
  ts: string
  author: string
  authorName: string
  text: string
  blocks: readonly SlackBlock[]
  edited?: { user: string; ts: string }
  thread?: readonly SlackMessage[]
}

export interface SlackEphemeral extends SlackMessage {
  /** The one person who sees it. */
  user: string
  channel: string
}

export interface SlackView {
  id: string
  user: string
  type: 'modal' | 'home'
  hash: string
  title: TextObject
  submit: TextObject | null
  close: TextObject | null
  submit_disabled: boolean
  blocks: readonly SlackBlock[]
  state: { values: Readonly<Record<string, Readonly<Record<string, ElementState>>>> }
}

export type ElementState = Readonly<Record<string, unknown>> & { type: string }

export interface TextObject {
  type: string
  text: string
}

export interface SlackOption {
  text: TextObject
  value: string
  description?: TextObject
  url?: string
}

export interface Confirm {
  title: TextObject
  text: TextObject
  confirm: TextObject
  deny: TextObject
  style?: string
}

export interface SlackElement {
  type: string
  action_id: string
  text?: TextObject
  placeholder?: TextObject
  url?: string
  style?: string
  accessibility_label?: string
  confirm?: Confirm
  options?: readonly SlackOption[]
  option_groups?: readonly { label: TextObject; options: readonly SlackOption[] }[]
  multiline?: boolean
  max_length?: number
  is_decimal_allowed?: boolean
  min_value?: string
  max_value?: string
  focus_on_load?: boolean
  image_url?: string
  alt_text?: string
  dispatch_action_config?: { trigger_actions_on?: readonly string[] }
  initial_value?: unknown
  initial_option?: SlackOption
  initial_options?: readonly SlackOption[]
  initial_date?: string
  initial_time?: string
  initial_date_time?: number
  [rest: string]: unknown
}

export interface SlackBlock {
  type: string
  block_id: string
  text?: TextObject
  fields?: readonly TextObject[]
  accessory?: SlackElement
  elements?: readonly unknown[]
  label?: TextObject
  hint?: TextObject
  optional?: boolean
  dispatch_action?: boolean
  element?: SlackElement
  title?: TextObject
  image_url?: string
  alt_text?: string
}

/** A rich text, one of its parts, or one stretch inside a part. */
export interface RichTextPart {
  type: string
  elements?: readonly RichTextPart[]
  style?: string | { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean }
  indent?: number
  offset?: number
  text?: string
  url?: string
  user_id?: string
  channel_id?: string
  usergroup_id?: string
  range?: string
  name?: string
  unicode?: string
  timestamp?: number
  format?: string
  fallback?: string
}

/** What acting as a person answers. */
export interface Seen {
  ok: boolean
  error?: string
  /** By block id. */
  errors?: Readonly<Record<string, string>>
  view?: { id: string; hash: string }
}

export type ActPath = '/command' | '/action' | '/submit' | '/close' | '/home'
export type Act = (path: ActPath, body: object) => Promise<Seen>
