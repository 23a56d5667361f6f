import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const SLACK = join(import.meta.dirname, '../../../bot/slack')

/** What a builder of views or messages returns, in the words of the source. */
const SHOWN = /\b(ModalView|HomeView|CardMessage)\b|blocks: Block\[\]/
const NAMED = /(View|Card|Message|Modal|Home)$/
/** These put a view that is made elsewhere into Slack. */
const CARRIERS = new Set(['renewModal', 'postCard', 'postMessage', 'editCard', 'tellCard', 'openModal', 'answer'])

interface Source {
  path: string
  text: string
}

function sources(): Source[] {
  return readdirSync(SLACK, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: relative(SLACK, file), text: readFileSync(file, 'utf8') }))
    .toSorted((a, b) => a.path.localeCompare(b.path))
}

/** Every exported function under `bot/slack` that makes a message, a modal or a Home tab, as `file#name`. */
export function viewBuilders(given: readonly Source[] = sources()): string[] {
  return given.flatMap(({ path, text }) =>
    [...text.matchAll(/^export (?:async )?function (\w+)/gm)].flatMap(({ 1: name = '', index }) => {
      const returned = returnType(text, index)
      const shows = returned === '' ? NAMED.test(name) : SHOWN.test(returned)
      return shows && !CARRIERS.has(name) ? [`${path}#${name}`] : []
    }),
  )
}

/** Files that write a view themselves: each must have a builder that is listed. */
export function filesWithViews(given: readonly Source[] = sources()): string[] {
  return given.filter(({ text }) => /\btype: '(modal|home)'/.test(text)).map(({ path }) => path)
}

/** The declared type after the parameters; empty when there is none. */
function returnType(text: string, at: number): string {
  let open = 0
  let end = text.indexOf('(', at)
  for (; end < text.length; end += 1) {
    if (text[end] === '(') open += 1
    if (text[end] === ')' && (open -= 1) === 0) break
  }
  return /^\)(?:: ([\s\S]*?))? \{\n/.exec(text.slice(end))?.[1] ?? ''
}
