import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { attestBasis } from '#db/operations/imports/attest-basis.ts'
import { DATABASE_KINDS } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'
import { approvedCampaign } from './drivers/campaign-by-operations.ts'
import { commandLine } from './drivers/cli.ts'
import { mailbox, sandboxSink } from './drivers/mailbox.ts'
import { aPlace, memoryOf, startAt } from './drivers/place.ts'
import { openFrom, sayYes } from './drivers/recipient.ts'

describe.each(DATABASE_KINDS)('one thread on %s', (kind) => {
  test('a row of a file becomes a message, the message a yes, and the yes a proof', async () => {
    const place = await aPlace(kind)
    const egard = await startAt(place)
    const cli = commandLine(place)
    const inbox = mailbox(sandboxSink(egard.url))

    const file = join(place.folder, 'salon.csv')
    await writeFile(file, 'E-mail;Prénom;Langue;Pays;Dernier clic\nmarie@example.org;Marie;fr;FR;12/10/2026\n')
    const reason = ['--basis', 'lawful', '--reason', 'Bulletins signés au salon de 2024', '--collected', '2024']
    expect(await cli.importFiles([file], ...reason)).toMatchObject({ rows: 1, new: 1, refused: 0 })
    expect(await cli.explain('marie@example.org', 'newsletter')).toMatchObject({ verdict: 'refuse' })

    const memory = await memoryOf(place)
    const now = memory.now().epochMilliseconds
    await attestBasis(memory, now, { sourceId: 1, by: 'U0CHLOE' })
    const campaign = await approvedCampaign(memory, now)

    const ask = await inbox.newest('marie@example.org')
    expect(ask.subject).toBe('Souhaitez-vous garder nos nouvelles ?')
    const page = await openFrom(ask, 'yes')
    const answered = await sayYes(page)
    expect(answered.status).toBe(200)

    expect(await cli.explain('marie@example.org', 'newsletter')).toMatchObject({ verdict: 'send' })
    expect(await cli.explain('marie@example.org', 'offers')).toMatchObject({ verdict: 'refuse' })
    expect(await cli.verify()).toMatchObject({ ok: true, events: 3 })
    const view = await until(() => readCampaign(memory, memory.now().epochMilliseconds, campaign), {
      what: 'the sums of one message and one yes',
      is: (seen) => seen?.deliveries.sent === 1,
    })
    expect(view).toMatchObject({ audience: 1, answers: { yes: 1, no: 0, silent: 0 } })
    expect(await inbox.count()).toBe(1)
    expect(await egard.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  })
})
