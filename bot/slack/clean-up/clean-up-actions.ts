import type { CleanUpView } from '#db/operations/clean-up/read-clean-up.ts'

export const CLEAN_UP_ACTIONS = {
  confirm: 'clean-up:confirm',
  refuse: 'clean-up:refuse',
  cancel: 'clean-up:cancel',
  report: 'clean-up:report',
} as const

/** What a card's button carries: the server compares the list with the one that stands. */
export function cleanUpValue({ id, digest }: Pick<CleanUpView, 'id' | 'digest'>): string {
  return `${id}.${digest ?? ''}`
}

/** Undefined when it is none of ours. */
export function readCleanUpValue(text: string | undefined): { cleanUpId: number; digest: string } | undefined {
  const found = /^(\d{1,15})\.([0-9a-f]{0,128})$/.exec(text ?? '')
  return found === null ? undefined : { cleanUpId: Number(found[1]), digest: found[2] ?? '' }
}
