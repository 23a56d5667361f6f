import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { until } from '#tests/support/until.ts'
import type { Slack } from './slack.ts'

/** A page as somebody sees it, and where they are. */
export interface Seen {
  status: number
  path: string
  html: string
  text: string
}

export interface NamedFile {
  name: string
  content: string | Buffer
}

/** Asks for an import page with `/egard import` and answers the path of its link. */
export async function importLinkFor(slack: Slack, user: string): Promise<string> {
  const linksOf = async () =>
    (await slack.state()).ephemerals
      .filter((one) => one.user === user)
      .flatMap((one) => JSON.stringify(one).match(/\/staff\/import\/\w+/g) ?? [])
  const before = (await linksOf()).length
  await slack.person(user).type('import', 'C0CAMPAIGNS')
  await until(linksOf, { what: `a new import link for ${user}`, is: (links) => links.length > before })
  return (await linksOf()).at(-1) ?? ''
}

/** The import page over HTTP, as a browser without a script uses it: forms are posted, redirections followed. */
export function importPage(url: string) {
  const visit = async (path: string, init: RequestInit = {}): Promise<Seen> => {
    const response = await fetch(new URL(path, url), { ...init, redirect: 'manual' })
    const next = response.headers.get('location')
    if (next !== null) {
      await response.arrayBuffer()
      return visit(next)
    }
    const html = await response.text()
    return { status: response.status, path, html, text: wordsOf(html) }
  }
  const page = {
    visit,
    /** Sends files in one form, in their order. */
    async bring(path: string, files: readonly (NamedFile | string)[]): Promise<Seen> {
      const form = new FormData()
      for (const file of files) {
        const { name, content } =
          typeof file === 'string' ? { name: basename(file), content: await readFile(file) } : file
        form.append('files', new Blob([content as BlobPart]), name)
      }
      return visit(path, { method: 'POST', body: form })
    },
    act: (path: string, fields: readonly (readonly [string, string])[]): Promise<Seen> =>
      visit(path, { method: 'POST', body: new URLSearchParams(fields.map(([name, value]) => [name, value])) }),
    /** Opens a file's own page and saves its form with some fields changed; a list stands for ticked boxes. */
    async describe(path: string, file: number, change: Record<string, string | readonly string[]>, act = 'save') {
      const page = path.split('?')[0] ?? path
      const opened = await visit(`${page}?file=${file}`)
      const fields = formOf(opened.html).filter(([name]) => !(name in change))
      for (const [name, value] of Object.entries(change)) for (const one of [value].flat()) fields.push([name, one])
      return this.act(page, [...fields, ['act', act]])
    },
    /** Loads the page again until it says this. */
    until: (path: string, said: string | RegExp): Promise<Seen> =>
      until(() => visit(path.split('?')[0] ?? path), {
        what: `the import page to say ${String(said)}`,
        is: ({ text }) => (typeof said === 'string' ? text.includes(said) : said.test(text)),
        giveUpMs: 60_000,
      }),
  }
  return page
}

/** The numbers of the page's sum: `197 new + … = 293 rows`. */
export function countsOf({ text }: Seen) {
  const number = String.raw`([\d,]+)`
  const sum = new RegExp(
    `${number} \\S+ \\+ ${number} \\S+ \\+ ${number} \\S+ \\+ ${number} (?:in|en) \\S+ \\+ ${number} \\S+ = ${number}`,
  )
  const found = sum
    .exec(text)
    ?.slice(1)
    .map((digits) => Number(digits.replace(/\D/g, '')))
  if (found === undefined) throw new Error(`There is no sum on this page: ${text}`)
  const [fresh = 0, merged = 0, unchanged = 0, conflict = 0, refused = 0, rows = 0] = found
  return { rows, new: fresh, merged, unchanged, conflict, refused }
}

/** What the first form with a file's choices would send by itself. */
function formOf(html: string): [string, string][] {
  const fields: [string, string][] = []
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const type = attribute(tag, 'type')
    if (name === undefined || type === 'file') continue
    if ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(tag)) continue
    fields.push([name, attribute(tag, 'value') ?? ''])
  }
  for (const [, name = '', options = ''] of html.matchAll(/<select name="([^"]+)"[^>]*>(.*?)<\/select>/gs)) {
    const chosen = /<option([^>]*)\sselected[^>]*>/.exec(options)?.[0] ?? /<option[^>]*>/.exec(options)?.[0] ?? ''
    fields.push([name, attribute(chosen, 'value') ?? ''])
  }
  for (const [, name = '', text = ''] of html.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>(.*?)<\/textarea>/gs)) {
    fields.push([name, decoded(text)])
  }
  return fields
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : decoded(value)
}

function wordsOf(html: string): string {
  const words = html.replace(/<(script|style)\b.*?<\/\1>/gs, '').replace(/<[^>]+>/g, ' ')
  // The narrow space stands inside numbers.
  return decoded(words).replaceAll('\u202F', '').replace(/\s+/g, ' ')
}

function decoded(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#38;', '&')
    .replaceAll('&amp;', '&')
}
