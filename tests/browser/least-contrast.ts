/** The least contrast of any text one can see on the page with what lies behind it (WCAG 2.2, 1.4.3). Runs in the page. */
export function leastContrast(): number {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
  const light = (color: string) => {
    const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
      const part = value / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  // Where nothing paints a background, the browser's own does: white, or nearly black in a dark page.
  const probe = document.body.appendChild(document.createElement('i'))
  probe.style.backgroundColor = 'Canvas'
  const canvas = getComputedStyle(probe).backgroundColor
  probe.remove()
  const behind = (element: Element | null): string => {
    if (element === null) return canvas
    const { backgroundColor } = getComputedStyle(element)
    const alpha = channels(backgroundColor)[3] ?? 1
    return alpha === 0 ? behind(element.parentElement) : backgroundColor
  }
  const texts = [...document.querySelectorAll('body *')].filter(
    (element) =>
      element.checkVisibility() &&
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
  )
  return Math.min(
    ...texts.map((element) => {
      const [a, b] = [light(getComputedStyle(element).color), light(behind(element))]
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    }),
  )
}
