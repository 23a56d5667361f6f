import type { types } from '@slack/bolt'
import { type Inline, parseRichText, type RichBlock } from '#core/messages/rich-text.ts'

/** A message's body as Slack's editor shows it; undefined when it is empty, which Slack takes for no text at all. */
export function showRichText(markup: string): types.RichTextBlock | undefined {
  const blocks = parseRichText(markup)
  const elements = blocks.flatMap((block, at): types.RichTextBlock['elements'] => {
    if (block.type === 'list') {
      const items = block.items.map((item) => sectionOf(item.map(elementOf)))
      return [{ type: 'rich_text_list', style: block.ordered ? 'ordered' : 'bullet', indent: 0, elements: items }]
    }
    // All paragraphs between two lists are one section, as Slack's editor itself makes them.
    if (blocks[at - 1]?.type === 'paragraph') return []
    return [sectionOf(paragraphElements(blocks, at))]
  })
  return elements.length === 0 ? undefined : { type: 'rich_text', elements }
}

function paragraphElements(blocks: readonly RichBlock[], from: number): types.RichTextElement[] {
  const elements: types.RichTextElement[] = []
  for (let at = from; ; at += 1) {
    const block = blocks[at]
    if (block?.type !== 'paragraph') {
      if (block !== undefined) elements.push(text('\n'))
      return elements
    }
    if (at > from) elements.push(text('\n\n'))
    for (const [index, line] of block.lines.entries()) {
      if (index > 0) elements.push(text('\n'))
      elements.push(...line.map(elementOf))
    }
  }
}

function elementOf({ text: words, bold, italic, link }: Inline): types.RichTextElement {
  const style = bold || italic ? { style: { ...(bold && { bold }), ...(italic && { italic }) } } : {}
  // Slack's links lead to web addresses only: a link to one of our pages is shown as it is typed.
  if (link?.startsWith('{{')) return { type: 'text', text: `[${words}](${link})`, ...style }
  if (link === undefined) return { type: 'text', text: words, ...style }
  return { type: 'link', url: link, ...(words === link ? {} : { text: words }), ...style }
}

function sectionOf(elements: types.RichTextElement[]): types.RichTextSection {
  return { type: 'rich_text_section', elements }
}

function text(words: string): types.RichTextElement {
  return { type: 'text', text: words }
}
