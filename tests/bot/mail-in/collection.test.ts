import { describe, expect, test } from 'vitest'
import { readMessage } from '#bot/mail/receive/read-message.ts'
import { bytesOf, FAMILIES } from './messages/all-samples.ts'

describe.each(Object.entries(FAMILIES))('%s', (_, samples) => {
  test.each(samples)('$name', ({ raw, kind, recipients, stop, text, inReplyTo }) => {
    const read = readMessage(bytesOf(raw))
    expect(read).toMatchObject({ kind, ...(recipients && { recipients }) })
    if (stop === false) expect(read.stop).toBeUndefined()
    if (typeof stop === 'string') expect(read.stop?.phrase.toLowerCase()).toContain(stop.toLowerCase())
    if (text !== undefined) expect(read.text).toBe(text)
    if (inReplyTo !== undefined) expect(read.inReplyTo[0]).toBe(inReplyTo)
  })
})
