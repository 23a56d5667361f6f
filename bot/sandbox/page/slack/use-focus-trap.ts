import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect } from 'preact/hooks'

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'

/** Keeps the Tab key inside a window while it is open, and gives the focus back afterwards; Escape calls `onEscape`. */
export function useFocusTrap(window: RefObject<HTMLElement>, onEscape: () => void): void {
  useLayoutEffect(() => {
    const opener = document.activeElement
    return () =>
      // After the rest of the page can be used again.
      queueMicrotask(() => {
        if (document.activeElement !== document.body && document.activeElement !== null) return
        const isThere = opener instanceof HTMLElement && opener.isConnected && !opener.matches(':disabled')
        const target = isThere
          ? opener
          : document.querySelector<HTMLElement>('.sl-pane .sl-composer textarea, .sl-tabs [aria-selected=true]')
        target?.focus()
      })
  }, [])
  useEffect(() => {
    const box = window.current
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') {
        event.stopPropagation()
        onEscape()
      }
      if (event.key === 'Tab' && box) keepInside(box, event)
    }
    box?.addEventListener('keydown', onKeyDown)
    return () => box?.removeEventListener('keydown', onKeyDown)
  })
}

function keepInside(box: HTMLElement, event: KeyboardEvent): void {
  const all = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (one) => !one.matches(':disabled') && one.getClientRects().length > 0,
  )
  const first = all[0]
  const last = all.at(-1)
  const leaves = event.shiftKey
    ? document.activeElement === first || document.activeElement === box
    : document.activeElement === last
  if (!leaves && all.length > 0) return
  event.preventDefault()
  ;(event.shiftKey ? last : first)?.focus()
}
