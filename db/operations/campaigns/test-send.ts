import { stepsOf } from '#core/campaigns/draft.ts'
import type { CompiledMessage, Language } from '#core/messages/message.ts'
import type { Memory, Refused } from '#db/operations/memory.ts'
import { findCampaign, recordAct } from '#db/tables/campaigns.ts'
import { type Compile, messageSource } from './compile-messages.ts'

export interface TestSend {
  campaignId: number
  by: string
  /** A staff member's own address, from their Slack profile. */
  address: string
}

/** What a test send carries into the outbox: the message compiled with its visible mark, in one language. */
export interface TestMessageData {
  campaignId: number
  step: string
  compiled: CompiledMessage
  topics: string[]
  graceHours: number
  remindersLeft: number
}

/**
 * Sends every complete language and step to a staff member, with a visible TEST mark. The links name no contact, so nothing pressed in a test
 * can ever record an answer.
 */
export async function testSend(
  { database, keyring, house }: Memory,
  now: number,
  { campaignId, by, address }: TestSend,
  compile: Compile,
): Promise<{ messages: number } | Refused<'unknown-campaign' | 'texts-missing'>> {
  const campaign = await findCampaign(database.read, campaignId)
  if (campaign === undefined) return { refused: 'unknown-campaign' }
  const { draft } = campaign
  const steps = stepsOf(draft)
  const written = (Object.keys(draft.texts) as Language[]).flatMap((language) =>
    steps.filter((step) => draft.texts[language]?.[step]?.body).map((step) => ({ language, step })),
  )
  if (written.length === 0) return { refused: 'texts-missing' }
  const rows: { language: Language; data: TestMessageData }[] = []
  for (const { language, step } of written) {
    const compiled = await compile(messageSource(house, draft, { language, step, variant: 'plain', isTest: true }))
    rows.push({
      language,
      data: {
        campaignId,
        step,
        compiled,
        topics: [...draft.topics],
        graceHours: draft.graceHours,
        remindersLeft: steps.length - 1 - steps.indexOf(step),
      },
    })
  }
  await database.write(async (db) => {
    for (const { language, data } of rows) {
      await db
        .insertInto('service_messages')
        .values({
          kind: 'test-send',
          address,
          address_hash: keyring.addressHash(address),
          language,
          data: JSON.stringify(data),
          state: 'queued',
          due_at: now,
          attempts: 0,
        })
        .execute()
    }
    await recordAct(db, now, { campaignId, actor: by, act: 'test-send', version: campaign.version })
  })
  return { messages: rows.length }
}
