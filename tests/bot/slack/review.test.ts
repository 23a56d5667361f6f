import { expect, test } from 'vitest'
import { blockProblems } from '#bot/sandbox/slack/limits.ts'
import { reviewView } from '#bot/slack/campaigns/review-view.ts'
import type { StepText } from '#core/campaigns/draft.ts'
import { BUCKETS } from '#core/consent/gate.ts'
import type { Finding } from '#core/messages/finding.ts'
import { FINDING_CODES } from '#core/messages/finding-texts.ts'
import { NO_FACTS } from '#core/messages/proof-facts.ts'
import { createDraft } from '#db/operations/campaigns/create-draft.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { saveDraft } from '#db/operations/campaigns/save-draft.ts'
import { listWords } from '#db/operations/words/list-words.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { compileOnce } from '#tests/support/a-workshop.ts'
import { until } from '#tests/support/until.ts'
import {
  allText,
  aSubmittedCampaign,
  buttonIn,
  modalOf,
  NOW,
  post,
  press,
  type Staged,
  staged,
  submitReview,
} from './support.ts'
import { theLongestForecast, theLongestSms } from './the-longest.ts'

const ALICE = 'U0ALICE'
const BRUNO = 'U0BRUNO'
const CAMPAIGNS = 'C0CAMPAIGNS'
const APPROVALS = 'C0APPROVALS'

const WARNED = {
  subject: 'Souhaitez-vous continuer ?',
  body: '{{greeting}}\n\nNous aimerions continuer à vous écrire !!',
}

async function aDraft(stage: Staged, text: StepText = WARNED): Promise<void> {
  await aContact(stage.memory, NOW, { email: 'marie@example.org' })
  await createDraft(stage.memory, NOW, {
    by: ALICE,
    kind: 're-opt-in',
    change: { name: 'Un', need: 'Oui', topics: ['newsletter'], reminders: 0, texts: { fr: { ask: text } } },
  })
  await stage.app.sendNotices(NOW)
}

const viewOf = (stage: Staged) => readCampaign(stage.memory, NOW, 1)
const payloadOf = ({ slack }: Staged, user: string) =>
  slack.workspace.modals.get(user)?.at(-1)?.payload as unknown as Payload
interface Payload {
  submit?: object
  blocks: { block_id?: string; element?: { initial_value?: string } }[]
}
const inputsIn = ({ blocks }: Payload) => blocks.flatMap(({ block_id = '', element }) => (element ? [block_id] : []))

test('the author sees each finding with its place and what to do, answers for every kind of warning, and the approver reads the answers', async () => {
  const stage = await staged()
  await aDraft(stage)
  await press(stage, ALICE, CAMPAIGNS, 'campaign:submit')
  const review = await modalOf(stage, ALICE, 'à voix haute')
  expect(review.text).toContain(
    [
      '*Le texte compte 2 points d’exclamation\u00A0: au-delà d’un, on insiste.*',
      'français, demande · Texte · «\u00A0…à vous écrire !!\u00A0»',
      '→ Gardez-en un au plus, et terminez les autres phrases par un point.',
      'Pourquoi l’envoyer ainsi\u00A0?',
    ].join('\n'),
  )
  expect(review.text).toMatch(/http:\/\/localhost:4321\/staff\/preview\/[0-9a-z]+\|Voir le message/)
  expect(review.text).toContain('*1* personne recevrait le message, sur 1 dans le segment')
  const inputs = inputsIn(payloadOf(stage, ALICE))
  expect(inputs).toContain('reason:exclamations')
  expect(inputs.at(-1)).toBe('aloud')

  // Slack itself asks for every input; a reason of spaces is no reason either.
  const blank = Object.fromEntries(inputs.map((id) => [id, id === 'aloud' ? ['yes'] : '  ']))
  const answered = await stage.slack.submit({ user: ALICE, viewId: review.id, values: blank })
  expect(answered).toMatchObject({ errors: { 'reason:exclamations': expect.stringContaining('Donnez une raison') } })
  expect(await viewOf(stage)).toMatchObject({ state: 'draft' })

  await submitReview(stage, ALICE)
  await modalOf(stage, ALICE, 'Soumise')
  expect(await viewOf(stage)).toMatchObject({
    state: 'submitted',
    readAloudBy: ALICE,
    waivers: expect.arrayContaining([{ code: 'exclamations', reason: 'Voulu ainsi.' }]),
  })
  const card = allText(await post(stage, APPROVALS, 'attend une approbation'))
  expect(card).toContain('*Raison donnée\u00A0:* Voulu ainsi.')
  expect(card).toContain(`<@${ALICE}> l’a lu à voix haute jusqu’au bout.`)
})

