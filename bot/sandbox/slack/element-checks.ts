import { isLoose, type Loose, listOf } from './block-kit.ts'
import { checkRichText } from './rich-text-checks.ts'
import { SLACK_LIMITS } from './slack-limits.ts'
import {
  ANY_TEXT,
  checkId,
  checkList,
  checkOptionalString,
  checkOptionalText,
  checkString,
  checkText,
  type Note,
} from './text-checks.ts'

const SELECTS = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select']
const CHOICES = [
  ...SELECTS,
  ...SELECTS.map((kind) => `multi_${kind}`),
  'checkboxes',
  'radio_buttons',
  'datepicker',
  'timepicker',
  'datetimepicker',
]
const TYPED = ['plain_text_input', 'rich_text_input', 'email_text_input', 'url_text_input', 'number_input']

/** Where an element may stand. */
export const ELEMENTS_OF = {
  actions: ['button', 'overflow', ...CHOICES],
  accessory: ['button', 'overflow', 'image', ...CHOICES],
  input: [...TYPED, ...CHOICES],
} as const satisfies Record<string, readonly string[]>

/** One interactive element or image, in one of its three places. */
export function checkElement(note: Note, pointer: string, value: unknown, place: keyof typeof ELEMENTS_OF): void {
  if (!isLoose(value)) return note(pointer, 'must provide an object')
  const kind = String(value['type'])
  if (!ELEMENTS_OF[place].includes(kind)) return note(`${pointer}/type`, `unsupported type: ${kind}`)
  if (kind === 'image') return checkImage(note, pointer, value)
  checkId(note, `${pointer}/action_id`, value['action_id'])
  checkConfirm(note, `${pointer}/confirm`, value['confirm'])
  checkOptionalText(note, `${pointer}/placeholder`, value['placeholder'], { max: SLACK_LIMITS.placeholder })
  checkKind(note, pointer, value, kind)
}

export function checkImage(note: Note, pointer: string, image: Loose): void {
  checkString(note, `${pointer}/alt_text`, image['alt_text'], SLACK_LIMITS.altText)
  if (image['slack_file'] === undefined) checkString(note, `${pointer}/image_url`, image['image_url'], SLACK_LIMITS.url)
}

