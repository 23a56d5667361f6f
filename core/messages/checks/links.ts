import type { FindingCode, Remark } from '#core/messages/finding.ts'
import type { CheckedLink } from '#core/messages/proof-facts.ts'
import { linksOf, type RichLink } from '#core/messages/rich-text.ts'
import { clipped } from './excerpt.ts'
import { fold } from './known-words.ts'

/** The addresses to ask, each once: link fields become pages of our own and are not asked. */
export function addressesOf(body: string): readonly string[] {
  return addresses(linksOf(body))
}

/** Links must be secure, lead where their words say, and work. `checked` is what asking them said. */
export function linkRemarks(body: string, checked: readonly CheckedLink[]): readonly Remark[] {
  const verdicts = new Map(checked.map((one) => [one.href, one]))
  const links = linksOf(body)
  const disguised = links.flatMap(disguiseRemark)
  return [...disguised, ...addresses(links).flatMap((href) => addressRemark(href, verdicts.get(href)))]
}

function addresses(links: readonly RichLink[]): readonly string[] {
  return [...new Set(links.map(({ href }) => href))].filter((href) => !href.startsWith('{{'))
}

function addressRemark(link: string, checked: CheckedLink | undefined): readonly Remark[] {
  const block = (code: FindingCode): Remark[] => [{ level: 'block', code, data: { link }, excerpt: clipped(link) }]
  if (!link.toLowerCase().startsWith('https://')) return block('link-not-https')
  switch (checked?.verdict) {
    case 'sound':
      return []
    case 'broken':
      return block('link-broken')
    case 'private':
      return block('link-private')
    case 'unchecked':
    case undefined:
      return [
        {
          level: 'warn',
          code: 'link-unchecked',
          data: { link, because: checked?.because ?? 'no-answer' },
          excerpt: clipped(link),
        },
      ]
  }
}

const SHOWN_HOST =
  /(?<![\p{L}\p{N}@.-])(?:https?:\/\/)?((?:[\p{L}\p{N}-]{2,63}\.){1,6}(?!(?:pdf|docx?|xlsx?|pptx?|odt|ods|jpe?g|png|gif|zip|csv|txt|ics|mp[34]|js)(?![a-z]))[a-z]{2,24})(?![\p{L}\p{N}@-])/u

/** "www.bank.example" over a link to another place is how phishing looks; so is a name before an @ inside an address. */
function disguiseRemark({ label, href }: RichLink): readonly Remark[] {
  const target = hostOf(href)
  const shown = SHOWN_HOST.exec(label.slice(0, 500).toLowerCase())?.[1]
  const isHidden = target?.user === true
  const shows = isHidden ? clipped(label) : shown
  if (shows === undefined || (!isHidden && belongsTo(target?.host, shows))) return []
  const data = { shown: shows, target: target?.host ?? href }
  return [{ level: 'block', code: 'link-shows-other-host', data, excerpt: clipped(label) }]
}

function hostOf(href: string): { readonly host: string; readonly user: boolean } | undefined {
  const authority = /^https?:\/\/([^/?#\\]*)/iu.exec(href)?.[1]
  if (authority === undefined) return undefined
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/, '')
  return { host: host.toLowerCase(), user: authority.includes('@') }
}

/** The same host, with or without www, or a name below the one shown. */
function belongsTo(host: string | undefined, shown: string): boolean {
  if (host === undefined) return false
  const bare = (name: string) => fold(name).replace(/^www\./, '')
  return bare(host) === bare(shown) || bare(host).endsWith(`.${bare(shown)}`)
}
