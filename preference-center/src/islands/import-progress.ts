/** Shows how far the work is without loading the page again, and loads it when the work has come to another stage. */
const EVERY_MS = 700

interface Progress {
  state: string
  share: number
  text: string
  files: { id: number; share: number; text: string }[]
}

const work = document.querySelector<HTMLElement>('[data-progress]')
if (work) {
  document.body.classList.add('live')
  void follow(work, work.dataset['progress'] ?? '')
}

async function follow(place: HTMLElement, address: string): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    const progress = await ask(address)
    if (progress === undefined) continue
    if (progress.state !== place.dataset['state']) return location.reload()
    show(place.querySelector('.overall'), progress)
    for (const file of progress.files) show(place.querySelector(`[data-file="${file.id}"]`), file)
  }
}

/** A server that restarts is asked again. */
async function ask(address: string): Promise<Progress | undefined> {
  try {
    const answer = await fetch(address, { headers: { accept: 'application/json' } })
    if (answer.status === 404 || answer.status === 410) location.reload()
    return answer.ok ? ((await answer.json()) as Progress) : undefined
  } catch {
    return undefined
  }
}

function show(place: Element | null, { share, text }: { share: number; text: string }): void {
  const words = place?.querySelector('[data-text]')
  const bar = place?.querySelector('progress')
  if (words) words.textContent = text
  if (bar) bar.value = share
}
