import { expect, test } from 'vitest'
import { until } from '#tests/support/until.ts'
import { allText, buttonIn, post, type Staged, staged, whisper } from './support.ts'

const CAMPAIGNS = 'C0CAMPAIGNS'

/** The reference somebody was given, which must stand in the log too. */
function reference(stage: Staged, said: string): string {
  const [found = ''] = /\b[0-9a-f]{6}\b/.exec(said) ?? []
  expect(found).not.toBe('')
  expect(stage.logged()).toContain(found)
  return found
}

test('an error of ours is told in the person’s language with a reference that stands in the log', async () => {
  const stage = await staged()
  await stage.memory.database.close()
  await stage.slack.command({ user: 'U0EMMA', channel: CAMPAIGNS, text: 'campaigns' })
  const english = await whisper(stage, 'U0EMMA', 'Something went wrong on our side')
  await stage.slack.command({ user: 'U0ALICE', channel: CAMPAIGNS, text: 'campagnes' })
  const french = await whisper(stage, 'U0ALICE', 'Quelque chose n’a pas marché de notre côté')
  expect(reference(stage, english)).not.toBe(reference(stage, french))
})

test('when Slack asks to slow down, the person is told to wait a minute', async () => {
  const stage = await staged()
  stage.slack.rateLimit({ method: 'views.open', times: 1, retryAfterSeconds: 1 })
  await stage.slack.command({ user: 'U0ALICE', channel: CAMPAIGNS, text: 'segments' })
  await whisper(stage, 'U0ALICE', 'Réessayez dans une minute')
})

test('a Home tab that cannot be made says so in its place', async () => {
  const stage = await staged()
  stage.slack.rateLimit({ method: 'views.publish', times: 1, retryAfterSeconds: 1 })
  await stage.slack.openHome({ user: 'U0ALICE' })
  const said = await until(() => allText(stage.slack.workspace.homes.get('U0ALICE')?.payload['blocks']), {
    what: 'a Home tab that says what to do',
    is: (text) => text.includes('Réessayez dans une minute'),
    state: stage.logged,
  })
  reference(stage, said ?? '')
})

test('from the Home tab an error is told in the person’s messages', async () => {
  const stage = await staged()
  await stage.slack.openHome({ user: 'U0ALICE' })
  const viewId = await until(() => stage.slack.workspace.homes.get('U0ALICE')?.id, { what: 'a Home tab' })
  await stage.memory.database.close()
  await stage.slack.action({ user: 'U0ALICE', viewId: viewId ?? '', actionId: 'menu:campaigns' })
  const { text } = await post(stage, 'D0ALICE', 'rien n’est perdu')
  reference(stage, text)
  expect(buttonIn(stage.posts('D0ALICE')[0], 'menu:campaigns')).toBeUndefined()
})
