import { type ComponentChild, h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Blocks } from './blocks.ts'
import type { SlackView } from './state-types.ts'
import { SurfaceContext, usePane } from './surface.ts'
import { useFocusTrap } from './use-focus-trap.ts'
import { useViewSurface } from './view-surface.ts'

const FIELDS = '.sl-modal-body :is(input, select, textarea):not([type=search])'
const WRONG = '.sl-wrong :is(input, select, textarea)'
/** How long the page shows that it works after the answer, when nothing changes on the screen. */
const PATIENCE_MS = 3_000

/** The modal on top of a person's stack, above the rest of the pane. */
export function Modal({ views }: { views: readonly SlackView[] }): ComponentChild {
  const view = views.at(-1)
  return view ? h('div', { class: 'sl-overlay' }, h(Window, { view, depth: views.length })) : null
}

function Window({ view, depth }: { view: SlackView; depth: number }): ComponentChild {
  const { words, act, me } = usePane()
  const box = useRef<HTMLDivElement>(null)
  const close = (all: boolean) => void act('/close', { user: me, viewId: view.id, ...(all ? { all } : {}) })
  useFocusTrap(box, () => close(false))
  useEffect(() => focusFirst(box.current), [view.id, view.hash])
  return h(
    'div',
    {
      class: `sl-modal sl-depth-${Math.min(depth, 3)}`,
      role: 'dialog',
      'aria-modal': 'true',
      'aria-labelledby': 'sl-modal-title',
      tabIndex: -1,
      ref: box,
    },
    [
      h('header', { class: 'sl-modal-head' }, [
        h('h2', { id: 'sl-modal-title', class: 'sl-modal-title' }, view.title.text),
        h(
          'button',
          {
            type: 'button',
            class: 'sl-close',
            'aria-label': depth > 1 ? words.closeAll : words.closeWindow,
            onClick: () => close(depth > 1),
          },
          h('span', { 'aria-hidden': 'true' }, '×'),
        ),
      ]),
      h(ViewForm, { key: view.id, view, close: () => close(false) }),
    ],
  )
}

function ViewForm({ view, close }: { view: SlackView; close: () => void }): ComponentChild {
  const { words, act, me, typed } = usePane()
  const { surface, failure, show, typedValues } = useViewSurface(view)
  const [waiting, setWaiting] = useState<{ hash: string; isActing: boolean }>()
  const isBusy = waiting !== undefined && (waiting.isActing || waiting.hash === view.hash)
  useEffect(() => {
    if (!waiting || waiting.isActing) return undefined
    const timer = setTimeout(() => setWaiting(undefined), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [waiting])
  const body = useRef<HTMLDivElement>(null)
  const sent = useRef<string>()
  // Another content after a submission is another page of the same window: it is read from its beginning.
  useEffect(() => {
    if (sent.current === undefined || sent.current === view.hash) return
    sent.current = undefined
    if (body.current) body.current.scrollTop = 0
    ;(body.current?.querySelector<HTMLElement>(FIELDS) ?? body.current)?.focus({ preventScroll: true })
  }, [view.hash])
  const submit = async (event: Event) => {
    event.preventDefault()
    if (isBusy || view.submit === null) return
    sent.current = view.hash
    setWaiting({ hash: view.hash, isActing: true })
    const seen = await act('/submit', { user: me, viewId: view.id, values: typedValues() })
    const isOver = !seen.ok || seen.errors !== undefined
    show(isOver ? seen : undefined)
    if (isOver) sent.current = undefined
    if (seen.errors) queueMicrotask(() => body.current?.querySelector<HTMLElement>(WRONG)?.focus())
    // What is shown next comes with the next state; until then nothing can be sent twice.
    setWaiting(isOver ? undefined : { hash: view.hash, isActing: false })
    if (!isOver && seen.view?.id !== view.id) typed.delete(view.id)
  }
  return h(SurfaceContext.Provider, { value: surface }, [
    h('form', { class: 'sl-modal-form', noValidate: true, onSubmit: (event: Event) => void submit(event) }, [
      h('div', { class: 'sl-modal-body', ref: body, 'aria-busy': isBusy, tabIndex: 0 }, [
        failure ? h('p', { class: 'sl-failure', role: 'alert' }, failure) : null,
        h(Blocks, { blocks: view.blocks }),
      ]),
      h('footer', { class: 'sl-modal-feet' }, [
        h('button', { type: 'button', class: 'sl-button', onClick: close }, view.close?.text ?? words.close),
        view.submit
          ? h(
              'button',
              {
                type: 'submit',
                class: `sl-button sl-primary${isBusy ? ' sl-busy' : ''}`,
                disabled: view.submit_disabled,
                'aria-disabled': isBusy || undefined,
                'aria-busy': isBusy || undefined,
              },
              view.submit.text,
            )
          : null,
        h('span', { class: 'sl-unseen', role: 'status' }, isBusy ? words.working : ''),
      ]),
    ]),
  ])
}

/** The first input, so that one can type at once; a window without any is read from its beginning. */
function focusFirst(box: HTMLElement | null): void {
  if (!box) return
  const active = document.activeElement
  if (active !== box && box.contains(active)) return
  const first = box.querySelector<HTMLElement>(FIELDS)
  ;(first ?? box).focus({ preventScroll: first === null })
}
