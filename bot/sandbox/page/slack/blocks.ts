import { type ComponentChild, h } from 'preact'
import { useState } from 'preact/hooks'
import { Element } from './element.ts'
import { Field } from './field.ts'
import { Text } from './mrkdwn-text.ts'
import { RichText } from './rich-text.ts'
import type { RichTextPart, SlackBlock, SlackElement, TextObject } from './state-types.ts'
import { elementKey, usePane } from './surface.ts'

// Drawn by hand: npm's slack-blocks-to-jsx wants React and knows messages only, no modal, input or Home.

/** Block Kit's blocks, one under the other. */
export function Blocks({ blocks }: { blocks: readonly SlackBlock[] }): ComponentChild {
  return h(
    'div',
    { class: 'sl-blocks' },
    blocks.map((block) => h(Block, { key: block.block_id, block })),
  )
}

function Block({ block }: { block: SlackBlock }): ComponentChild {
  switch (block.type) {
    case 'header':
      return h('h3', { class: 'sl-header' }, block.text?.text)
    case 'section':
      return h(Section, { block })
    case 'context':
      return h('div', { class: 'sl-context' }, listOf<TextObject | SlackElement>(block).map(contextPart))
    case 'divider':
      return h('hr', { class: 'sl-divider' })
    case 'actions':
      return h(
        'div',
        { class: 'sl-actions' },
        listOf<SlackElement>(block).map((element) => h(Element, { key: elementKey(block, element), block, element })),
      )
    case 'input':
      return block.element ? h(Field, { block, element: block.element }) : null
    case 'image':
      return h('figure', { class: 'sl-figure' }, [
        h(Picture, { url: block.image_url, alt: block.alt_text ?? '' }),
        block.title ? h('figcaption', null, block.title.text) : null,
      ])
    case 'rich_text':
      return h(RichText, { elements: listOf<RichTextPart>(block) })
    default:
      return h(Unknown, { block })
  }
}

function Section({ block }: { block: SlackBlock }): ComponentChild {
  const { text, fields, accessory } = block
  return h('div', { class: 'sl-section' }, [
    h('div', { class: 'sl-section-words' }, [
      text ? h(Text, { text }) : null,
      fields
        ? h(
            'div',
            { class: 'sl-fields' },
            fields.map((field) => h('div', { class: 'sl-field' }, h(Text, { text: field }))),
          )
        : null,
    ]),
    accessory
      ? h(
          'div',
          { class: 'sl-accessory' },
          accessory.type === 'image'
            ? h(Picture, { url: accessory.image_url, alt: accessory.alt_text ?? '' })
            : h(Element, { key: elementKey(block, accessory), block, element: accessory }),
        )
      : null,
  ])
}

function contextPart(part: TextObject | SlackElement): ComponentChild {
  if (part.type !== 'image') return h(Text, { text: part as TextObject })
  const { image_url, alt_text } = part as SlackElement
  return h(Picture, { url: image_url, alt: alt_text ?? '' })
}

/** A picture; where it cannot be loaded, what it would have shown in words. */
function Picture({ url, alt }: { url: string | undefined; alt: string }): ComponentChild {
  const { words } = usePane()
  const [isBroken, setBroken] = useState(url === undefined)
  if (isBroken)
    return h('span', { class: 'sl-picture-words', role: 'img', 'aria-label': alt }, `${words.image}\u00A0: ${alt}`)
  return h('img', { class: 'sl-picture', src: url, alt, onError: () => setBroken(true) })
}

/** Nothing the app sent is dropped in silence. */
function Unknown({ block }: { block: SlackBlock }): ComponentChild {
  const { words } = usePane()
  return h('div', { class: 'sl-unknown' }, [
    h('p', null, words.unknownBlock(block.type)),
    h('pre', { class: 'sl-code' }, JSON.stringify(block, null, 2)),
  ])
}

function listOf<T>({ elements }: SlackBlock): readonly T[] {
  return (elements ?? []) as readonly T[]
}
