import type { ConsentChannel } from './contact-facts.ts'
import { dated } from './date-cells.ts'
import { foldText } from './fold-text.ts'
import { type Reading, warn } from './row-reading.ts'
import { readStatus, strongerStatus } from './status-words.ts'
import { readYesNo } from './yes-no.ts'

/** The topics a person agreed to, by id or by any name the organisation gives them. */
export function readTopics(reading: Reading, cell: string): void {
  const ids: string[] = []
  for (const word of cell.split(/[,;|/+&\n]/)) {
    const folded = foldText(word)
    if (folded === '') continue
    const topic = reading.context.topics.find(
      ({ id, names }) => foldText(id) === folded || names.some((name) => foldText(name) === folded),
    )
    if (topic === undefined) warn(reading, 'consentTopics', 'unknown-topic')
    else if (!ids.includes(topic.id)) ids.push(topic.id)
  }
  if (ids.length > 0) reading.facts.consentTopics = ids
}

const CHANNELS: ReadonlyMap<string, ConsentChannel> = new Map([
  ...['email', 'e mail', 'mail', 'courriel', 'mel', 'emailing', 'newsletter'].map((word) => [word, 'email'] as const),
  ...['sms', 'texto', 'text', 'text message', 'mobile', 'gsm', 'tekstbericht'].map((word) => [word, 'sms'] as const),
])

/** The channels a person agreed to. */
export function readChannels(reading: Reading, cell: string): void {
  const channels: ConsentChannel[] = []
  for (const word of cell.split(/[,;|/+&\n]|\s(?:et|and|en)\s/)) {
    const folded = foldText(word)
    if (folded === '') continue
    const channel = CHANNELS.get(folded)
    if (channel === undefined) warn(reading, 'consentChannels', 'unknown-channel')
    else if (!channels.includes(channel)) channels.push(channel)
  }
  if (channels.length > 0) reading.facts.consentChannels = channels
}

/** The strongest stop of a row wins; a status nobody knows refuses the row. */
export function readStatusCell(reading: Reading, cell: string): void {
  const word = readStatus(cell)
  if (word === undefined) reading.refusal ??= { refused: 'unknown-status', field: 'status', value: cell.slice(0, 60) }
  else if (word === 'unconfirmed') reading.unconfirmed = true
  else if (word !== 'subscribed') reading.status = strongerStatus(reading.status, word)
}

/** Columns like "Désabonné" or "Opt-in" answer yes or no, or hold the date it happened, or a status word. */
export function readOptCell(reading: Reading, field: 'optIn' | 'optOut', cell: string): void {
  const answer = readYesNo(cell)
  const wants = field === 'optIn'
  if (answer !== undefined) {
    if (answer !== wants && wants) reading.status = strongerStatus(reading.status, 'unsubscribed')
    if (answer && !wants) reading.status = strongerStatus(reading.status, 'unsubscribed')
    return
  }
  if (readStatus(cell) !== undefined) return readStatusCell(reading, cell)
  const read = dated(reading, cell)
  if ('refused' in read) reading.refusal ??= { refused: 'unknown-status', field, value: cell.slice(0, 60) }
  else if (!wants) {
    reading.status = strongerStatus(reading.status, 'unsubscribed')
    if (read.start <= reading.context.now) reading.facts.statusAt = read.start
  }
}
