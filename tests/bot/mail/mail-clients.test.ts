import { caniemail } from 'caniemail'
import { expect, test } from 'vitest'
import { compileMessage } from '#bot/mail/compile.ts'
import type { MessageSource } from '#core/messages/message.ts'
import { aMessage } from '#tests/core/messages/a-message.ts'

// The data know no single feature of La Poste's own apps.
// biome-ignore format: a table reads better in rows
const CLIENTS = [
  'gmail.android', 'gmail.desktop-webmail', 'gmail.ios', 'gmail.mobile-webmail',
  'outlook.android', 'outlook.ios', 'outlook.macos', 'outlook.outlook-com', 'outlook.windows', 'outlook.windows-mail',
  'apple-mail.ios', 'apple-mail.macos',
  'orange.android', 'orange.desktop-webmail', 'orange.ios',
  'sfr.android', 'sfr.desktop-webmail', 'sfr.ios',
  'laposte.desktop-webmail',
  'yahoo.android', 'yahoo.desktop-webmail', 'yahoo.ios',
] as const

/** What some of these clients do not know, and what a reader has there instead: nothing here may carry meaning. */
const HARMLESS: Readonly<Record<string, string>> = {
  '<style> element': 'SFR, La Poste: links in the reader’s own blue, light colours at night',
  '@media': 'light colours at night; one column needs no other',
  'Class selector': 'as without <style>',
  'Chaining selectors': 'as without <style>',
  'Descendant combinator': 'as without <style>',
  'ID selector': 'only resets for Outlook use it',
  'Type selector': 'as without <style>',
  '!important keyword': 'Orange drops the colours for the night',
  'color-scheme CSS property': 'the reader’s own choice of colours',
  'color-scheme meta tag': 'the reader’s own choice of colours',
  '<body> element': 'a div instead; the background stands on it too',
  'border-radius': 'buttons with corners',
  cursor: 'an arrow over the buttons',
  'text-decoration': 'an underline in the buttons',
  'word-break': 'a long address widens its line',
  'word-spacing': 'ordinary spaces',
  outline: 'only a reset uses it',
  'height property': 'the least height instead of the height, of spaces',
  'display:none': 'the preheader, one white pixel high',
  'max-height property': 'the preheader is not displayed there at all',
  opacity: 'the preheader is not displayed there at all',
  overflow: 'the preheader is not displayed there at all',
  'lang attribute': 'the title and the greeting tell the language',
  'aria-label attribute': 'the title is read out instead',
  'role attribute': 'tables of layout are read as tables',
  'target attribute': 'links open in a new window anyway',
}

const BODY =
  '**gras _et italique_** [lien](https://example.org)\n\n- un\n- deux\n\n1. un\n2. deux\n\n{{preferences_link}}'
const MESSAGES: readonly Partial<MessageSource>[] = [
  { body: BODY },
  { body: BODY, kind: 'topic', step: 'message', promise: undefined, isTest: true },
]

test('what Gmail, Outlook, Apple, Orange, SFR, La Poste and Yahoo do not know is never needed to read a message', async () => {
  const unknown = new Set<string>()
  for (const given of MESSAGES) {
    const { html } = await compileMessage(aMessage(given))
    for (const client of CLIENTS) {
      const { errors } = caniemail({ clients: [client], html }).issues
      for (const issues of errors.values()) for (const { title } of issues) unknown.add(title)
    }
  }
  expect([...unknown].toSorted()).toEqual(Object.keys(HARMLESS).toSorted())
})
