import { renewModal } from '#bot/slack/renew-modal.ts'
import type { Surface } from '#bot/slack/surface.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { countPeople } from '#db/operations/segments/count-people.ts'
import { listSegments } from '#db/operations/segments/list-segments.ts'
import { type ListCount, PAGE_SIZE, pageOf, segmentsView } from './list-view.ts'

/** How long the segments of a page are counted; whoever is left is counted when opened. */
const COUNTING_MS = 15_000
/** Until then nothing is shown before everything is counted. */
const QUICK_MS = 400

export interface ShownList {
  /** A page, or the one a segment of this name is on. */
  page: number | { of: string }
  note: string | undefined
  language: StaffLanguage
}

/** Shows a page of the segments in an open modal: at once where they are counted in a blink, else again when they are. */
export async function showList(
  surface: Pick<Surface, 'client' | 'memory'>,
  viewId: string,
  { page: wanted, note, language }: ShownList,
): Promise<void> {
  const { memory } = surface
  const segments = await listSegments(memory)
  const asked =
    typeof wanted === 'number' ? wanted : Math.floor(segments.findIndex(({ name }) => name === wanted.of) / PAGE_SIZE)
  const page = Math.max(0, Math.min(asked, Math.ceil(segments.length / PAGE_SIZE) - 1))
  const shown = pageOf(segments, page)
  const counts = new Map<string, ListCount>(shown.map(({ name }) => [name, 'counting']))
  const view = () => segmentsView({ segments, page, counts, note, house: memory.house, language })
  const startedAt = performance.now()
  let hash: string | undefined
  let gone = false
  for (const { name, filter } of shown) {
    const spentMs = performance.now() - startedAt
    if (hash === undefined && spentMs > QUICK_MS) {
      hash = await renewModal(surface, viewId, view())
      gone = hash === undefined
    }
    if (gone) return
    counts.set(name, spentMs > COUNTING_MS ? 'not-counted' : (await countPeople(memory, filter)).kept)
  }
  await renewModal(surface, viewId, view(), hash)
}
