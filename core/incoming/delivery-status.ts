import { readHeaderBlock } from './header-block.ts'
import type { IncomingRecipient } from './incoming-mail.ts'
import { judgeFailure, statusIn } from './judge-failure.ts'
import { addressIn, headerOf, headersOf } from './parsed-mail.ts'

const MOST_RECIPIENTS = 200
/** Actions of RFC 3464, 2.3.3, and what programs write instead; only failures and delays are bounces. */
const FAILED = /^(?:fail|error|undeliver|bounce|reject|expired)/
const DELAYED = /^delay|^defer/
const ARRIVED = /^(?:deliver|relay|expand|success)/

/**
 * The recipients a delivery report (RFC 3464) speaks of that failed or wait; empty when all is well. Undefined when the text is no report.
 * Reports cut short, without blank lines, or with the server's words in the wrong place are read as far as they go.
 */
export function readDeliveryStatus(text: string): IncomingRecipient[] | undefined {
  const groups = groupsOf(text)
  const spoken = groups.filter(
    (group) => headersOf(group, 'action', 'status', 'diagnostic-code', 'final-recipient', 'original-recipient') !== '',
  )
  if (spoken.length === 0) return undefined
  return spoken.slice(0, MOST_RECIPIENTS).flatMap((group) => {
    const action = headerOf(group, 'action').trim().toLowerCase()
    const diagnostic = headersOf(group, 'diagnostic-code', 'x-supplementary-info', 'x-display-name').replace(
      /^\s*[\w-]{1,30}\s*;/,
      '',
    )
    const status = statusIn(headerOf(group, 'status')) ?? statusIn(diagnostic)
    const level = status?.[0]
    if (ARRIVED.test(action) || (action === '' && level === '2')) return []
    const given = FAILED.test(action) ? 'failed' : DELAYED.test(action) ? 'delayed' : action
    const address = recipientOf(group)
    return [
      {
        ...(address !== undefined && { address }),
        ...judgeFailure({ action: given, ...(status !== undefined && { status }), diagnostic }),
      },
    ]
  })
}

/** The one that was written to comes first: it may have been sent on to another. */
function recipientOf(group: ReturnType<typeof groupsOf>[number]): string | undefined {
  for (const name of ['original-recipient', 'final-recipient', 'x-actual-recipient']) {
    const address = addressIn(headerOf(group, name).replace(/^[^;]{0,30};/, ''))
    if (address !== undefined) return address
  }
  return undefined
}

/** Fields by recipient: a group begins at a blank line or where a recipient field comes again; pieces without a recipient belong to the one before. */
function groupsOf(text: string) {
  const groups: { name: string; value: string }[][] = []
  for (const block of text.slice(0, 200_000).split(/\n[ \t]{0,20}(?=\n)/)) {
    const { headers } = readHeaderBlock(block.replace(/^\n+/, ''))
    let group: typeof headers = []
    const names = new Set(headers.map(({ name }) => name))
    const goesOn =
      groups.length > 0 &&
      !names.has('final-recipient') &&
      !names.has('original-recipient') &&
      !names.has('reporting-mta')
    if (goesOn) group = groups.at(-1) ?? []
    else groups.push(group)
    for (const header of headers) {
      if (header.name === 'final-recipient' && headerOf(group, 'final-recipient') !== '') groups.push((group = []))
      group.push(header)
    }
    if (groups.length > MOST_RECIPIENTS) break
  }
  return groups
}
