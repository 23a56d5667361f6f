import { expect, test } from 'vitest'
import { isSegmentProblem, readSegment, type SegmentFilter } from '#core/contacts/segment.ts'
import { simulateCampaign } from '#db/operations/campaigns/simulate-campaign.ts'
import { countPeople } from '#db/operations/segments/count-people.ts'
import { countSegment } from '#db/operations/segments/count-segment.ts'
import { deleteSegment } from '#db/operations/segments/delete-segment.ts'
import { listSegments } from '#db/operations/segments/list-segments.ts'
import { openSegment } from '#db/operations/segments/open-segment.ts'
import { saveSegment } from '#db/operations/segments/save-segment.ts'
import { segmentContacts, segmentPages } from '#db/operations/segments/segment-pages.ts'
import { type GivenRow, importRows } from '#tests/db/operations/imports/import-rows.ts'
import { aDraft } from '#tests/support/a-campaign.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { onBothDatabases } from '#tests/support/databases.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const day = (text: string) => Date.parse(`${text}T00:00:00Z`)

const PEOPLE: GivenRow[] = [
  {
    email: 'ana@example.org',
    country: 'FR',
    language: 'fr',
    lastName: 'Émile_50%',
    tags: ['vip', 'salon "x"'],
    custom: { 'ta.ille': '42' },
    minor: false,
    lastClickAt: day('2026-01-10'),
  },
  {
    email: 'bea@example.org',
    country: 'BE',
    language: 'nl',
    kind: 'b2b' as const,
    birthDate: '2001-02-03',
    minor: true,
  },
  {
    email: 'cid@example.org',
    tags: ['vipère'],
    consentAt: day('2024-03-12'),
    consentOrigin: 'Salon',
    consentTopics: ['newsletter'],
    lastClickAt: day('2025-06-01'),
  },
  {
    email: 'dan@example.org',
    country: 'FR',
    list: 'Foire 2019',
    status: 'unsubscribed' as const,
    custom: { shop: 'Lille' },
  },
]

const CASES: [what: string, filter: SegmentFilter, who: string][] = [
  ['no condition keeps everyone', { all: [] }, 'ana bea cid dan'],
  ['is', { field: 'country', is: 'FR' }, 'ana dan'],
  ['isNot keeps those nobody knows it of', { field: 'country', isNot: 'FR' }, 'bea cid'],
  ['in', { field: 'language', in: ['fr', 'nl'] }, 'ana bea'],
  ['missing', { field: 'country', missing: true }, 'cid'],
  ['exists', { field: 'birthDate', exists: true }, 'bea'],
  ['yes or no', { field: 'minor', is: true }, 'bea'],
  ['a tag is whole', { field: 'tags', contains: 'vip' }, 'ana'],
  ['a tag with quotes', { field: 'tags', contains: 'salon "x"' }, 'ana'],
  ['no tags', { field: 'tags', missing: true }, 'bea dan'],
  ['contains takes % and _ as they are', { field: 'lastName', contains: '_50%' }, 'ana'],
  ['contains does not care for capitals', { field: 'email', contains: 'ANA@' }, 'ana'],
  ['a field of the house', { field: 'custom.shop', is: 'Lille' }, 'dan'],
  ['a field of the house with a dot', { field: 'custom.ta.ille', exists: true }, 'ana'],
  ['before leaves the day out', { field: 'lastClick', before: '2026-01-10' }, 'cid'],
  ['after takes the day in', { field: 'lastClick', after: '2026-01-10' }, 'ana'],
  ['a source by name', { field: 'source', is: 'Foire 2019' }, 'dan'],
  ['not from a source', { field: 'source', isNot: 'Foire 2019' }, 'ana bea cid'],
  ['the declared basis', { field: 'basis', is: 'unknown' }, 'ana bea cid dan'],
  ['a consent', { field: 'consent.newsletter.email', is: 'granted' }, 'cid'],
  ['no consent recorded', { field: 'consent.newsletter.email', missing: true }, 'ana bea'],
  [
    'both, and one of two',
    {
      all: [
        { field: 'country', exists: true },
        {
          any: [
            { field: 'kind', is: 'b2b' },
            { field: 'language', is: 'fr' },
          ],
        },
      ],
    },
    'ana bea',
  ],
]

