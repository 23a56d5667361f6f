import { afterAll, expect, test } from 'vitest'
import { createProofreader } from '#bot/proofreading/create-proofreader.ts'
import { createSpeller } from '#bot/proofreading/spelling.ts'
import type { CheckedLink } from '#core/messages/proof-facts.ts'
import { aMessage } from '#tests/core/messages/a-message.ts'
import { LETTERS } from '#tests/core/messages/checks/ordinary-texts.ts'

const speller = createSpeller()
afterAll(() => speller.close())

function proofreader(change: Partial<Parameters<typeof createProofreader>[0]> = {}) {
  const asked: string[] = []
  const proofread = createProofreader({
    spell: speller.spell,
    checkLink: async (href): Promise<CheckedLink> => {
      asked.push(href)
      return href.includes('down') ? { href, verdict: 'unchecked', because: 'no-answer' } : { href, verdict: 'sound' }
    },
    houseWords: async () => [],
    sender: 'Les Jardins <bonjour@example.org>',
    ...change,
  })
  return { asked, proofread }
}

test('misspelled words are found where a reader sees them, and nowhere else', async () => {
  const body = [
    '{{greeting}} {{frist_name|cher lecteur}}',
    'Nous avons **oublié** vos _préférances_ : écrivez à aide@exmaple.org ou ouvrez [la paje](https://www.example.org/zzyzx-qwrt).',
    'L’équipe des Jardins d’Émilie vous remercie, Kévin aussi. Égardise et le RGPD n’ont pas besoin d’égardisme.',
  ].join('\n\n')
  const { proofread } = proofreader({ houseWords: async () => ['égardisme', 'Égardise'] })
  const { misspelled } = await proofread(aMessage({ subject: 'Une quesstion simple', body }))
  expect(misspelled.map(({ word }) => word)).toEqual(['quesstion', 'préférances', 'paje'])
  expect(misspelled[1]?.suggestions).toContain('préférences')
})

test('ordinary letters hold no misspelled word', async () => {
  const { proofread } = proofreader()
  for (const { language, subject, text } of LETTERS) {
    expect((await proofread(aMessage({ language, subject, body: text }))).misspelled).toEqual([])
  }
})

test('each link is asked once, for all texts of a submission; what nobody answered is asked again; pages of ours are not asked', async () => {
  const { asked, proofread } = proofreader()
  const body =
    '[a](https://a.example) [b](https://a.example) https://down.example [c]({{preferences_link}}) http://plain.example'
  const first = await Promise.all([proofread(aMessage({ body })), proofread(aMessage({ body, step: 'reminder-1' }))])
  expect(asked).toEqual(['https://a.example', 'https://down.example'])
  expect(first[0].links.map(({ verdict }) => verdict)).toEqual(['sound', 'unchecked', 'unchecked'])
  await proofread(aMessage({ body }))
  expect(asked).toEqual(['https://a.example', 'https://down.example', 'https://down.example'])
})

test('no more than twenty links of a message are asked, and the others say so', async () => {
  const { asked, proofread } = proofreader()
  const links = Array.from({ length: 25 }, (_, index) => `https://a.example/${index}`)
  const facts = await proofread(aMessage({ body: links.join('\n') }))
  expect(asked).toHaveLength(20)
  expect(facts.links.filter(({ because }) => because === 'too-many')).toHaveLength(5)
})

test('where nothing leaves the machine, no link is asked and each says why', async () => {
  const { asked, proofread } = proofreader({ checkLink: undefined })
  const facts = await proofread(aMessage())
  expect(asked).toEqual([])
  expect(facts.links).toEqual([
    { href: 'https://www.example.org/ateliers?mois=12&lieu=lyon', verdict: 'unchecked', because: 'stays-here' },
  ])
  expect(facts.sender).toBe('Les Jardins <bonjour@example.org>')
})
