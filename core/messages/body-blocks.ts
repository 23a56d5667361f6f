/** What staff's plain text is made of. */
export type BodyBlock =
  | { readonly type: 'paragraph'; readonly lines: readonly string[] }
  | { readonly type: 'list'; readonly items: readonly string[] }

/** A blank line parts paragraphs; a line starting with "- " is a list item, also in the middle of a paragraph. */
export function bodyBlocks(body: string): readonly BodyBlock[] {
  return body
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n/)
    .flatMap((part) =>
      blocksOf(
        part
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      ),
    )
}

function blocksOf(lines: readonly string[]): readonly BodyBlock[] {
  const blocks: BodyBlock[] = []
  for (const line of lines) {
    const item = /^- +(.*)$/.exec(line)?.[1]
    const last = blocks.at(-1)
    if (item !== undefined) {
      if (last?.type === 'list') blocks[blocks.length - 1] = { type: 'list', items: [...last.items, item] }
      else blocks.push({ type: 'list', items: [item] })
    } else if (last?.type === 'paragraph') {
      blocks[blocks.length - 1] = { type: 'paragraph', lines: [...last.lines, line] }
    } else blocks.push({ type: 'paragraph', lines: [line] })
  }
  return blocks
}
