import { type ComponentChild, h } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Words } from './mrkdwn-text.ts'
import type { Confirm } from './state-types.ts'
import { useFocusTrap } from './use-focus-trap.ts'

/** Asks once more before a button does what it says. */
export function ConfirmDialog({
  confirm,
  answer,
}: {
  confirm: Confirm
  answer: (yes: boolean) => void
}): ComponentChild {
  const box = useRef<HTMLDivElement>(null)
  const deny = useRef<HTMLButtonElement>(null)
  useFocusTrap(box, () => answer(false))
  useEffect(() => deny.current?.focus(), [])
  return h(
    'div',
    { class: 'sl-overlay sl-overlay-confirm' },
    h(
      'div',
      {
        class: 'sl-modal sl-confirm',
        role: 'alertdialog',
        'aria-modal': 'true',
        'aria-labelledby': 'sl-confirm-title',
        'aria-describedby': 'sl-confirm-text',
        ref: box,
      },
      [
        h('h2', { id: 'sl-confirm-title', class: 'sl-modal-title' }, confirm.title.text),
        h('p', { id: 'sl-confirm-text' }, h(Words, { text: confirm.text })),
        h('div', { class: 'sl-modal-feet' }, [
          h(
            'button',
            { type: 'button', class: 'sl-button', ref: deny, onClick: () => answer(false) },
            confirm.deny.text,
          ),
          h(
            'button',
            {
              type: 'button',
              class: `sl-button ${confirm.style === 'danger' ? 'sl-danger' : 'sl-primary'}`,
              onClick: () => answer(true),
            },
            confirm.confirm.text,
          ),
        ]),
      ],
    ),
  )
}
