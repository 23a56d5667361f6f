import type { Remark } from '#core/messages/finding.ts'
import { fold } from './known-words.ts'

const NO_REPLY =
  /noreply|donotreply|dontreply|nepasrepondre|nerepondezpas|nietbeantwoorden|nietantwoorden|geenantwoord|^(?:noanswer|noresponse|nereply|pasdereponse|sansreponse|unattended|mailerdaemon)/

/** Who cannot be answered cannot be asked, thanked or told to stop: the sender's address or name must not say "no reply". */
export function senderRemarks(sender: string | undefined): readonly Remark[] {
  if (sender === undefined) return []
  const [, name = '', bracketed] = /^([^<]{0,200})<([^<>]{1,320})>\s*$/.exec(sender) ?? []
  const address = (bracketed ?? sender).trim()
  const local = address.slice(0, address.lastIndexOf('@'))
  if (!isNoReply(local) && !isNoReply(name)) return []
  return [{ level: 'block', code: 'sender-no-reply', data: { sender: sender.trim() } }]
}

function isNoReply(text: string): boolean {
  return NO_REPLY.test(fold(text).replaceAll(/[^a-z]/g, ''))
}
