import { isLoose } from './block-kit.ts'
import { SLACK_LIMITS } from './slack-limits.ts'

/** Notes one problem at a JSON pointer; the wording is Slack's where Slack's is known. */
export type Note = (pointer: string, problem: string) => void

type TextKind = 'plain_text' | 'mrkdwn'

interface TextRule {
  max: number
  /** Kinds of text object allowed there; plain text only, unless said. */
  kinds?: readonly TextKind[]
}

export const ANY_TEXT: readonly TextKind[] = ['plain_text', 'mrkdwn']

/** A text object that must be there. */
export function checkText(
  note: Note,
  pointer: string,
  value: unknown,
  { max, kinds = ['plain_text'] }: TextRule,
): void {
  if (value === undefined || value === null) return note(pointer, 'missing required field')
  if (!isLoose(value)) return note(pointer, 'must provide an object')
  if (!kinds.includes(value['type'] as TextKind)) note(`${pointer}/type`, `must be ${kinds.join(' or ')}`)
  checkString(note, `${pointer}/text`, value['text'], max)
}

export function checkOptionalText(note: Note, pointer: string, value: unknown, rule: TextRule): void {
  if (value !== undefined && value !== null) checkText(note, pointer, value, rule)
}

/** A string that must be there and not empty. */
export function checkString(note: Note, pointer: string, value: unknown, max: number): void {
  if (value === undefined || value === null) return note(pointer, 'missing required field')
  if (typeof value !== 'string') return note(pointer, 'must be a string')
  if (value.length === 0) return note(pointer, 'must be more than 0 characters')
  if (value.length > max) note(pointer, `must be less than ${max + 1} characters`)
}

export function checkOptionalString(note: Note, pointer: string, value: unknown, max: number): void {
  if (value !== undefined && value !== null) checkString(note, pointer, value, max)
}

/** A list within its size; hands each item on with its pointer. */
export function checkList(
  note: Note,
  pointer: string,
  value: unknown,
  { least = 1, most }: { least?: number; most: number },
  each: (item: unknown, pointer: string) => void,
): void {
  if (value === undefined || value === null) return note(pointer, 'missing required field')
  if (!Array.isArray(value)) return note(pointer, 'must be an array')
  if (value.length > most) note(pointer, `no more than ${most} items allowed`)
  if (value.length < least) note(pointer, `no fewer than ${least} ${least === 1 ? 'item' : 'items'} allowed`)
  value.forEach((item, at) => each(item, `${pointer}/${at}`))
}

export function checkId(note: Note, pointer: string, value: unknown): void {
  checkOptionalString(note, pointer, value, SLACK_LIMITS.id)
}
