import { fieldText } from './fields.ts'
import { type Ask, layoutOf } from './layout.ts'
import type { MessageSource } from './message.ts'
import { type Inline, linkGroups, parseRichText, type RichBlock, wordsOf } from './rich-text.ts'

/** The text alternative, written from the source (never from the HTML); merge fields and links are still placeholders. */
export function messageText(source: MessageSource): string {
  const layout = layoutOf(source)
  const { name, postalAddress, site } = source.organisation
  const links = layout.footerLinks.map(({ field, label }) => `${label}\n${fieldText(field, undefined)}`)
  const parts = [
    ...(layout.testBanner === undefined ? [] : [layout.testBanner]),
    bodyText(source.body),
    ...(layout.ask === undefined ? [] : askTexts(layout.ask)),
    `${name}\n${postalAddress}\n${site}`,
    layout.question,
    `${layout.why}\n${layout.origin}`,
    ...links,
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

/** What staff wrote, as people read it without HTML. */
export function bodyText(body: string): string {
  return parseRichText(body).map(blockText).join('\n\n')
}

function blockText(block: RichBlock): string {
  if (block.type === 'paragraph') return block.lines.map(lineText).join('\n')
  return block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : '-'} ${lineText(item)}`).join('\n')
}

/** Bold and italics are for the eye; a link says where it leads, unless its words are the address. */
function lineText(line: readonly Inline[]): string {
  return linkGroups(line)
    .map(({ href, pieces }) => {
      const label = wordsOf(pieces)
      return href === undefined || href === label ? label : `${label} (${href})`
    })
    .join('')
}

function askTexts(ask: Ask): readonly string[] {
  return [
    ask.topics,
    `${ask.yes}\n${fieldText('yes_link', undefined)}`,
    `${ask.no}\n${fieldText('no_link', undefined)}`,
    ...(ask.promise === undefined ? [] : [ask.promise]),
    ask.noLogin,
  ]
}
