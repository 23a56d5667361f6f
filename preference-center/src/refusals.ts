import type { Refused } from '#db/operations/memory.ts'
import type { LinkRefusal } from '#db/operations/preferences/read-link.ts'

/** Whether an operation refused; the pages' own, since they take only types from the memory. */
export function isRefused<R>(result: R): result is Extract<R, Refused> {
  return typeof result === 'object' && result !== null && 'refused' in result
}

/** Whether it is the link that leads nowhere. */
export function isProblemOfLink(code: string): code is LinkRefusal {
  return code.startsWith('link-')
}

/** HTTP's word for it: never there as it is written, or there no longer. */
export function statusOf(refusal: LinkRefusal): 404 | 410 {
  return refusal === 'link-expired' || refusal === 'link-used' || refusal === 'link-gone' ? 410 : 404
}
