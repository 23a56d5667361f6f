import type { ReceivedMail } from '#bot/sandbox/mail/received-mail.ts'
import { until } from '#tests/support/until.ts'

export type { ReceivedMail }

/** Where the mail sink is asked what it holds: the sandbox of a running Égard, or a sink of the test's own. */
export type Sink = (to?: string) => Promise<readonly ReceivedMail[]>

/** The sink in the sandbox of a running Égard, and one that is a server of its own, show their mail alike. */
export function sandboxSink(serverUrl: string): Sink {
  return async (to) => {
    const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`
    const response = await fetch(`${serverUrl}/sandbox/mail${query}`)
    if (!response.ok) throw new Error(`The sink answered ${response.status}`)
    return (await response.json()) as ReceivedMail[]
  }
}

/** What arrived, newest first, as the product's own sender is not asked. */
export function mailbox(sink: Sink) {
  return {
    all: sink,
    /** The newest mail to an address, once it is there. */
    newest: (to: string, subject?: string): Promise<ReceivedMail> =>
      until(async () => (await sink(to)).find((mail) => subject === undefined || mail.subject.includes(subject)), {
        what: `a mail to ${to}${subject === undefined ? '' : ` about “${subject}”`}`,
      }),
    async subjectsTo(to: string): Promise<string[]> {
      return (await sink(to)).map(({ subject }) => subject).toReversed()
    },
    async count(which: (mail: ReceivedMail) => boolean = () => true): Promise<number> {
      return (await sink()).filter(which).length
    },
  }
}

const LINK_KINDS = {
  yes: /\/r\/[0-9a-z]+\?a=yes/,
  no: /\/r\/[0-9a-z]+\?a=no/,
  unsubscribe: /\/u\/[0-9a-z]+/,
  preferences: /\/p\/[0-9a-z]+/,
  confirm: /\/c\/[0-9a-z]+/,
} as const

export type LinkKind = keyof typeof LINK_KINDS

/** The link of this kind, the same in the HTML and in the text of the mail. */
export function linkIn(mail: ReceivedMail, kind: LinkKind): string {
  const links = [hrefsIn(mail.html), urlsIn(mail.text)].map((urls) => urls.filter((url) => LINK_KINDS[kind].test(url)))
  const found = new Set(links.flat())
  const [link] = found
  if (link === undefined || found.size > 1 || links.some((part) => part.length === 0)) {
    throw new Error(`The mail “${mail.subject}” has these ${kind} links in its two parts: ${JSON.stringify(links)}`)
  }
  return link
}

/** A header as it stands in the raw mail, unfolded; undefined when there is none. */
export function headerOf({ raw }: ReceivedMail, name: string): string | undefined {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
  const line = head.split('\r\n').find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line?.slice(name.length + 1).trim()
}

function hrefsIn(html: string): string[] {
  return [...html.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
}

function urlsIn(text: string): string[] {
  return [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([url]) => url)
}
