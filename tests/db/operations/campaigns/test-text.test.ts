import { expect, test } from 'vitest'
import { composeServiceText } from '#bot/delivery/compose-text.ts'
import { answerAsk } from '#db/operations/answers/answer-ask.ts'
import { showAsk } from '#db/operations/answers/show-ask.ts'
import { testText } from '#db/operations/campaigns/test-text.ts'
import { claimServicesIn, isClaimedText } from '#db/operations/deliveries/service-messages.ts'
import { receiveText } from '#db/operations/incoming/receive-text.ts'
import type { Memory } from '#db/operations/memory.ts'
import { openShortLink } from '#db/operations/texts/open-short-link.ts'
import { aDraft } from '#tests/support/a-campaign.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
const NUMBER = '+33612345678'
const by = 'U0ALICE'
const text = (sms: string) => ({ subject: '', body: '', sms })
const TEXTS = {
  fr: { ask: text('{{greeting}} encore nos nouvelles ?'), 'reminder-1': text('{{greeting}} dernier SMS.') },
  nl: { ask: text('{{greeting}} nog nieuws van ons?') },
}

async function aTextedDraft(memory: Memory) {
  const { campaignId } = await aDraft(memory, NOW, { carrier: 'sms', texts: TEXTS })
  return campaignId
}

async function claimTexts(memory: Memory) {
  const claimed = await memory.database.write((db) =>
    claimServicesIn(db, memory, NOW, { workerId: 1, channel: 'sms', limit: 10 }),
  )
  const from = { house: memory.house, publicOrigin: 'https://egard.example', fallback: '+33939000000' }
  return claimed.filter(isClaimedText).map((message) => composeServiceText(from, message))
}

onBothDatabases('a test by SMS', (open) => {
  test('sends every text that is written, marked, to the number as it is written internationally', async () => {
    const memory = await aMemory(await open())
    const campaignId = await aTextedDraft(memory)
    const sent = await testText(memory, NOW, { campaignId, by, number: '06 12 34 56 78' })
    expect(sent).toEqual({ messages: 3, number: NUMBER })
    const texts = await claimTexts(memory)
    expect(texts.map(({ to }) => to)).toEqual([NUMBER, NUMBER, NUMBER])
    expect(texts[0]?.body).toMatch(
      /^TEST \(rien ne sera enregistré\)\n.*: Bonjour Madame Martin, encore nos nouvelles \?\n/,
    )
    expect(texts[0]?.body).not.toContain('{{')
    expect(texts[2]?.body).toMatch(/^TEST \(er wordt niets vastgelegd\)\n/)
  })

  test('has links that show their pages and never record an answer', async () => {
    const memory = await aMemory(await open())
    const campaignId = await aTextedDraft(memory)
    await testText(memory, NOW, { campaignId, by, number: NUMBER })
    const [first] = await claimTexts(memory)
    const code = /https:\/\/egard\.example\/s\/(\w{12})/.exec(first?.body ?? '')?.[1] ?? ''
    const opened = await openShortLink(memory, NOW, code)
    const token = 'path' in opened ? opened.path.replace('/r/', '') : ''
    const asked = await showAsk(memory, NOW, { token, wish: { fallback: 'fr' } })
    expect(asked).toMatchObject({ test: true })
    const shown = 'wordingHash' in asked ? asked.wordingHash : ''
    const answer = { token, wish: { fallback: 'fr' }, answer: 'yes', ticked: [], shown, agent: 'x' } as const
    expect(await answerAsk(memory, NOW, answer)).toMatchObject({ test: true })
    const { seq } = await memory.database.read
      .selectFrom('consent_events')
      .select((e) => e.fn.countAll<number>().as('seq'))
      .executeTakeFirstOrThrow()
    expect(Number(seq)).toBe(0)
  })

  test('goes to no number that cannot be one, to none that said stop, and not without end', async () => {
    const memory = await aMemory(await open())
    const campaignId = await aTextedDraft(memory)
    expect(await testText(memory, NOW, { campaignId, by, number: '12' })).toEqual({ refused: 'phone-invalid' })
    for (let times = 0; times < 10; times += 1) {
      expect(await testText(memory, NOW, { campaignId, by, number: NUMBER })).toMatchObject({ messages: 3 })
    }
    expect(await testText(memory, NOW, { campaignId, by, number: NUMBER })).toEqual({ refused: 'too-many-tests' })
    const other = '+33698765432'
    await receiveText(memory, NOW, { sid: 'SM1', from: other, to: '+33939000000', body: 'STOP' })
    expect(await testText(memory, NOW, { campaignId, by, number: other })).toEqual({ refused: 'number-opted-out' })
  })

  test('needs words of an SMS, in a campaign that sends any', async () => {
    const memory = await aMemory(await open())
    const { campaignId } = await aDraft(memory, NOW)
    expect(await testText(memory, NOW, { campaignId, by, number: NUMBER })).toEqual({ refused: 'texts-missing' })
    expect(await testText(memory, NOW, { campaignId: 99, by, number: NUMBER })).toEqual({ refused: 'unknown-campaign' })
  })
})
