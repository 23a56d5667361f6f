import { type BodyBlock, bodyBlocks } from './body-blocks.ts'
import { fieldText } from './fields.ts'
import { type Ask, layoutOf } from './layout.ts'
import type { MessageSource } from './message.ts'

/** The text alternative, written from the source (never from the HTML); merge fields and links are still placeholders. */
export function messageText(source: MessageSource): string {
  const layout = layoutOf(source)
  const { name, postalAddress, site } = source.organisation
  const links = layout.footerLinks.map(({ field, label }) => `${label}\n${fieldText(field, undefined)}`)
  const parts = [
    ...(layout.testBanner === undefined ? [] : [layout.testBanner]),
    ...bodyBlocks(source.body).map(blockText),
    ...(layout.ask === undefined ? [] : askTexts(layout.ask)),
    `${name}\n${postalAddress}\n${site}`,
    layout.question,
    `${layout.why}\n${layout.origin}`,
    ...links,
  ]
  return `${parts.join('\n\n')}\n`
}

function blockText(block: BodyBlock): string {
  const lines = block.type === 'paragraph' ? block.lines : block.items.map((item) => `- ${item}`)
  return lines.join('\n')
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
