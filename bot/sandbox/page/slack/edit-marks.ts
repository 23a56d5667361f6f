export type Mark = 'bold' | 'italic' | 'bullets' | 'numbers' | 'link'

/** A text area's content with what is selected in it. */
export interface Edited {
  text: string
  start: number
  end: number
}

/** Puts a mark around, or before the lines of, what is selected; takes it away where it is. */
export function editMarks(mark: Mark, edited: Edited): Edited {
  switch (mark) {
    case 'bold':
      return wrapped(edited, '**')
    case 'italic':
      return wrapped(edited, '_')
    case 'link':
      return linked(edited)
    case 'bullets':
      return listed(edited, () => '- ')
    case 'numbers':
      return listed(edited, (at) => `${at + 1}. `)
  }
}

function wrapped({ text, start, end }: Edited, sign: string): Edited {
  const isOn = text.slice(start - sign.length, start) === sign && text.slice(end, end + sign.length) === sign
  const shift = isOn ? -sign.length : sign.length
  const before = isOn ? text.slice(0, start - sign.length) : text.slice(0, start) + sign
  const after = isOn ? text.slice(end + sign.length) : sign + text.slice(end)
  return { text: before + text.slice(start, end) + after, start: start + shift, end: end + shift }
}

function linked({ text, start, end }: Edited): Edited {
  const address = 'https://'
  const before = `${text.slice(0, start)}[${text.slice(start, end)}](`
  const made = `${before}${address})${text.slice(end)}`
  // Without a label, that is what is typed next; with one, the address.
  if (start === end) return { text: made, start: start + 1, end: start + 1 }
  return { text: made, start: before.length, end: before.length + address.length }
}

function listed({ text, start, end }: Edited, sign: (at: number) => string): Edited {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const found = text.indexOf('\n', end)
  const to = found === -1 ? text.length : found
  const lines = text.slice(from, to).split('\n')
  const bare = lines.map((line) => line.replace(/^(?:- |\d{1,3}\. )/, ''))
  const isOn = lines.every((line, at) => line === `${sign(at)}${bare[at]}`)
  const made = (isOn ? bare : bare.map((line, at) => `${sign(at)}${line}`)).join('\n')
  return { text: text.slice(0, from) + made + text.slice(to), start: from + made.length, end: from + made.length }
}
