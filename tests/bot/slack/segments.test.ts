import { expect, test } from 'vitest'
import type { SegmentFilter } from '#core/contacts/segment.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { listSegments } from '#db/operations/segments/list-segments.ts'
import { saveSegment } from '#db/operations/segments/save-segment.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { until } from '#tests/support/until.ts'
import { allText, aSubmittedCampaign, modalOf, NOW, SLACK_HOUSE, type Staged, staged } from './support.ts'

const ALICE = 'U0ALICE'
const EMMA = 'U0EMMA'
const CAMPAIGNS = 'C0CAMPAIGNS'

async function save(stage: Staged, name: string, filter: SegmentFilter): Promise<void> {
  expect(await saveSegment(stage.memory, NOW, { name, filter, by: ALICE })).not.toHaveProperty('refused')
}

/** Three people: two French ones, one of them with a birth date, and a Belgian. */
async function people({ memory }: Staged): Promise<void> {
  await aContact(memory, NOW, { email: 'a@example.org', language: 'fr', birthDate: '1990-01-01' })
  await aContact(memory, NOW, { email: 'b@example.org', language: 'fr' })
  await aContact(memory, NOW, { email: 'c@example.org', language: 'nl', country: 'BE' })
}

async function openList(stage: Staged, user = ALICE, words: string | RegExp = 'Nouveau segment') {
  await stage.slack.command({ user, channel: CAMPAIGNS, text: 'segments' })
  return modalOf(stage, user, words)
}

/** Uses an element of the modal on top. */
async function use(stage: Staged, user: string, actionId: string, value?: unknown, blockId?: string) {
  const view = stage.slack.workspace.modals.get(user)?.at(-1)
  const act = { user, viewId: view?.id ?? '', actionId, ...(value === undefined ? {} : { value }) }
  expect(await stage.slack.action(blockId === undefined ? act : { ...act, blockId })).toMatchObject({ ok: true })
}

/** The id of the block of the modal on top that begins and ends so, once it is there. */
async function block(stage: Staged, prefix: string, suffix = ''): Promise<string> {
  const found = () => {
    const blocks = stage.slack.workspace.modals.get(ALICE)?.at(-1)?.payload['blocks'] as { block_id?: string }[]
    return blocks.find(({ block_id: id }) => id?.startsWith(prefix) && id.endsWith(suffix))?.block_id
  }
  return (await until(found, { what: `a block ${prefix}…${suffix}` })) ?? ''
}

/** Gives the value of a condition, in the input that fits its field and operator. */
async function give(stage: Staged, key: number, shape: string, value: unknown): Promise<void> {
  await use(stage, ALICE, 'segment:value', value, await block(stage, `v${key}|`, `|${shape}`))
}

async function choose(stage: Staged, key: number, field: string, operator?: string): Promise<void> {
  await use(stage, ALICE, 'segment:field', field, await block(stage, `c${key}|`))
  const chosen = await block(stage, `c${key}|${field}`)
  if (operator !== undefined) await use(stage, ALICE, 'segment:operator', operator, chosen)
}

const saved = async (stage: Staged, name: string) =>
  (await listSegments(stage.memory)).find((segment) => segment.name === name)?.filter

test('a segment is built by choosing, counted as one goes, said in words, and saved', async () => {
  const stage = await staged()
  await people(stage)
  await openList(stage)
  await use(stage, ALICE, 'segment:new')
  await modalOf(stage, ALICE, 'Le compte vient dès que')
  await choose(stage, 1, 'country')
  await give(stage, 1, 'pick', 'FR')
  await modalOf(stage, ALICE, '*2* personnes sur 3')
  await use(stage, ALICE, 'segment:add')
  await modalOf(stage, ALICE, 'Le compte vient dès que')
  await choose(stage, 2, 'birthDate', 'exists')
  await modalOf(stage, ALICE, '*1* personne sur 3')
  await use(stage, ALICE, 'segment:how', 'any')
  const built = await modalOf(stage, ALICE, 'Le pays est «\u00A0France\u00A0» ou on connaît la date de naissance')
  await modalOf(stage, ALICE, '*2* personnes sur 3')
  const seen = await stage.slack.submit({ user: ALICE, viewId: built.id, values: { name: 'Les Français' } })
  expect(seen).toMatchObject({ ok: true })
  await modalOf(stage, ALICE, 'Enregistré\u00A0: *Les Français*')
  await modalOf(stage, ALICE, '*Les Français* · 2 personnes')
  expect(await saved(stage, 'Les Français')).toEqual({
    any: [
      { field: 'country', is: 'FR' },
      { field: 'birthDate', exists: true },
    ],
  })
  for (const channel of stage.slack.workspace.channels.values())
    expect(allText(channel.messages)).not.toContain('Les Fran')
})

