import type { RichTextPart } from './state-types.ts'

/** A rich text as it stands in the text area, in the marks a person types there; nothing for none. */
export function markupOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  const { elements = [] } = value as RichTextPart
  const lines = elements.map((part) => {
    if (part.type !== 'rich_text_list') return section(part).replace(/\n$/, '')
    const first = (part.offset ?? 0) + 1
    return (part.elements ?? [])
      .map((item, at) => `${part.style === 'ordered' ? `${first + at}.` : '-'} ${section(item)}`)
      .join('\n')
  })
  return lines.join('\n')
}

function section({ elements = [] }: RichTextPart): string {
  return elements.map(run).join('')
}

function run({ type, text = '', url = '', style, ...rest }: RichTextPart): string {
  const words = type === 'text' || type === 'link' ? text : (rest.unicode ?? rest.fallback ?? rest.name ?? '')
  if (type === 'link') {
    const link = words === '' || words === url ? url : `[${escaped(words)}](${url})`
    return marked(link, style)
  }
  // White space at the edges stays outside the marks, which would not hold it.
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(words) ?? []
  return `${before}${inner === '' ? '' : marked(escaped(inner), style)}${after}`
}

function marked(words: string, style: RichTextPart['style']): string {
  const { bold = false, italic = false } = typeof style === 'object' ? style : {}
  const inner = italic ? `_${words}_` : words
  return bold ? `**${inner}**` : inner
}

/** Marks that would otherwise be read as such; fields like `{{first_name}}` and underscores inside words are none. */
function escaped(words: string): string {
  return words
    .split(/(\{\{[^{}\n]*\}\})/)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part
            .replaceAll(/\\(?=[\\*_[\]()-])|\*\*|\[/g, (mark) => mark.replaceAll(/./g, '\\$&'))
            .replaceAll(/(?<![\p{L}\p{N}_])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}_])/gu, '\\_')
            .replaceAll(/^- /gm, '\\- '),
    )
    .join('')
}