test('what blocks cannot be submitted: the modal says what to do and has no button for it', async () => {
  const stage = await staged()
  await aDraft(stage, {
    ...WARNED,
    body: '{{greeting}}\n\nVotre carte 4970 1012 3456 7890 est à renouveler.\n\nVotre mot de passe : soleil42',
  })
  await press(stage, ALICE, CAMPAIGNS, 'campaign:submit')
  const review = await modalOf(stage, ALICE, 'À corriger d’abord')
  expect(review.text).not.toContain('soleil42')
  const payload = payloadOf(stage, ALICE)
  expect(payload.submit).toBeUndefined()
  expect(inputsIn(payload)).toEqual([])
})

test('a word added to the house’s words is checked again at once, and reasons typed so far stay', async () => {
  const stage = await staged({
    workshop: (memory) => ({
      proofread: async () => {
        const words = await listWords(memory)
        return JSON.stringify(words).includes('zébulonnade')
          ? NO_FACTS
          : { ...NO_FACTS, misspelled: [{ word: 'zébulonnade', suggestions: ['Zabulon'] }] }
      },
    }),
  })
  await aDraft(stage, { ...WARNED, body: `${WARNED.body}\n\nNotre zébulonnade vous remercie.` })
  await press(stage, ALICE, CAMPAIGNS, 'campaign:submit')
  const review = await modalOf(stage, ALICE, 'Zabulon')
  const values = { 'reason:exclamations': 'C’est la fête.' }
  const add = { user: ALICE, viewId: review.id, actionId: 'campaign-review-add-word', value: 'zébulonnade', values }
  expect(await stage.slack.action(add)).toMatchObject({ ok: true })
  const payload = await until(() => payloadOf(stage, ALICE), {
    what: 'the modal without the word',
    state: () => ({ log: stage.logged() }),
    is: (shown) => !allText(shown).includes('Zabulon') && inputsIn(shown).length > 1,
  })
  expect(payload.blocks.find((one) => one.block_id === 'reason:exclamations')?.element?.initial_value).toBe(
    'C’est la fête.',
  )
  expect(JSON.stringify(await listWords(stage.memory))).toContain('zébulonnade')
})

test('a submission that takes long is acknowledged in time, and whoever closed the modal still learns what became of it', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  let held = false
  const stage = await staged({
    workshop: () => ({
      compile: async (source) => {
        if (held) await released
        return compileOnce(source)
      },
    }),
  })
  await aDraft(stage)
  await press(stage, ALICE, CAMPAIGNS, 'campaign:submit')
  await modalOf(stage, ALICE, 'à voix haute')
  held = true
  const startedAt = performance.now()
  await submitReview(stage, ALICE)
  expect(performance.now() - startedAt).toBeLessThan(3000)
  const waiting = await modalOf(stage, ALICE, 'est en train d’être figé')
  await stage.slack.closeView({ user: ALICE, viewId: waiting.id })
  release()
  await until(() => [...stage.slack.workspace.channels.values()].find(({ personId }) => personId === ALICE), {
    what: 'a word to Alice',
    is: (conversation) => allText(conversation?.messages ?? []).includes('Soumise'),
  })
})

test('the approver of a second submission reads what changed since the refusal, sentence by sentence', async () => {
  const stage = await staged()
  const { version } = await aSubmittedCampaign(stage)
  await press(stage, BRUNO, APPROVALS, 'campaign:refuse')
  const refusal = await modalOf(stage, BRUNO, 'Que faut-il changer')
  await stage.slack.submit({ user: BRUNO, viewId: refusal.id, values: { reason: 'Dites merci.' } })
  await modalOf(stage, BRUNO, 'Renvoyée')
  await stage.slack.closeView({ user: BRUNO, viewId: refusal.id })
  await aContact(stage.memory, NOW, { email: 'paul@example.org' })
  const before = (await viewOf(stage))?.draft
  const ask = {
    subject: 'Souhaitez-vous continuer ?',
    body: '{{greeting}}\n\nNous aimerions continuer. Merci de répondre.',
  }
  const texts = { fr: { ...before?.texts.fr, ask } }
  await saveDraft(stage.memory, NOW, {
    campaignId: 1,
    version: version + 1,
    by: ALICE,
    change: { texts, graceHours: 96 },
  })
  await stage.app.sendNotices(NOW)
  await press(stage, ALICE, CAMPAIGNS, 'campaign:submit')
  await submitReview(stage, ALICE)
  await modalOf(stage, ALICE, 'Soumise')
  await stage.app.sendNotices(NOW + 5000)
  const card = await post(stage, APPROVALS, 'Ce qui a changé depuis le refus')
  const words = allText(card)
  expect(words).toContain(`le refus de <@${BRUNO}>`)
  expect(words).toContain('ajouté\u00A0: «\u00A0Merci de répondre.\u00A0»')
  expect(words).not.toContain('retiré')
  expect(words).toContain('*Heures de délai* · 48 → 96')
  expect(words).toContain('Destinataires\u00A0: 1 → 2')
  expect(buttonIn(card, 'campaign:difference')).toBeUndefined()
})

