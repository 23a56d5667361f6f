import { asText, isLoose, type Loose, listOf } from './block-kit.ts'

/** What one stretch of text looks like, in Slack's words. */
interface Style {
  bold?: true
  italic?: true
}

const LIST_ITEM = /^(?:(-)|\d{1,3}\.) +(?=\S)/
const BARE_LINK = /https?:\/\/[^\s<>"]+/y
const LINK = /\[((?:\\.|[^[\]\\\n])+)\]\(([^()\s]+)\)/y
const FIELD = /\{\{[^{}\n]*\}\}/y

/**
 * What Slack's editor makes of a text typed with marks: `**bold**`, `_italic_`, `[label](address)`, lines beginning with `- ` or `1. `.
 * As in Slack, all lines between two lists are one section, with its line breaks inside; nothing but white space is null.
 * Written without looking at the product's own reading of these marks: the two must agree by what they mean.
 */
export function richTextOf(typed: string): Loose | null {
  if (typed.trim() === '') return null
  const elements: Loose[] = []
  let lines: string[] = []
  const flush = (beforeList: boolean) => {
    if (lines.length > 0) elements.push(section(`${lines.join('\n')}${beforeList ? '\n' : ''}`))
    lines = []
  }
  let list: { style: string; items: Loose[] } | undefined
  for (const line of typed.replaceAll(/\r\n?/g, '\n').replace(/\s+$/, '').split('\n')) {
    const [mark, bullet] = LIST_ITEM.exec(line) ?? []
    if (mark === undefined) {
      list = undefined
      lines.push(line)
      continue
    }
    flush(true)
    const style = bullet ? 'bullet' : 'ordered'
    if (list?.style !== style) {
      list = { style, items: [] }
      elements.push({ type: 'rich_text_list', style, indent: 0, border: 0, elements: list.items })
    }
    list.items.push(section(line.slice(mark.length)))
  }
  flush(false)
  return { type: 'rich_text', elements }
}

/** Whether a rich text shows nothing: Slack takes a required input with it for empty. */
export function isBlankRichText(value: Loose): boolean {
  return listOf(value['elements']).every(isBlankElement)
}

function isBlankElement(element: Loose): boolean {
  if (element['elements'] !== undefined) return listOf(element['elements']).every(isBlankElement)
  return element['type'] === 'text' && asText(element['text']).trim() === ''
}

/** A rich text in the form Slack sends and takes. */
export function isRichText(value: unknown): value is Loose {
  return isLoose(value) && value['type'] === 'rich_text' && Array.isArray(value['elements'])
}

function section(text: string): Loose {
  return { type: 'rich_text_section', elements: inline(text, {}) }
}

function inline(text: string, style: Style): Loose[] {
  const runs: Loose[] = []
  let plain = ''
  const styled = Object.keys(style).length > 0 ? { style } : {}
  const flush = () => {
    if (plain !== '') runs.push({ type: 'text', text: plain, ...styled })
    plain = ''
  }
  for (let at = 0; at < text.length; ) {
    const escaped = /\\([\\*_[\]()-])/y
    escaped.lastIndex = at
    const literal = escaped.exec(text)?.[1]
    const field = matchAt(FIELD, text, at)?.[0]
    const link = matchAt(LINK, text, at)
    const bare = matchAt(BARE_LINK, text, at)?.[0].replace(/[.,;:!?)»]+$/, '')
    const marked = link ? undefined : markedAt(text, at)
    if (literal !== undefined) {
      plain += literal
      at += 2
    } else if (field !== undefined) {
      plain += field
      at += field.length
    } else if (link) {
      flush()
      runs.push({ type: 'link', url: address(link[2] ?? ''), text: unescaped(link[1] ?? ''), ...styled })
      at += link[0].length
    } else if (bare !== undefined) {
      flush()
      runs.push({ type: 'link', url: bare, ...styled })
      at += bare.length
    } else if (marked) {
      flush()
      runs.push(...inline(marked.inner, { ...style, ...marked.style }))
      at += marked.length
    } else {
      plain += text[at]
      at += 1
    }
  }
  flush()
  return runs
}

function markedAt(text: string, at: number): { inner: string; style: Style; length: number } | undefined {
  if (text.startsWith('**', at)) {
    const end = closing(text, at + 2, '**', () => true)
    return end === undefined
      ? undefined
      : { inner: text.slice(at + 2, end), style: { bold: true }, length: end + 2 - at }
  }
  // An underscore inside a word is that word's own.
  if (text[at] !== '_' || isWord(text[at - 1])) return undefined
  const end = closing(text, at + 1, '_', (after) => !isWord(text[after]))
  return end === undefined
    ? undefined
    : { inner: text.slice(at + 1, end), style: { italic: true }, length: end + 1 - at }
}

/** Where the mark closes: on the same line, something between, no space inside its edges, not inside a field or after a backslash. */
function closing(text: string, from: number, mark: string, mayEnd: (after: number) => boolean): number | undefined {
  if (text[from] === undefined || /\s/.test(text[from])) return undefined
  for (let at = from; at < text.length && text[at] !== '\n'; at += 1) {
    const field = matchAt(FIELD, text, at)?.[0]
    if (field !== undefined) at += field.length - 1
    else if (text[at] === '\\') at += 1
    else if (at > from && text.startsWith(mark, at) && !/\s/.test(text[at - 1] ?? ' ') && mayEnd(at + mark.length))
      return at
  }
  return undefined
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function isWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}_]/u.test(letter)
}

/** Slack's link dialog puts `http://` before an address without a scheme. */
function address(typed: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `http://${typed}`
}

function unescaped(label: string): string {
  return label.replaceAll(/\\([\\*_[\]()-])/g, '$1')
}
