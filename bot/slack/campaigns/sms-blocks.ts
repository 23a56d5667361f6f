import { type Block, button, clip, context, escapeMrkdwn, plain, quoted, section } from '#bot/slack/blocks.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'
import type { ExampleSms } from './sms-example.ts'

/** The button that counts again what is being written. */
export const COUNT_SMS = 'wizard:count-sms'

const MOST_TEXT = 1600

/** An SMS as it is read, word for word: plain text, in which nothing becomes a link or a mention. */
export function smsBlock({ text }: ExampleSms, accessory?: { count: string }): Block {
  const shown = { type: 'section' as const, text: plain(clip(text, MOST_TEXT) || '–') }
  if (accessory === undefined) return shown
  return { ...shown, accessory: button({ action: COUNT_SMS, text: accessory.count, value: 'count' }) }
}

/** The same in one block, under a title; `most` characters of its text, none to tell its length only. */
export function smsSection(title: string, example: ExampleSms, most: number, language: StaffLanguage): Block {
  const head = `*${title}* · ${lengthText(example, language)}`
  return section(most === 0 ? head : `${head}\n${quoted(example.text, most)}`)
}

/** How long it is, and what makes it longer than need be. */
export function lengthText({ characters, parts, forcing, partsWithout }: ExampleSms, language: StaffLanguage): string {
  const texts = textingTexts(language)
  const length = texts.length(characters, parts)
  if (forcing.length === 0 || partsWithout >= parts) return length
  const named = forcing.slice(0, 12).map((character) => `\`${nameOf(escapeMrkdwn(character))}\``)
  return `${length}. ${texts.forcing(named.join(' '), partsWithout)}`
}

export function lengthBlock(example: ExampleSms, language: StaffLanguage): Block {
  return context(lengthText(example, language))
}

/** A space is seen by its number only. */
function nameOf(character: string): string {
  return /^\s$/u.test(character)
    ? `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
    : character
}
