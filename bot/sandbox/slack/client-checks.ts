import { asText, type ElementState, type PlacedElement } from './block-kit.ts'
import { type ClientWords, clientWords } from './client-words.ts'
import { contentOf } from './view-state.ts'
import type { Person } from './workspace.ts'

/** What Slack's own client says, without asking the app, when an input cannot be submitted as it is; nothing when it can. */
export function inputProblem(placed: PlacedElement, state: ElementState, locale: Person['locale']): string | undefined {
  const words = clientWords[locale]
  const content = contentOf(state)
  if (content === null) return placed.required ? words.required : undefined
  if (Array.isArray(content)) return tooMany(placed, content, words)
  if (typeof content !== 'string') return undefined
  return wrongLength(placed, content, words) ?? wrongForm(placed, content, words)
}

function tooMany({ element }: PlacedElement, content: readonly unknown[], words: ClientWords): string | undefined {
  const most = element['max_selected_items']
  return typeof most === 'number' && content.length > most ? words.mostItems(most) : undefined
}

function wrongLength({ type, element }: PlacedElement, content: string, words: ClientWords): string | undefined {
  if (type !== 'plain_text_input') return undefined
  const { min_length: least, max_length: most } = element
  if (typeof least === 'number' && content.length < least) return words.leastLetters(least)
  const limit = typeof most === 'number' ? most : 3000
  return content.length > limit ? words.mostLetters(limit) : undefined
}

function wrongForm({ type, element }: PlacedElement, content: string, words: ClientWords): string | undefined {
  switch (type) {
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(content) ? undefined : words.email
    case 'url_text_input':
      return URL.canParse(content) ? undefined : words.url
    case 'datepicker':
      return /^\d{4}-\d{2}-\d{2}$/.test(content) ? undefined : words.date
    case 'timepicker':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(content) ? undefined : words.time
    case 'number_input':
      return wrongNumber(element, content, words)
    default:
      return undefined
  }
}

function wrongNumber(element: PlacedElement['element'], content: string, words: ClientWords): string | undefined {
  const number = Number(content)
  if (!Number.isFinite(number)) return words.number
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(number)) return words.wholeNumber
  const { min_value: least, max_value: most } = element
  if (least !== undefined && number < Number(least)) return words.atLeast(asText(least))
  return most !== undefined && number > Number(most) ? words.atMost(asText(most)) : undefined
}
