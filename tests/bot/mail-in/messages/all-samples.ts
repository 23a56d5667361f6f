import { AUTO_REPLIES } from './auto-replies.ts'
import { CLOSE_CALLS } from './close-calls.ts'
import { COMPLAINTS } from './complaints.ts'
import { HUMANS } from './humans.ts'
import { NOTICES } from './notices.ts'
import { OTHERS } from './others.ts'
import { REPORTS } from './reports.ts'
import type { Sample } from './sample.ts'

export const FAMILIES: Readonly<Record<string, readonly Sample[]>> = {
  reports: REPORTS,
  notices: NOTICES,
  complaints: COMPLAINTS,
  'automatic answers': AUTO_REPLIES,
  people: HUMANS,
  others: OTHERS,
  'close calls': CLOSE_CALLS,
}

export const ALL_SAMPLES: readonly Sample[] = Object.values(FAMILIES).flat()

/** A sample as bytes: UTF-8, unless it holds bytes of windows-1252 as they are. */
export function bytesOf(raw: string): Buffer {
  return Buffer.from(raw, /[\u0080-\u009f]/.test(raw) ? 'latin1' : 'utf8')
}
