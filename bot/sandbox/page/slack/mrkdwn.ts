export interface Style {
  bold?: boolean
  italic?: boolean
  strike?: boolean
  code?: boolean
}

/** One stretch of text in one style, or one thing Slack fills in for each reader. */
export type Run = { style: Style } & (
  | { kind: 'text'; text: string }
  | { kind: 'link'; url: string; text: string }
  | { kind: 'user' | 'channel' | 'group' | 'everyone'; id: string; text: string }
  | { kind: 'date'; at: number; format: string; fallback: string }
)

export type Paragraph =
  | { kind: 'lines' | 'quote' | 'bullets'; lines: readonly (readonly Run[])[] }
  | { kind: 'code'; text: string }

type LineKind = 'lines' | 'quote' | 'bullets'

const MARKS: Readonly<Record<string, keyof Style>> = { '*': 'bold', _: 'italic', '~': 'strike', '`': 'code' }
const TOKEN = /<([^<>\n]*)>/y
const BARE_LINK = /https?:\/\/[^\s<>]+/y

/** Reads Slack's `mrkdwn`; whatever is no mark of it stays text. */
export function parseMrkdwn(text: string): Paragraph[] {
  return text.split(/```/).flatMap((part, at, all): Paragraph[] => {
    // An opening fence without a closing one is text.
    const isCode = at % 2 === 1 && at < all.length - 1
    if (isCode) return [{ kind: 'code', text: decode(part).replace(/^\n|\n$/g, '') }]
    return paragraphs(at % 2 === 1 ? `\`\`\`${part}` : part)
  })
}

/** One line of `mrkdwn`. */
export function parseInline(text: string, style: Style = {}): Run[] {
  const runs: Run[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') runs.push({ kind: 'text', text: decode(plain), style })
    plain = ''
  }
  for (let at = 0; at < text.length; ) {
    const token = matchAt(TOKEN, text, at)
    const run = token && tokenRun(token[1] ?? '', style)
    const bare = matchAt(BARE_LINK, text, at)?.[0].replace(/[.,;:!?)»'"*_~]+$/, '')
    const marked = token ? undefined : markedAt(text, at)
    if (token && run) {
      flush()
      runs.push(run)
      at += token[0].length
    } else if (bare !== undefined) {
      flush()
      runs.push({ kind: 'link', url: decode(bare), text: decode(bare), style })
      at += bare.length
    } else if (marked) {
      flush()
      const inner = { ...style, [marked.mark]: true }
      if (marked.mark === 'code') runs.push({ kind: 'text', text: decode(marked.inner), style: inner })
      else runs.push(...parseInline(marked.inner, inner))
      at += marked.inner.length + 2
    } else {
      plain += text[at]
      at += 1
    }
  }
  flush()
  return runs
}

function paragraphs(text: string): Paragraph[] {
  const found: { kind: LineKind; lines: Run[][] }[] = []
  let isNew = true
  for (const line of text.replace(/^\n+|\n+$/g, '').split('\n')) {
    const { kind, rest } = lineOf(line)
    const last = found.at(-1)
    if (kind === 'lines' && rest.trim() === '') isNew = true
    else if (last && last.kind === kind && !isNew) last.lines.push(parseInline(rest))
    else found.push({ kind, lines: [parseInline(rest)] })
    if (rest.trim() !== '' || kind !== 'lines') isNew = false
  }
  return found
}

function lineOf(line: string): { kind: LineKind; rest: string } {
  const quote = /^(?:&gt;|>) ?(.*)$/.exec(line)
  if (quote) return { kind: 'quote', rest: quote[1] ?? '' }
  const bullet = /^\s*•\s+(.*)$/.exec(line)
  return bullet ? { kind: 'bullets', rest: bullet[1] ?? '' } : { kind: 'lines', rest: line }
}

/** What stands between `<` and `>`: a mention, a date or a link; anything else is text. */
function tokenRun(token: string, style: Style): Run | undefined {
  const [target = '', ...labels] = token.split('|')
  const label = labels.join('|')
  const [, sigil, rest = ''] = /^([@#!])(.*)$/s.exec(target) ?? []
  if (sigil === '@') return { kind: 'user', id: rest, text: decode(label), style }
  if (sigil === '#') return { kind: 'channel', id: rest, text: decode(label), style }
  if (sigil === '!') return specialRun(rest, decode(label), style)
  if (!/^(https?:|mailto:)/i.test(target)) return undefined
  return { kind: 'link', url: decode(target), text: decode(label || target), style }
}

function specialRun(special: string, label: string, style: Style): Run {
  const [name = '', ...rest] = special.split('^')
  const at = Number(rest[0])
  if (name === 'date' && Number.isFinite(at))
    return { kind: 'date', at, format: decode(rest[1] ?? ''), fallback: label, style }
  if (name === 'subteam') return { kind: 'group', id: rest[0] ?? '', text: label, style }
  return { kind: 'everyone', id: name, text: label || name, style }
}

/** A mark opens before a letter and closes after one, never inside a word, never across a line or a `<…>`. */
function markedAt(text: string, at: number): { mark: keyof Style; inner: string } | undefined {
  const sign = text[at] ?? ''
  const mark = MARKS[sign]
  if (mark === undefined || isWord(text[at - 1]) || /^\s?$/.test(text[at + 1] ?? '')) return undefined
  for (let end = at + 1; end < text.length && text[end] !== '\n'; end += 1) {
    const token = mark === 'code' ? null : matchAt(TOKEN, text, end)
    if (token) end += token[0].length - 1
    else if (text[end] === sign && end > at + 1 && !/\s/.test(text[end - 1] ?? '') && !isWord(text[end + 1]))
      return { mark, inner: text.slice(at + 1, end) }
  }
  return undefined
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

function isWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}]/u.test(letter)
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
