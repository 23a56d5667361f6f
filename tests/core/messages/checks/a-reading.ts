import type { Reading } from '#core/messages/checks/reading.ts'
import { readingsOf } from '#core/messages/checks/reading.ts'
import type { Language } from '#core/messages/message.ts'
import { aMessage } from '#tests/core/messages/a-message.ts'

/** A body as the checks read it. */
export function aReading(body: string, language: Language = 'fr', houseWords: readonly string[] = []): Reading {
  return readingsOf(aMessage({ language, body }), houseWords).body
}
