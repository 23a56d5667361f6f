/**
 * What is wrong with the pane as it is drawn, run in the browser: anything that sticks out at the sides or is cut, controls without a name or too
 * small to press, text with too little contrast (WCAG 2.2, 1.4.3 and 2.5.8).
 */
export function badlyDrawn(): string[] {
  const pane = document.querySelector('.sl-pane')
  if (!pane) return ['no pane']
  const seen = [...pane.querySelectorAll<HTMLElement>('*')].filter(
    (one) => one.checkVisibility() && !one.closest('.sl-unseen, [inert], svg, option, optgroup'),
  )
  const short = (one: Element) => one.outerHTML.slice(0, 160)
  return [...sticksOut(), ...nameless(), ...pale()].slice(0, 12)

  function sticksOut(): string[] {
    const frame = (pane as HTMLElement).getBoundingClientRect()
    return seen
      .filter((one) => {
        const box = one.getBoundingClientRect()
        const isCut =
          one.scrollWidth > one.clientWidth + 1 &&
          getComputedStyle(one).overflowX !== 'visible' &&
          !one.matches('input, textarea, select')
        return box.left < frame.left - 1 || box.right > frame.right + 1 || isCut
      })
      .map((one) => `sticks out or is cut: ${short(one)}`)
  }

  function nameless(): string[] {
    const controls = seen.filter((one) =>
      one.matches('button, a, input, select, textarea, summary, [role=dialog], [role=log], fieldset'),
    )
    const textOf = (ids: string | null) =>
      (ids ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join('')
    const name = (one: HTMLElement) =>
      one.getAttribute('aria-label') ||
      textOf(one.getAttribute('aria-labelledby')) ||
      (one.matches('input, select, textarea')
        ? [...((one as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join('')
        : one.matches('fieldset')
          ? one.querySelector('legend')?.textContent
          : one.textContent)
    const small = controls.filter(
      (one) =>
        one.matches('button, select, input:not([type=checkbox], [type=radio]), textarea') &&
        !one.matches('.sl-mention') &&
        one.getBoundingClientRect().height < 24,
    )
    return [
      ...controls.filter((one) => !name(one)?.trim()).map((one) => `no name: ${short(one)}`),
      ...small.map((one) => `too small: ${short(one)}`),
    ]
  }

  function pale(): string[] {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    if (!canvas) return ['no canvas']
    const rgba = (color: string): [number, number, number, number] => {
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = color
      canvas.fillRect(0, 0, 1, 1)
      const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data
      return [r, g, b, a]
    }
    const light = ([r, g, b]: readonly [number, number, number, number]) => {
      const part = (value: number) =>
        value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
      return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
    }
    const behind = (one: Element | null): [number, number, number, number] => {
      if (!one) return [255, 255, 255, 255]
      const color = rgba(getComputedStyle(one).backgroundColor)
      return color[3] < 250 ? behind(one.parentElement) : color
    }
    const contrast = (one: Element) => {
      const [a, b] = [light(rgba(getComputedStyle(one).color)), light(behind(one))]
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    }
    return seen
      .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
      .filter((one) => !one.closest(':disabled, [aria-hidden]') && contrast(one) < 4.5)
      .map((one) => `contrast ${contrast(one).toFixed(1)}: ${short(one)}`)
  }
}
