import type { BlockAction, ViewOutput } from '@slack/bolt'
import { denialText, sentenceView } from '#bot/slack/answers.ts'
import { escapeMrkdwn } from '#bot/slack/blocks.ts'
import type { Person } from '#bot/slack/people.ts'
import { renewModal } from '#bot/slack/renew-modal.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { isSegmentProblem, readSegment } from '#core/contacts/segment.ts'
import { segmentTexts } from '#core/texts/slack/segments.ts'
import { isRefused } from '#db/operations/memory.ts'
import { namesOfSources, type OpenSegment, openSegment } from '#db/operations/segments/open-segment.ts'
import { saveSegment } from '#db/operations/segments/save-segment.ts'
import { type Builder, emptyRow, filterDigest, filterOf, MOST_ROWS } from './builder.ts'
import { builderProblems } from './builder-problems.ts'
import { readBuilder } from './builder-state.ts'
import { BUILDER, builderView, fullNote, type ShownCount } from './builder-view.ts'
import type { Counter } from './counter.ts'
import { showList } from './list.ts'

/** More sources than a menu shows: then their names are typed. */
const SOURCES = 101
const STAFF = ['staff'] as const

interface Shown {
  viewId: string
  builder: Builder
  /** False once the person has clicked again: what was made for the click before is not shown any more. */
  isNewest?: () => boolean
}

/** Shows the builder as it stands, and its count: with it when that is quick, else as soon as it is known. */
export async function showBuilder(
  surface: Surface,
  counter: Counter,
  { language }: Person,
  { viewId, builder, isNewest = () => true }: Shown,
): Promise<void> {
  const { memory, log } = surface
  const stored = await storedOf(surface, builder)
  const sources = await namesOfSources(memory, SOURCES)
  const view = (count: ShownCount) => {
    const made = builderView({ builder, stored, house: memory.house, sources, count, language })
    return builder.rows.length < MOST_ROWS ? made : { ...made, blocks: [...made.blocks, fullNote(language)] }
  }
  const { filter, complete } = filterOf(builder, stored?.filter)
  const read = readSegment(
    filter,
    memory.house.topics.map(({ id }) => id),
  )
  if (!complete || isSegmentProblem(read)) {
    if (isNewest()) await renewModal(surface, viewId, view('incomplete'))
    return
  }
  const { quick, later } = await counter(viewId, read)
  if (!isNewest()) return
  const hash = await renewModal(surface, viewId, view(quick ?? 'counting'))
  if (quick !== undefined || hash === undefined) return
  // Nobody waits for this one: it is shown when it comes, unless the person has gone on.
  later
    .then((count) => (count === undefined ? undefined : renewModal(surface, viewId, view(count), hash)))
    .catch((error: unknown) => log.error({ error }, 'a segment could not be counted'))
}

/** Every click in the builder makes it anew, with all that is typed; its submission checks and saves. */
export function listenToBuilder(surface: Surface, counter: Counter): void {
  const { app, people } = surface
  const newest = new Map<string, object>()
  app.action<BlockAction>(/^segment:(field|operator|value|how|add|remove|count)$/, async ({ ack, action, body }) => {
    await ack()
    const { view } = body
    if (view === undefined) return
    const click = {}
    newest.set(view.id, click)
    const isNewest = () => newest.get(view.id) === click
    const admission = await people.admit(body.user.id, STAFF)
    if (!admission.admitted) {
      const { title } = segmentTexts(admission.language)
      await renewModal(surface, view.id, sentenceView(title, denialText(admission), admission.language))
      return
    }
    const value = 'value' in action ? action.value : undefined
    const builder = changed(readBuilder(view as ViewOutput), action.action_id, value ?? undefined)
    await showBuilder(surface, counter, admission.person, { viewId: view.id, builder, isNewest })
    if (isNewest()) newest.delete(view.id)
  })
  listenToSaves(surface)
}

function changed(builder: Builder, action: string, value: string | undefined): Builder {
  const { rows, nextKey } = builder
  if (action === 'segment:add' && rows.length < MOST_ROWS) {
    return { ...builder, rows: [...rows, emptyRow(nextKey)], nextKey: nextKey + 1 }
  }
  if (action === 'segment:remove') return { ...builder, rows: rows.filter(({ key }) => String(key) !== value) }
  return builder
}

function listenToSaves(surface: Surface): void {
  const { app, people, memory, now } = surface
  app.view(BUILDER, async ({ ack, body, view }) => {
    const admission = await people.admit(body.user.id, STAFF)
    const { language } = admission.admitted ? admission.person : admission
    const texts = segmentTexts(language)
    const say = (words: string) => ack({ response_action: 'update', view: sentenceView(texts.title, words, language) })
    if (!admission.admitted) return say(denialText(admission))
    const builder = readBuilder(view)
    const stored = await storedOf(surface, builder)
    const topics = memory.house.topics.map(({ id }) => id)
    const errors = builderProblems(builder, stored, topics, language)
    if (errors !== undefined) return ack({ response_action: 'errors', errors })
    if (builder.mode === 'edit' && (stored === undefined || filterDigest(stored.filter) !== builder.from?.digest)) {
      return say(texts.refusals['segment-changed'] ?? '')
    }
    const { filter } = filterOf(builder, stored?.filter)
    const over = builder.mode === 'edit' && stored !== undefined ? stored.filter : 'new'
    const saved = await saveSegment(memory, now(), { name: builder.name, filter, by: admission.person.id, over })
    if (isRefused(saved)) {
      const why = texts.refusals[saved.refused] ?? saved.refused
      return builder.mode === 'edit' ? say(why) : ack({ response_action: 'errors', errors: { name: why } })
    }
    if ('problem' in saved) throw new Error(`A checked filter was not understood: ${saved.problem}`)
    await ack()
    const below = view.previous_view_id
    const note = texts.saved(escapeMrkdwn(saved.name))
    if (below !== null) await showList(surface, below, { page: { of: saved.name }, note, language })
  })
}

async function storedOf({ memory }: Pick<Surface, 'memory'>, { from }: Builder): Promise<OpenSegment | undefined> {
  const stored = from === undefined ? undefined : await openSegment(memory, from.id)
  return isRefused(stored) ? undefined : stored
}