test('a count that takes long keeps nobody waiting: the window goes on, and the count comes when it is known', async () => {
  const stage = await staged()
  await people(stage)
  await openList(stage)
  await use(stage, ALICE, 'segment:new')
  await modalOf(stage, ALICE, 'Le compte vient')
  await choose(stage, 1, 'country')
  const gate = Promise.withResolvers<void>()
  const { database } = stage.memory
  const snapshot = database.snapshot.bind(database)
  Object.assign(database, {
    snapshot: async (work: Parameters<typeof snapshot>[0]) => {
      await gate.promise
      return snapshot(work)
    },
  })
  await give(stage, 1, 'pick', 'FR')
  await modalOf(stage, ALICE, 'compte en cours…')
  await give(stage, 1, 'pick', 'BE')
  await modalOf(stage, ALICE, /Belgique[^]*compte en cours…/)
  gate.resolve()
  await modalOf(stage, ALICE, /Belgique[^]*\*1\* personne sur 3/)
})

test('many segments are on several pages, and the one that was saved is shown', async () => {
  const stage = await staged()
  for (let at = 10; at < 36; at += 1) await save(stage, `Segment ${at}`, { field: 'country', is: 'FR' })
  const first = await openList(stage)
  expect(first.text).not.toContain('Segment 30')
  await use(stage, ALICE, 'segment:next')
  await modalOf(stage, ALICE, 'Segment 30')
  await use(stage, ALICE, 'segment:copy')
  const copy = await modalOf(stage, ALICE, 'Copier un segment')
  await stage.slack.submit({ user: ALICE, viewId: copy.id, values: { name: 'Zut' } })
  const last = await modalOf(stage, ALICE, /Enregistré[^]*\*Zut\* · 0 personne/)
  expect(last.text).toContain('Page précédente')
})

test('what is typed in one condition stays when another is added or removed', async () => {
  const stage = await staged()
  await people(stage)
  await openList(stage)
  await use(stage, ALICE, 'segment:new')
  await modalOf(stage, ALICE, 'Le compte vient')
  await choose(stage, 1, 'email', 'contains')
  await give(stage, 1, 'word', 'A@')
  await modalOf(stage, ALICE, '*1* personne sur 3')
  await use(stage, ALICE, 'segment:add')
  await modalOf(stage, ALICE, 'Retirer')
  await choose(stage, 2, 'language', 'in')
  await give(stage, 2, 'picks', ['fr', 'nl'])
  await modalOf(
    stage,
    ALICE,
    'contient «\u00A0A@\u00A0» et la langue est «\u00A0français\u00A0» ou «\u00A0néerlandais\u00A0»',
  )
  await use(stage, ALICE, 'segment:remove', '1')
  const left = await modalOf(
    stage,
    ALICE,
    /En toutes lettres\*\nLa langue est «\u00A0français\u00A0» ou «\u00A0néerlandais/,
  )
  await modalOf(stage, ALICE, '*3* personnes sur 3')
  await stage.slack.submit({ user: ALICE, viewId: left.id, values: { name: 'Deux langues' } })
  await modalOf(stage, ALICE, '*Deux langues* · 3 personnes')
  expect(await saved(stage, 'Deux langues')).toEqual({ all: [{ field: 'language', in: ['fr', 'nl'] }] })
})

test('what does not fit is said under its input, and nothing is saved', async () => {
  const stage = await staged()
  await save(stage, 'Déjà là', { field: 'country', is: 'FR' })
  await openList(stage)
  await use(stage, ALICE, 'segment:new')
  const { id } = await modalOf(stage, ALICE, 'Le compte vient')
  const empty = await stage.slack.submit({ user: ALICE, viewId: id, values: { name: 'Un' } })
  expect(empty.errors).toEqual({ how: 'Choisissez de quoi parle cette condition, ou retirez-la.' })
  await choose(stage, 1, 'minor')
  const value = await block(stage, 'v1|')
  const taken = await stage.slack.submit({ user: ALICE, viewId: id, values: { name: 'Déjà là', [value]: 'true' } })
  expect(taken.errors).toEqual({ name: 'Un segment porte déjà ce nom\u00A0: choisissez-en un autre.' })
  const reserved = await stage.slack.submit({ user: ALICE, viewId: id, values: { name: 'everyone' } })
  expect(reserved.errors).toHaveProperty('name')
  expect((await listSegments(stage.memory)).map(({ name }) => name)).toEqual(['everyone', 'Déjà là'])
})

test('parts made on the command line are shown in words and kept as they are; the rest is edited', async () => {
  const stage = await staged()
  const nested = {
    any: [
      { field: 'kind', is: 'b2b' },
      {
        all: [
          { field: 'tags', contains: 'vip' },
          { field: 'country', is: 'BE' },
        ],
      },
    ],
  } as const
  await save(stage, 'Mêlé', { all: [{ field: 'country', is: 'FR' }, nested] })
  await openList(stage)
  await use(stage, ALICE, 'segment:edit')
  const opened = await modalOf(stage, ALICE, 'ne se modifie pas condition par condition')
  expect(opened.text).toContain('l’une des étiquettes est «\u00A0vip\u00A0» et le pays est «\u00A0Belgique\u00A0»')
  await stage.slack.submit({ user: ALICE, viewId: opened.id, values: { [await block(stage, 'v1|')]: 'CH' } })
  await modalOf(stage, ALICE, 'Enregistré')
  expect(await saved(stage, 'Mêlé')).toEqual({ all: [{ field: 'country', is: 'CH' }, nested] })
})