test('a long difference is read whole in a modal', async () => {
  const stage = await staged()
  const { version } = await aSubmittedCampaign(stage)
  await press(stage, BRUNO, APPROVALS, 'campaign:refuse')
  const refusal = await modalOf(stage, BRUNO, 'Que faut-il changer')
  await stage.slack.submit({ user: BRUNO, viewId: refusal.id, values: { reason: 'Dites-en plus.' } })
  await modalOf(stage, BRUNO, 'Renvoyée')
  await stage.slack.closeView({ user: BRUNO, viewId: refusal.id })
  const sentences = Array.from(
    { length: 10 },
    (_, at) => `Voici la phrase numéro ${at + 1} de notre longue lettre à tous.`,
  )
  const ask = { subject: 'Souhaitez-vous continuer ?', body: `{{greeting}}\n\n${sentences.join(' ')}` }
  const before = (await viewOf(stage))?.draft
  const texts = { fr: { ...before?.texts.fr, ask } }
  await saveDraft(stage.memory, NOW, { campaignId: 1, version: version + 1, by: ALICE, change: { texts } })
  await stage.app.sendNotices(NOW)
  await press(stage, ALICE, CAMPAIGNS, 'campaign:submit')
  await submitReview(stage, ALICE)
  await modalOf(stage, ALICE, 'Soumise')
  await stage.app.sendNotices(NOW + 5000)
  await press(stage, BRUNO, APPROVALS, 'campaign:difference')
  const whole = await modalOf(stage, BRUNO, 'Ce qui a changé depuis le refus')
  for (const sentence of sentences) expect(whole.text).toContain(sentence)
})

test('everyone with a role may see a preview, from either card', async () => {
  const stage = await staged()
  await aSubmittedCampaign(stage)
  for (const [user, channel] of [
    [BRUNO, APPROVALS],
    ['U0DAAN', CAMPAIGNS],
  ] as const) {
    await press(stage, user, channel, 'campaign:preview')
    await modalOf(stage, user, '/staff/preview/')
  }
  const audit = await stage.memory.database.read.selectFrom('audit').select(['actor', 'act']).execute()
  expect(audit).toEqual([BRUNO, 'U0DAAN'].map((actor) => ({ actor, act: 'make-preview-link' })))
})

test('whoever has no role learns so, and nothing of the campaign', async () => {
  const stage = await staged()
  await aDraft(stage)
  await press(stage, 'U0CHLOE', CAMPAIGNS, 'campaign:submit')
  expect((await modalOf(stage, 'U0CHLOE', 'rôle')).text).not.toContain('/staff/preview/')
})

const LONG = '<&>" é\u00A0: '.repeat(400)

test.each(['fr', 'en'] as const)(
  'the review in %s is taken by Slack, however much there is to say, and counts what does not fit',
  (language) => {
    const finding = (level: Finding['level'], at: number): Finding => ({
      level,
      code: FINDING_CODES[at % FINDING_CODES.length] ?? 'body-empty',
      where: {
        language: (['fr', 'en', 'nl'] as const)[at % 3] ?? 'fr',
        step: (['ask', 'reminder-1', 'reminder-2'] as const)[at % 3] ?? 'ask',
        part: 'body',
        excerpt: LONG,
      },
      data: {
        word: `${LONG}${at}`,
        suggestions: LONG,
        reads: LONG,
        line: LONG,
        link: LONG,
        field: LONG,
        count: 9,
        text: LONG,
      },
    })
    const many = (count: number, level: Finding['level']) =>
      Array.from({ length: count }, (_, at) => finding(level, at))
    const buckets = BUCKETS.map((bucket): [string, number] => [bucket, 9_999_999])
    const given = {
      value: { campaignId: 9_999_999, version: 999, seal: '' },
      language,
      people: { asked: 9_999_999, total: 9_999_999, buckets, forecast: theLongestForecast() },
      sms: [{ written: 'fr' as const, step: 'ask' as const, example: theLongestSms() }],
      date: String,
      previewUrl: `https://egard.example/staff/preview/${'a'.repeat(80)}`,
      reasons: Object.fromEntries(FINDING_CODES.map((code) => [code, LONG])),
      notice: LONG,
    }
    const misspelled = many(80, 'warn').map((one) => ({ ...one, code: 'misspelled' as const }))
    for (const findings of [
      [],
      many(300, 'warn'),
      many(300, 'block'),
      [...many(5, 'block'), ...misspelled],
      misspelled,
    ]) {
      const view = reviewView({ ...given, findings })
      expect(blockProblems('modal', { ...view })).toEqual([])
    }
    const crowded = reviewView({ ...given, findings: misspelled })
    expect(allText(crowded)).toMatch(
      language === 'fr' ? /et \d+ de plus, qui ne tiennent pas ici/ : /and \d+ more that do not fit/,
    )
  },
)