onBothDatabases('segments', (open) => {
  test('each operator keeps exactly the people it says', async () => {
    const memory = await aMemory(await open())
    await importRows(memory, NOW, { name: 'base.csv', rows: PEOPLE })
    const { read } = memory.database
    const people = await read.selectFrom('contacts').select(['id', 'email']).execute()
    const names = new Map(people.map(({ id, email }) => [id, email?.slice(0, 3) ?? '']))
    for (const [what, filter, who] of CASES) {
      const checked = readSegment(filter, ['newsletter', 'offers'])
      if (isSegmentProblem(checked)) throw new Error(`${what}: ${checked.problem}`)
      const ids = await segmentContacts(read, checked, 0, 100)
      expect(`${what}: ${ids.map((id) => names.get(id)).join(' ')}`).toBe(`${what}: ${who}`)
      expect(await countSegment(read, checked)).toBe(ids.length)
    }
  })

  test('pages give everyone once, in order, and an unknown segment gives none', async () => {
    const memory = await aMemory(await open())
    await importRows(memory, NOW, { rows: PEOPLE })
    const pages = await segmentPages(memory.database.read, 'everyone', 3)
    const ids = (await Array.fromAsync(pages ?? [])).flat()
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b))
    expect(ids).toHaveLength(4)
    expect(await segmentPages(memory.database.read, 'nobody', 3)).toBeUndefined()
  })

  test('an old list becomes a segment named after it; a saved one replaces its namesake; a wrong one is refused', async () => {
    const memory = await aMemory(await open())
    await importRows(memory, NOW, { name: 'base.csv', rows: PEOPLE })
    expect((await listSegments(memory)).map(({ name }) => name).sort()).toEqual(['Foire 2019', 'base.csv', 'everyone'])
    const filter = { field: 'country', is: 'Belgique' }
    expect(await saveSegment(memory, NOW, { name: 'base.csv', filter, by: 'U0ALICE' })).toEqual({
      name: 'base.csv',
      filter: { field: 'country', is: 'BE' },
    })
    expect(await saveSegment(memory, NOW, { name: 'everyone', filter, by: 'U0ALICE' })).toEqual({
      refused: 'segment-name',
    })
    const wrong = [
      { field: 'pays', is: 'FR' },
      { field: 'country', before: '2020-01-01' },
      { any: [] },
      'FR',
      { field: 'lastClick', after: '2026-02-30' },
    ]
    for (const filter of wrong) {
      expect(await saveSegment(memory, NOW, { name: 'x', filter, by: 'U0ALICE' })).toHaveProperty('problem')
    }
  })

  test('a new segment replaces none, and a change replaces only the filter that was seen', async () => {
    const memory = await aMemory(await open())
    const [first, second] = [{ field: 'country', is: 'FR' } as const, { field: 'country', is: 'BE' } as const]
    const save = (filter: SegmentFilter, over: 'new' | SegmentFilter) =>
      saveSegment(memory, NOW, { name: 'Un', filter, by: 'U0ALICE', over })
    expect(await save(first, 'new')).toEqual({ name: 'Un', filter: first })
    expect(await save(second, 'new')).toEqual({ refused: 'segment-exists' })
    expect(await save(second, second)).toEqual({ refused: 'segment-changed' })
    expect(await save(second, first)).toEqual({ name: 'Un', filter: second })
    const audit = await memory.database.read.selectFrom('audit').select(['actor', 'act', 'subject']).execute()
    expect(audit).toEqual([
      { actor: 'U0ALICE', act: 'save-segment', subject: 'segment 1' },
      { actor: 'U0ALICE', act: 'change-segment', subject: 'segment 1' },
    ])
  })

  test('a segment that a campaign may still be sent to is not deleted; what is over holds its people itself', async () => {
    const memory = await aMemory(await open())
    await importRows(memory, NOW, { name: 'base.csv', rows: PEOPLE })
    await saveSegment(memory, NOW, { name: 'Un', filter: { field: 'country', is: 'FR' }, by: 'U0ALICE' })
    const id = (await listSegments(memory)).find(({ name }) => name === 'Un')?.id ?? 0
    const { campaignId } = await aDraft(memory, NOW, { segment: 'Un' })
    expect(await openSegment(memory, id)).toMatchObject({ uses: [{ segment: 'Un', campaignId, state: 'draft' }] })
    expect(await deleteSegment(memory, NOW, { id, by: 'U0ALICE' })).toEqual({
      refused: 'segment-used',
      data: { campaigns: String(campaignId) },
    })
    await memory.database.write((db) => db.updateTable('campaigns').set({ state: 'closed' }).execute())
    expect(await deleteSegment(memory, NOW, { id, by: 'U0ALICE' })).toEqual({ name: 'Un' })
    expect(await openSegment(memory, id)).toEqual({ refused: 'unknown-segment' })
  })

  test('people are counted exactly as a submission counts them', async () => {
    const memory = await aMemory(await open())
    await importRows(memory, NOW, { name: 'base.csv', rows: PEOPLE })
    const { campaignId } = await aDraft(memory, NOW, { segment: 'Un' })
    for (const [what, filter] of CASES) {
      await saveSegment(memory, NOW, { name: 'Un', filter, by: 'U0ALICE' })
      const simulated = await simulateCampaign(memory, NOW, campaignId)
      const total = 'buckets' in simulated ? simulated.total : undefined
      expect({ what, ...(await countPeople(memory, filter)) }).toEqual({ what, kept: total, all: PEOPLE.length })
    }
  })
})