test('editing what a campaign uses says what it changes; its people stay frozen; it is not deleted', async () => {
  const stage = await staged()
  await save(stage, 'Ciblé', { field: 'country', is: 'FR' })
  await save(stage, 'Libre', { field: 'country', is: 'BE' })
  await aSubmittedCampaign(stage, ALICE)
  const { version } = (await readCampaign(stage.memory, NOW, 1)) ?? { version: 0 }
  await stage.memory.database.write((db) =>
    db
      .updateTable('campaigns')
      .set({
        draft: JSON.stringify({
          kind: 're-opt-in',
          segment: 'Ciblé',
          texts: {},
          window: {},
          reminders: 0,
          name: 'x',
          need: 'x',
          topics: [],
          ticks: [],
        }),
      })
      .where('id', '=', 1)
      .where('version', '=', version)
      .execute(),
  )
  await openList(stage, ALICE, 'Utilisé par la campagne 1 (attend une approbation)')
  const segments = await listSegments(stage.memory)
  const idOf = (name: string) => String(segments.find((one) => one.name === name)?.id)
  const top = stage.slack.workspace.modals.get(ALICE)?.at(-1)?.payload['blocks']
  const deletable = (top as { elements?: { action_id: string; value: string }[] }[])
    .flatMap(({ elements = [] }) => elements)
    .filter(({ action_id }) => action_id === 'segment:delete')
  expect(deletable.map(({ value }) => value)).toEqual([idOf('Libre')])
  await use(stage, ALICE, 'segment:edit', idOf('Ciblé'))
  await modalOf(
    stage,
    ALICE,
    'La campagne 1 (attend une approbation)\u00A0: les personnes sont figées depuis la soumission',
  )
  await stage.slack.closeView({ user: ALICE, viewId: stage.slack.workspace.modals.get(ALICE)?.at(-1)?.id ?? '' })
  await use(stage, ALICE, 'segment:delete', idOf('Libre'))
  await modalOf(stage, ALICE, 'Supprimé\u00A0: *Libre*')
  expect((await listSegments(stage.memory)).map(({ name }) => name)).toEqual(['everyone', 'Ciblé'])
})

test('a segment somebody changed meanwhile is not overwritten', async () => {
  const stage = await staged()
  await save(stage, 'Partagé', { field: 'country', is: 'FR' })
  await openList(stage)
  await use(stage, ALICE, 'segment:edit')
  const { id } = await modalOf(stage, ALICE, /^Modifier un segment[^]*Le pays est/)
  await save(stage, 'Partagé', { field: 'country', is: 'BE' })
  await stage.slack.submit({ user: ALICE, viewId: id, values: {} })
  await modalOf(stage, ALICE, 'Quelqu’un a changé ou supprimé ce segment entre-temps')
  expect(await saved(stage, 'Partagé')).toEqual({ field: 'country', is: 'BE' })
})

test('a copy has a name of its own; the list in English reads in English; without the role nothing is built', async () => {
  const stage = await staged({
    house: { roles: { staff: [ALICE], approver: [], privacy: [], dpo: [], oncall: [EMMA] } },
  })
  await save(stage, 'VIP', { field: 'lastClick', after: '2026-01-01' })
  const list = await openList(stage, EMMA, 'The last click is on or after 1 January 2026')
  expect(list.text).toContain('*VIP* · 0 people')
  await use(stage, EMMA, 'segment:new')
  await modalOf(stage, EMMA, 'This needs the role “staff”')
  await openList(stage)
  await use(stage, ALICE, 'segment:copy')
  const copy = await modalOf(stage, ALICE, 'Copier un segment')
  await stage.slack.submit({ user: ALICE, viewId: copy.id, values: { name: 'VIP 2' } })
  await modalOf(stage, ALICE, '*VIP 2*')
  expect(await saved(stage, 'VIP 2')).toEqual({ all: [{ field: 'lastClick', after: '2026-01-01' }] })
})

test('the fullest builder and list with the longest words stay within Slack’s limits, in both languages', async () => {
  const roles = { ...SLACK_HOUSE.roles, staff: [ALICE, EMMA] }
  const stage = await staged({ house: { roles } })
  const country: SegmentFilter = { field: 'country', in: ['FR', 'BE'] }
  const consent: SegmentFilter = { field: 'consent.newsletter.email', is: 'granted' }
  const filter = { any: Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? country : consent)) }
  for (let at = 10; at < 24; at += 1) await save(stage, `${at}${'&<'.repeat(99)}`, filter)
  const long = `10${'&<'.repeat(99)}`
  for (let at = 0; at < 8; at += 1) {
    await createDraft(stage.memory, NOW, { by: ALICE, kind: 'topic', change: { segment: long } })
  }
  for (const [user, full, used] of [
    [ALICE, '20 conditions au plus', 'et 3 de plus'],
    [EMMA, 'At most 20 conditions', 'and 3 more'],
  ] as const) {
    await openList(stage, user, used)
    await use(stage, user, 'segment:edit')
    await modalOf(stage, user, full)
  }
})
