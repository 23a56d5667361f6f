import { BUCKETS, type Bucket } from '#core/consent/gate.ts'
import type { Reason, ReasonCode } from '#core/decision/reasons.ts'
import type { Language } from '#core/messages/message.ts'
import { reasonDetail } from './reason-details.ts'
import { BUCKET_TEXTS, REASON_TEXTS } from './reasons-texts.ts'

/** One sentence that says why, for staff and for the person alike. */
export function reasonText(reason: { code: ReasonCode; data?: Reason['data'] }, language: Language): string {
  const sentence = REASON_TEXTS[reason.code][language]
  const detail = reasonDetail(reason, language)
  return detail === undefined ? sentence : sentence.replace(/\.$/, ` (${detail}).`)
}

/** One sentence that says which people a bucket of the gate holds. An unknown name is shown as it is. */
export function bucketText(bucket: string, language: Language): string {
  return isBucket(bucket) ? BUCKET_TEXTS[bucket][language] : bucket
}

function isBucket(name: string): name is Bucket {
  return (BUCKETS as readonly string[]).includes(name)
}
