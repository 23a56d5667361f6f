import { type ComponentChild, h } from 'preact'
import type { ControlProps } from './element.ts'

const KINDS: Readonly<Record<string, string>> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
}

/** A day, a time of day, or both, by the browser's own means. */
export function DateField({
  element,
  id,
  value,
  onValue,
  name,
  described,
  isInvalid,
  isRequired,
}: ControlProps): ComponentChild {
  return h('input', {
    id,
    class: 'sl-input sl-date',
    type: KINDS[element.type],
    value: typeof value === 'string' ? value : '',
    'aria-label': name,
    'aria-describedby': described,
    'aria-invalid': isInvalid || undefined,
    'aria-required': isRequired || undefined,
    onChange: (event: Event) => {
      const chosen = (event.currentTarget as HTMLInputElement).value
      // A year half typed is a date to the browser.
      if (!chosen.startsWith('0') || element.type === 'timepicker') onValue(chosen)
    },
  })
}