function checkKind(note: Note, pointer: string, element: Loose, kind: string): void {
  switch (kind) {
    case 'button':
      return checkButton(note, pointer, element)
    case 'overflow':
      return checkOptions(note, pointer, element, {
        least: SLACK_LIMITS.overflowLeast,
        most: SLACK_LIMITS.overflowMost,
      })
    case 'checkboxes':
      return checkOptions(note, pointer, element, { most: SLACK_LIMITS.checkboxOptions, kinds: ANY_TEXT })
    case 'radio_buttons':
      return checkOptions(note, pointer, element, { most: SLACK_LIMITS.radioOptions, kinds: ANY_TEXT })
    case 'static_select':
    case 'multi_static_select':
      return checkSelect(note, pointer, element)
    case 'plain_text_input':
      return checkTypedText(note, pointer, element)
    case 'rich_text_input':
      if (element['initial_value'] !== undefined)
        checkRichText(note, `${pointer}/initial_value`, element['initial_value'])
      return
    case 'number_input':
      if (typeof element['is_decimal_allowed'] !== 'boolean')
        note(`${pointer}/is_decimal_allowed`, 'missing required field')
      return
    case 'datepicker':
      return checkShape(note, `${pointer}/initial_date`, element['initial_date'], /^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD')
    case 'timepicker':
      return checkShape(note, `${pointer}/initial_time`, element['initial_time'], /^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm')
    default:
      return
  }
}

function checkButton(note: Note, pointer: string, button: Loose): void {
  checkText(note, `${pointer}/text`, button['text'], { max: SLACK_LIMITS.buttonText })
  checkOptionalString(note, `${pointer}/value`, button['value'], SLACK_LIMITS.buttonValue)
  checkOptionalString(note, `${pointer}/url`, button['url'], SLACK_LIMITS.url)
  checkOptionalString(
    note,
    `${pointer}/accessibility_label`,
    button['accessibility_label'],
    SLACK_LIMITS.accessibilityLabel,
  )
  const style = button['style']
  if (style !== undefined && style !== 'primary' && style !== 'danger')
    note(`${pointer}/style`, 'must be primary or danger')
}

function checkSelect(note: Note, pointer: string, element: Loose): void {
  if (element['option_groups'] === undefined)
    return checkOptions(note, pointer, element, { most: SLACK_LIMITS.selectOptions })
  checkList(
    note,
    `${pointer}/option_groups`,
    element['option_groups'],
    { most: SLACK_LIMITS.optionGroups },
    (group, at) => {
      if (!isLoose(group)) return note(at, 'must provide an object')
      checkText(note, `${at}/label`, group['label'], { max: SLACK_LIMITS.optionText })
      checkOptions(note, at, group, { most: SLACK_LIMITS.selectOptions })
    },
  )
}

interface OptionRule {
  least?: number
  most: number
  kinds?: typeof ANY_TEXT
}

function checkOptions(note: Note, pointer: string, element: Loose, { kinds, ...size }: OptionRule): void {
  const seen = new Set<unknown>()
  checkList(note, `${pointer}/options`, element['options'], size, (option, at) => {
    if (!isLoose(option)) return note(at, 'must provide an object')
    checkText(note, `${at}/text`, option['text'], { max: SLACK_LIMITS.optionText, ...(kinds ? { kinds } : {}) })
    checkString(note, `${at}/value`, option['value'], SLACK_LIMITS.optionValue)
    checkOptionalText(note, `${at}/description`, option['description'], {
      max: SLACK_LIMITS.optionText,
      ...(kinds ? { kinds } : {}),
    })
    if (seen.has(option['value'])) note(`${at}/value`, 'duplicate option value')
    seen.add(option['value'])
  })
  checkInitial(note, pointer, element)
}

/** An initial option that is not one of the options makes Slack refuse the whole payload. */
function checkInitial(note: Note, pointer: string, element: Loose): void {
  const known = new Set(listOf(element['options']).map((option) => JSON.stringify(option)))
  const one = element['initial_option']
  if (one !== undefined && !known.has(JSON.stringify(one)))
    note(`${pointer}/initial_option`, 'initial option not found in options')
  const several = element['initial_options']
  if (several === undefined) return
  if (listOf(several).length === 0) note(`${pointer}/initial_options`, 'no fewer than 1 item allowed')
  if (listOf(several).some((option) => !known.has(JSON.stringify(option))))
    note(`${pointer}/initial_options`, 'initial option not found in options')
}

function checkTypedText(note: Note, pointer: string, element: Loose): void {
  for (const bound of ['min_length', 'max_length']) {
    const length = element[bound]
    if (length === undefined) continue
    if (typeof length !== 'number' || length < (bound === 'max_length' ? 1 : 0))
      note(`${pointer}/${bound}`, 'must be a positive number')
    else if (length > SLACK_LIMITS.inputLength)
      note(`${pointer}/${bound}`, `must be less than ${SLACK_LIMITS.inputLength + 1}`)
  }
  const initial = element['initial_value']
  const max = typeof element['max_length'] === 'number' ? element['max_length'] : SLACK_LIMITS.inputLength
  if (typeof initial === 'string' && initial.length > max)
    note(`${pointer}/initial_value`, `must be less than ${max + 1} characters`)
}

function checkShape(note: Note, pointer: string, value: unknown, shape: RegExp, wanted: string): void {
  if (value !== undefined && !(typeof value === 'string' && shape.test(value))) note(pointer, `must be ${wanted}`)
}

function checkConfirm(note: Note, pointer: string, confirm: unknown): void {
  if (confirm === undefined || confirm === null) return
  if (!isLoose(confirm)) return note(pointer, 'must provide an object')
  checkText(note, `${pointer}/title`, confirm['title'], { max: SLACK_LIMITS.confirmTitle })
  checkText(note, `${pointer}/text`, confirm['text'], { max: SLACK_LIMITS.confirmText, kinds: ANY_TEXT })
  checkText(note, `${pointer}/confirm`, confirm['confirm'], { max: SLACK_LIMITS.confirmButton })
  checkText(note, `${pointer}/deny`, confirm['deny'], { max: SLACK_LIMITS.confirmButton })
}
