import { type LinkKind, linkIn, type ReceivedMail } from './mailbox.ts'

/** A page as somebody without JavaScript sees it. */
export interface SeenPage {
  url: string
  status: number
  html: string
  /** What can be read, tags taken away. */
  text: string
}

/** Opens a page as a browser does, following the link. */
export async function open(url: string): Promise<SeenPage> {
  return seen(await fetch(url, { headers: { accept: 'text/html', 'accept-language': 'fr' } }))
}

/** Opens the link of a mail. */
export function openFrom(mail: ReceivedMail, kind: LinkKind): Promise<SeenPage> {
  return open(linkIn(mail, kind))
}

/** Presses a button of a page's form, everything else as the form came, except the boxes ticked on purpose. */
export function press(page: SeenPage, button: { name: string; value: string } | undefined, ticked: string[] = []) {
  const form = formWith(page, button)
  const fields = new URLSearchParams(form.hidden)
  for (const value of ticked) {
    if (!form.boxes.some((box) => box.value === value))
      throw new Error(`No box “${value}” on ${page.url}: ${page.text}`)
    fields.append('pair', value)
  }
  if (button !== undefined) fields.append(button.name, button.value)
  return post(new URL(form.action, page.url).href, fields)
}

/** “Yes, I want to keep receiving”, for all that is asked. */
export function sayYes(page: SeenPage): Promise<SeenPage> {
  const boxes = boxesIn(page.html)
  return press(
    page,
    { name: 'answer', value: 'yes' },
    boxes.map(({ value }) => value),
  )
}

export function sayNo(page: SeenPage): Promise<SeenPage> {
  return press(page, { name: 'answer', value: 'no' })
}

/** What a mail provider posts when its user presses “unsubscribe” (RFC 8058): no cookie, no origin, no page. */
export async function oneClick(url: string): Promise<SeenPage> {
  return seen(
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
      redirect: 'error',
    }),
  )
}

async function post(url: string, fields: URLSearchParams): Promise<SeenPage> {
  const { origin } = new URL(url)
  return seen(
    await fetch(url, {
      method: 'POST',
      headers: { accept: 'text/html', 'accept-language': 'fr', origin, 'sec-fetch-site': 'same-origin' },
      body: fields,
    }),
  )
}

async function seen(response: Response): Promise<SeenPage> {
  const html = await response.text()
  return { url: response.url, status: response.status, html, text: textOf(html) }
}

interface Form {
  action: string
  hidden: [string, string][]
  boxes: { value: string; checked: boolean }[]
}

function formWith(page: SeenPage, button: { name: string; value: string } | undefined): Form {
  for (const [, attributes = '', inside = ''] of page.html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)) {
    const buttons = [...inside.matchAll(/<button\b([^>]*)>/g)].map(([, text = '']) => text)
    const isHere = buttons.some(
      (text) => attribute(text, 'name') === button?.name && attribute(text, 'value') === button?.value,
    )
    if (!isHere) continue
    const hidden = [...inside.matchAll(/<input\b([^>]*)>/g)]
      .map(([, text = '']) => text)
      .filter((text) => attribute(text, 'type') === 'hidden')
      .map((text): [string, string] => [attribute(text, 'name') ?? '', attribute(text, 'value') ?? ''])
    return { action: attribute(attributes, 'action') ?? page.url, hidden, boxes: boxesIn(inside) }
  }
  throw new Error(`No form with the button ${JSON.stringify(button)} on ${page.url} (${page.status}): ${page.text}`)
}

/** The tick boxes of a page, and whether any came ticked. */
export function boxesIn(html: string): { value: string; checked: boolean }[] {
  return [...html.matchAll(/<input\b([^>]*)>/g)]
    .map(([, text = '']) => text)
    .filter((text) => attribute(text, 'type') === 'checkbox')
    .map((text) => ({ value: attribute(text, 'value') ?? '', checked: /\schecked\b/.test(text) }))
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
}

function textOf(html: string): string {
  return html
    .replaceAll(/<(style|script)\b.*?<\/\1>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/&#39;|&#x27;/g, '’')
    .replaceAll(/\s+/g, ' ')
    .trim()
}
