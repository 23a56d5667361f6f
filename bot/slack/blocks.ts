import type { types } from '@slack/bolt'

export type Block = types.KnownBlock
export type ModalView = types.ModalView
export type Button = types.Button

/** Makes a text from outside harmless in mrkdwn: no mention, no link, no entity. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** At most `most` characters, with an ellipsis where it was cut; never half an entity. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text
    .slice(0, most - 1)
    .replace(/&[a-z]*$/, '')
    .trimEnd()}…`
}

export function plain(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false }
}

function mrkdwn(text: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text: clip(text, 3000) }
}

/** Words of a person, as a quotation in mrkdwn: nothing in them becomes a mention or a link. */
export function quoted(text: string, most: number): string {
  const lines = clip(escapeMrkdwn(text.trim()), most).split('\n')
  return lines.map((line) => (line === '' ? '' : `>${line}`)).join('\n')
}

export function header(text: string): Block {
  return { type: 'header', text: plain(clip(text, 150)) }
}

export function section(text: string): Block {
  return { type: 'section', text: mrkdwn(text) }
}

export function context(text: string): Block {
  return { type: 'context', elements: [mrkdwn(text)] }
}

export const divider: Block = { type: 'divider' }

export interface ButtonGiven {
  action: string
  text: string
  value: string
  /** For screen readers, where the visible text is terse: at most 75 characters. */
  label?: string
  style?: 'primary' | 'danger'
  confirm?: { title: string; text: string; yes: string; no: string }
}

export function button({ action, text, value, label, style, confirm }: ButtonGiven): Button {
  return {
    type: 'button',
    action_id: action,
    text: plain(clip(text, 75)),
    value,
    ...(label === undefined ? {} : { accessibility_label: clip(label, 75) }),
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: plain(clip(confirm.title, 100)),
            text: plain(clip(confirm.text, 300)),
            confirm: plain(clip(confirm.yes, 30)),
            deny: plain(clip(confirm.no, 30)),
          },
        }),
  }
}

/** Buttons in rows of at most five, so that a phone shows them all. */
export function actions(buttons: readonly Button[]): Block[] {
  const rows: Block[] = []
  for (let at = 0; at < buttons.length; at += 5) {
    rows.push({ type: 'actions', elements: buttons.slice(at, at + 5) })
  }
  return rows
}

/** Slack's own date, which each reader sees in their own zone; `fallback` is for clients that cannot. */
export function slackDate(at: number, fallback: string, format = '{date_long_pretty} {time}'): string {
  return `<!date^${Math.floor(at / 1000)}^${format}|${escapeMrkdwn(fallback)}>`
}
