import type { ModalView } from './blocks.ts'
import { slackError } from './slack-error.ts'
import type { Surface } from './surface.ts'

/** Slack's names for a modal that was closed, or that shows something newer than what was about to be shown. */
const PASSED = new Set(['not_found', 'hash_conflict', 'view_not_found'])

/** Renews an open modal; resolves to its new hash, undefined when the person has gone on. */
export async function renewModal(
  { client }: Pick<Surface, 'client'>,
  viewId: string,
  view: ModalView,
  hash?: string,
): Promise<string | undefined> {
  try {
    const updated = await client.views.update({ view_id: viewId, view, ...(hash === undefined ? {} : { hash }) })
    return updated.view?.hash ?? ''
  } catch (error) {
    if (PASSED.has(slackError(error))) return undefined
    throw error
  }
}
