import { sql } from 'kysely'
import { type CampaignDraft, channelsOf, stepsOf } from '#core/campaigns/draft.ts'
import { normalisePhone, type PhoneRefusal } from '#core/contacts/phone.ts'
import { LANGUAGES, type Language, type Step } from '#core/messages/message.ts'
import { smsSource } from '#core/messages/sms/sms-source.ts'
import { smsText } from '#core/messages/sms/write-sms.ts'
import type { Read } from '#db/open.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { findCampaign, recordAct } from '#db/tables/campaigns.ts'
import { insertRows } from '#db/tables/insert-rows.ts'

export interface TestText {
  campaignId: number
  by: string
  /** A staff member's own number, as they type it. */
  number: string
}

/** What a test by SMS carries into the outbox: the text with its visible mark, in one language. */
export interface TestTextData {
  campaignId: number
  step: Step
  text: string
  topics: string[]
  graceHours: number
  remindersLeft: number
}

export type TestTextRefusal = Refused<
  'unknown-campaign' | 'texts-missing' | 'number-opted-out' | 'too-many-tests' | PhoneRefusal
>

/** Enough for every text of a campaign, tried a few times. */
const MOST_PER_DAY = 30
const DAY_MS = 24 * 3_600_000

/**
 * Sends the SMS of every language and step to a staff member, with a visible mark. Their links name no contact, so nothing pressed in a test can
 * ever record an answer. A number whose owner stopped SMS gets none: staff may mistype.
 */
export async function testText(
  { database, keyring, house }: Memory,
  now: number,
  { campaignId, by, number }: TestText,
): Promise<{ messages: number; number: string } | TestTextRefusal> {
  const campaign = await findCampaign(database.read, campaignId)
  if (campaign === undefined) return { refused: 'unknown-campaign' }
  const { draft } = campaign
  const steps = stepsOf(draft)
  const written = writtenSms(draft)
  if (written.length === 0) return { refused: 'texts-missing' }
  const read = normalisePhone(number, house.organisation.country)
  if ('refused' in read) return { refused: read.refused }
  const { phone } = read
  const hash = keyring.addressHash(phone)
  return database.write(async (db) => {
    if (await hasStopped(db, hash)) return { refused: 'number-opted-out' }
    if ((await testsToday(db, now, hash)) + written.length > MOST_PER_DAY) return { refused: 'too-many-tests' }
    const rows = written.map(({ language, step }) => {
      const data: TestTextData = {
        campaignId,
        step,
        text: smsText(smsSource(house, draft, { language, step, isTest: true })),
        topics: [...draft.topics],
        graceHours: draft.graceHours,
        remindersLeft: steps.length - 1 - steps.indexOf(step),
      }
      return {
        kind: 'test-send',
        channel: 'sms' as const,
        address: phone,
        address_hash: hash,
        language,
        data: JSON.stringify(data),
        state: 'queued' as const,
        due_at: now,
        attempts: 0,
      }
    })
    await insertRows(db, 'service_messages', rows)
    await recordAct(db, now, { campaignId, actor: by, act: 'test-send', version: campaign.version })
    return { messages: rows.length, number: phone }
  })
}

/** The SMS that are written, whatever is still missing elsewhere. */
function writtenSms(draft: CampaignDraft): { language: Language; step: Step }[] {
  if (!channelsOf(draft).includes('sms')) return []
  return LANGUAGES.flatMap((language) =>
    stepsOf(draft)
      .filter((step) => (draft.texts[language]?.[step]?.sms ?? '').trim() !== '')
      .map((step) => ({ language, step })),
  )
}

async function hasStopped(db: Read, hash: string): Promise<boolean> {
  const row = await db
    .selectFrom('suppressions')
    .select('kind')
    .where('address_hash', '=', hash)
    .where('topic', '=', '*')
    .where('channel', 'in', ['sms', '*'])
    .where('lifted_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function testsToday(db: Read, now: number, hash: string): Promise<number> {
  const { count } = await db
    .selectFrom('service_messages')
    .select(sql<number>`count(*)`.as('count'))
    .where('address_hash', '=', hash)
    .where('kind', '=', 'test-send')
    .where('channel', '=', 'sms')
    .where('due_at', '>', now - DAY_MS)
    .executeTakeFirstOrThrow()
  return Number(count)
}
