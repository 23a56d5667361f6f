import type { types } from '@slack/bolt'
import { fieldText, isLinkField } from '#core/messages/fields.ts'
import type { Inline, RichBlock } from '#core/messages/rich-text.ts'
import { writeRichText } from '#core/messages/write-rich-text.ts'
import type { Foreign, ForeignKind } from '#core/texts/slack/rich-text.ts'
import { readAddress } from './read-address.ts'

/** A message's body, or everything in it that no message can hold. */
export type ReadRichText = { markup: string } | { foreign: readonly Foreign[] }

/** What a person wrote in Slack's editor, as the markup of a message's body. Nothing is dropped silently. */
export function readRichText(value: types.RichTextBlock | null | undefined): ReadRichText {
  const foreign: Foreign[] = []
  const blocks = (value?.elements ?? []).flatMap((element) => blocksOf(element, foreign))
  return foreign.length > 0 ? { foreign } : { markup: writeRichText(blocks) }
}

function blocksOf(element: types.RichTextBlock['elements'][number], foreign: Foreign[]): readonly RichBlock[] {
  switch (element.type) {
    case 'rich_text_section':
      return paragraphsOf(linesOf(element.elements, foreign))
    case 'rich_text_list':
      return [listOf(element, foreign)]
    case 'rich_text_quote':
      foreign.push({ kind: 'quote', shown: wordsIn(element.elements) })
      return []
    case 'rich_text_preformatted':
      foreign.push({ kind: 'preformatted', shown: wordsIn(element.elements) })
      return []
    default:
      foreign.push({ kind: 'other', shown: '' })
      return []
  }
}

/** `offset` is not in Slack's types: where a numbered list goes on after a paragraph, how many items came before. */
function listOf(list: types.RichTextList & { offset?: number }, foreign: Foreign[]): RichBlock {
  const shown = wordsIn(list.elements[0]?.elements ?? [])
  if ((list.indent ?? 0) > 0) foreign.push({ kind: 'nested-list', shown })
  if ((list.border ?? 0) > 0) foreign.push({ kind: 'quote', shown })
  // A line break inside an item is a space: an item is one line.
  const items = list.elements.map((item) => linesOf(item.elements, foreign).flatMap(spaced))
  const { offset = 0 } = list
  if (list.style === 'bullet' || offset === 0) return { type: 'list', ordered: list.style === 'ordered', items }
  // A message's lists begin at 1: later numbers are words, so that they stay what their author saw.
  return { type: 'paragraph', lines: items.map((item, at) => [{ text: `${offset + at + 1}. ` }, ...item]) }
}

/** Slack keeps several paragraphs in one section, parted by empty lines. */
function paragraphsOf(lines: readonly (readonly Inline[])[]): readonly RichBlock[] {
  const paragraphs: { type: 'paragraph'; lines: (readonly Inline[])[] }[] = []
  let goesOn = false
  for (const line of lines) {
    const isEmpty = line.every(({ text }) => text.trim() === '')
    if (!isEmpty && goesOn) paragraphs.at(-1)?.lines.push(line)
    else if (!isEmpty) paragraphs.push({ type: 'paragraph', lines: [line] })
    goesOn = !isEmpty
  }
  return paragraphs
}

function linesOf(elements: readonly types.RichTextElement[], foreign: Foreign[]): readonly (readonly Inline[])[] {
  const lines: Inline[][] = [[]]
  for (const piece of elements.flatMap((element) => inlinesOf(element, foreign))) {
    for (const [index, text] of piece.text.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ ...piece, text })
    }
  }
  return lines
}

function inlinesOf(element: types.RichTextElement, foreign: Foreign[]): readonly Inline[] {
  const style = element.style ?? {}
  const found = (kind: ForeignKind, shown: string): readonly Inline[] => {
    foreign.push({ kind, shown })
    return []
  }
  for (const kind of ['strike', 'code', 'underline'] as const) {
    if (style[kind]) found(kind, wordsIn([element]))
  }
  const look = { ...(style.bold && { bold: true as const }), ...(style.italic && { italic: true as const }) }
  switch (element.type) {
    case 'text':
      return withLinkFields(element.text).map((piece) => ({ ...piece, ...look }))
    case 'link': {
      const link = readAddress(element)
      return link === undefined ? found('address', element.text ?? element.url) : [{ ...link, ...look }]
    }
    case 'emoji':
      return found('emoji', `:${element.name}:`)
    case 'color':
      return found('color', element.value)
    case 'date':
      return found('date', element.fallback ?? '')
    case 'user':
    case 'usergroup':
    case 'channel':
    case 'broadcast':
    case 'team':
      return found(element.type, '')
    default:
      return found('other', '')
  }
}

/** `[label]({{preferences_link}})`: Slack's own links lead to web addresses only, so a link to one of our pages is typed. */
function withLinkFields(text: string): readonly Inline[] {
  const pieces: Inline[] = []
  let from = 0
  for (const match of text.matchAll(/\[([^[\]\n]*[^[\]\s][^[\]\n]*)\]\(\{\{\s*(\w+)\s*\}\}\)/g)) {
    const [whole, label = '', field = ''] = match
    if (!isLinkField(field)) continue
    pieces.push({ text: text.slice(from, match.index) }, { text: label, link: fieldText(field, undefined) })
    from = match.index + whole.length
  }
  return [...pieces, { text: text.slice(from) }]
}

function spaced(line: readonly Inline[], at: number): readonly Inline[] {
  return at === 0 ? line : [{ text: ' ' }, ...line]
}

function wordsIn(elements: readonly types.RichTextElement[]): string {
  return elements
    .map((element) => {
      if (element.type === 'text') return element.text
      return element.type === 'link' ? (element.text ?? element.url) : ''
    })
    .join('')
}
