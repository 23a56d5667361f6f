import { fileDateOrder } from '#bot/import/date-order.ts'
import { detectFile } from '#bot/import/detect.ts'
import type { Encoding } from '#bot/import/encodings.ts'
import type { Trouble } from '#bot/import/import-error.ts'
import { isWithoutStatus, proposeFields } from '#bot/import/map-headers.ts'
import { ownKey, type ReadingOptions } from '#bot/import/prepare-file.ts'
import type { FileRow } from '#bot/import/split-rows.ts'
import type { DateOrder } from '#core/contacts/dates.ts'
import type { Field } from '#core/contacts/headers.ts'

/** What a person sees of a file before it is imported. Its rows are personal data: shown to who brought them, kept nowhere else. */
export interface Look {
  encoding: Encoding
  delimiter: string
  headers: readonly string[]
  /** What each column means with the person's choices, and without them. */
  fields: readonly Field[]
  proposed: readonly Field[]
  withoutStatus: boolean
  dateOrder: DateOrder
  rows: readonly FileRow[]
  /** What still has to be corrected. */
  problem: Trouble | undefined
}

const ROWS = 20

/** How a file is read with these choices, from its first megabyte. */
async function lookAtFile(path: string, options: ReadingOptions): Promise<Look | Trouble> {
  const { encoding, delimiter } = options
  const detected = await detectFile(path, { ...(encoding && { encoding }), ...(delimiter && { delimiter }) })
  if ('problem' in detected) return detected.problem === 'missing' ? { problem: 'not-here', detail: '' } : detected
  const { headers, sample } = detected
  const own = ownKey(headers, options)
  const { fields, problem } = proposeFields(headers, [...own, ...options.map])
  return {
    encoding: detected.encoding,
    delimiter: detected.delimiter,
    headers,
    fields,
    proposed:
      options.map.length === 0 ? fields : proposeFields(headers, ownKey(headers, { ...options, map: [] })).fields,
    withoutStatus: isWithoutStatus(fields),
    dateOrder: fileDateOrder(sample, fields),
    rows: sample.slice(0, ROWS),
    problem,
  }
}

export type Looks = (path: string, options: ReadingOptions) => Promise<Look | Trouble>

const REMEMBERED = 60

/** The same, remembered for a while: a page looks at every file each time it is drawn, and the bytes of one path never change. */
export function createLooks(): Looks {
  const remembered = new Map<string, Promise<Look | Trouble>>()
  return (path, options) => {
    const key = JSON.stringify([path, options])
    const known = remembered.get(key)
    if (known !== undefined) return known
    const look = lookAtFile(path, options)
    remembered.set(key, look)
    const forget = () => void remembered.delete(key)
    look.then((seen) => {
      if (isTrouble(seen)) forget()
    }, forget)
    const oldest = remembered.keys().next().value
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest)
    return look
  }
}

export function isTrouble(seen: Look | Trouble): seen is Trouble {
  return !('headers' in seen)
}
