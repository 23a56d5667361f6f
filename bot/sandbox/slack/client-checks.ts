import { asText, type ElementState, type PlacedElement } from './block-kit.ts'
import { contentOf } from './view-state.ts'

/** What Slack's own client says, without asking the app, when an input cannot be submitted as it is; nothing when it can. */
export function inputProblem(placed: PlacedElement, state: ElementState): string | undefined {
  const content = contentOf(state)
  if (content === null) return placed.required ? 'Please complete this required field.' : undefined
  if (Array.isArray(content)) return tooMany(placed, content)
  if (typeof content !== 'string') return undefined
  return wrongLength(placed, content) ?? wrongForm(placed, content)
}

function tooMany({ element }: PlacedElement, content: readonly unknown[]): string | undefined {
  const most = element['max_selected_items']
  return typeof most === 'number' && content.length > most ? `Please choose no more than ${most} items.` : undefined
}

function wrongLength({ type, element }: PlacedElement, content: string): string | undefined {
  if (type !== 'plain_text_input') return undefined
  const { min_length: least, max_length: most } = element
  if (typeof least === 'number' && content.length < least) return `Please enter at least ${least} characters.`
  const limit = typeof most === 'number' ? most : 3000
  return content.length > limit ? `Please enter no more than ${limit} characters.` : undefined
}

function wrongForm({ type, element }: PlacedElement, content: string): string | undefined {
  switch (type) {
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(content) ? undefined : 'Please enter a valid email address.'
    case 'url_text_input':
      return URL.canParse(content) ? undefined : 'Please enter a valid URL.'
    case 'datepicker':
      return /^\d{4}-\d{2}-\d{2}$/.test(content) ? undefined : 'Please enter a valid date.'
    case 'timepicker':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(content) ? undefined : 'Please enter a valid time.'
    case 'number_input':
      return wrongNumber(element, content)
    default:
      return undefined
  }
}

function wrongNumber(element: PlacedElement['element'], content: string): string | undefined {
  const number = Number(content)
  if (!Number.isFinite(number)) return 'Please enter a number.'
  if (element['is_decimal_allowed'] !== true && !Number.isInteger(number)) return 'Please enter a whole number.'
  const { min_value: least, max_value: most } = element
  if (least !== undefined && number < Number(least)) return `Please enter a number of at least ${asText(least)}.`
  return most !== undefined && number > Number(most) ? `Please enter a number of at most ${asText(most)}.` : undefined
}
