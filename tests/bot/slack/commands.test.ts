import { expect, onTestFinished, test } from 'vitest'
import { createLog } from '#bot/log/create-log.ts'
import { startSlackStandIn } from '#bot/sandbox/slack/start-slack-stand-in.ts'
import { createSlackApp } from '#bot/slack/app.ts'
import { parseCommand, SUBCOMMANDS } from '#bot/slack/commands/words.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { approveCampaign } from '#db/operations/campaigns/approve-campaign.ts'
import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import { aContact } from '#tests/support/a-contact.ts'
import { aMemory } from '#tests/support/a-memory.ts'
import { aWorkshop } from '#tests/support/a-workshop.ts'
import { freshDatabase } from '#tests/support/databases.ts'
import { until } from '#tests/support/until.ts'
import {
  allText,
  aSubmittedCampaign,
  buttonIn,
  modalOf,
  NOW,
  post,
  SLACK_HOUSE,
  type Staged,
  staged,
  whisper,
} from './support.ts'

const CAMPAIGNS = 'C0CAMPAIGNS'

test.each([
  ['', 'menu', ''],
  ['  ', 'menu', ''],
  ['renouveler', 'reoptin', ''],
  ['demande', 'request', ''],
  ['violation', 'breach', ''],
  ['ARRÊTER', 'stop', ''],
  ['arreter', 'stop', ''],
  ['reprendre 12', 'resume', '12'],
  ['campagnes', 'campaigns', ''],
  ['campagne  #3 ', 'campaign', '#3'],
  ['aide', 'help', ''],
  ['importer', 'import', ''],
  ['Nettoyer', 'cleanup', ''],
  ['nettoyage', 'cleanup', ''],
  ['segment', 'segments', ''],
  ['contact Marie@Example.org', 'contact', 'Marie@Example.org'],
])('/egard %s is understood', (text, command, rest) => {
  expect(parseCommand(text)).toEqual({ command, rest })
})

test.each([
  ['campains', 'campaigns'],
  ['reoptim', 'reoptin'],
  ['repprendre', 'reprendre'],
  ['segmants', 'segments'],
  ['nettoyages', 'nettoyage'],
  ['xyzzyxyzzy', undefined],
])('%s is not known, and the closest is %s', (word, closest) => {
  expect(parseCommand(word)).toEqual({ command: 'unknown', word, closest })
})

test.each(['fr', 'en'] as const)('the help in %s names every word that is understood, in that language', (language) => {
  const named = [
    ...slackTexts(language)
      .help('/egard')
      .matchAll(/\*\/egard (\S+?)(?: [^*]*)?\*/g),
  ]
  const understood = named.map(([, word = '']) => parseCommand(word).command)
  expect(new Set(understood)).toEqual(new Set(SUBCOMMANDS))
  expect(slackTexts(language).help('/egard').length).toBeLessThan(3000)
})

const say = (stage: Staged, user: string, text: string) => stage.slack.command({ user, channel: CAMPAIGNS, text })

test('people are answered in their own language, cards are posted in the organisation’s', async () => {
  const stage = await staged()
  await say(stage, 'U0EMMA', 'help')
  await whisper(stage, 'U0EMMA', 'Who drafts never approves')
  await say(stage, 'U0ALICE', 'aide')
  await whisper(stage, 'U0ALICE', 'Qui prépare n’approuve jamais')
  await say(stage, 'U0ALICE', 'campains')
  await whisper(stage, 'U0ALICE', 'Vouliez-vous dire */egard campaigns*')
  await say(stage, 'U0ALICE', 'importer')
  await whisper(stage, 'U0ALICE', 'Ouvrir la page d’import')
  await say(stage, 'U0EMMA', 'breach')
  await whisper(stage, 'U0EMMA', 'dpo@example.org')
  await say(stage, 'U0EMMA', 'campaigns')
  await whisper(stage, 'U0EMMA', 'There is no campaign yet.')
  await aSubmittedCampaign(stage)
  await say(stage, 'U0EMMA', 'campaigns')
  await whisper(stage, 'U0EMMA', '*1* · Renouveler 2026 · waiting for approval · 1 person')
  await post(stage, CAMPAIGNS, 'attend une approbation')
})

test('a card asked for is sent to the person, in their language, and stays current', async () => {
  const stage = await staged()
  const { version, seal } = await aSubmittedCampaign(stage)
  await say(stage, 'U0EMMA', 'campaign 1')
  await whisper(stage, 'U0EMMA', 'in our conversation')
  await post(stage, 'D0EMMA', 'waiting for approval')
  await approveCampaign(stage.memory, NOW, { campaignId: 1, version, seal, by: 'U0BRUNO' })
  await stage.app.sendNotices(NOW)
  await post(stage, 'D0EMMA', '*approved*')
  expect(stage.posts('D0EMMA')).toHaveLength(1)
  await say(stage, 'U0EMMA', 'campaign 99')
  await whisper(stage, 'U0EMMA', 'no such campaign')
  await say(stage, 'U0EMMA', 'campaign')
  await whisper(stage, 'U0EMMA', 'Add the campaign’s number')
})

test('anyone in the workspace stops everything, the channel is told who, and only an approver resumes', async () => {
  const stage = await staged({ house: { roles: { ...SLACK_HOUSE.roles, oncall: [] } } })
  const { version, seal } = await aSubmittedCampaign(stage)
  await approveCampaign(stage.memory, NOW, { campaignId: 1, version, seal, by: 'U0BRUNO' })
  await say(stage, 'U0EMMA', 'stop')
  const asked = await modalOf(stage, 'U0EMMA', 'The campaigns channel is told')
  expect((await readCampaign(stage.memory, NOW, 1))?.state).toBe('approved')
  await stage.slack.submit({ user: 'U0EMMA', viewId: asked.id, values: {} })
  await modalOf(stage, 'U0EMMA', 'one campaign is paused')
  stage.clock.now += 2000
  await stage.app.sendNotices(stage.clock.now)
  await post(stage, CAMPAIGNS, '<@U0EMMA> a arrêté tous les envois')
  await say(stage, 'U0EMMA', 'resume 1')
  await whisper(stage, 'U0EMMA', '“approver”')
  expect((await readCampaign(stage.memory, NOW, 1))?.state).toBe('paused')
  await say(stage, 'U0BRUNO', 'reprendre 1')
  await whisper(stage, 'U0BRUNO', 'reprend')
  expect((await readCampaign(stage.memory, NOW, 1))?.state).toBe('approved')
})

test('a guest stops nothing', async () => {
  const stage = await staged()
  await say(stage, 'U0GUEST', 'arrêter')
  await modalOf(stage, 'U0GUEST', 'membres à part entière')
})

test('a contact is shown in a modal to who may see personal data, who is recorded, and never in a post', async () => {
  const stage = await staged()
  await aContact(stage.memory, NOW, { email: 'marie@example.org' })
  await say(stage, 'U0CHLOE', 'contact <mailto:marie@example.org|marie@example.org>')
  const shown = await modalOf(stage, 'U0CHLOE', 'marie@example.org')
  expect(shown.text).toMatch(/\*newsletter \(fr\)\*\n\*e-mail\*\s: non\n[^*]*\*SMS\*\s: non/)
  expect(shown.text).toContain('les règles de la maison valent pour elle')
  expect(shown.text).toContain('Aucun accord n’est enregistré')
  const audit = () => stage.memory.database.read.selectFrom('audit').select(['actor', 'act', 'subject']).execute()
  expect(await audit()).toEqual([{ actor: 'U0CHLOE', act: 'view-contact', subject: 'contact:1' }])

  await say(stage, 'U0DAAN', 'contact nobody@example.org')
  await modalOf(stage, 'U0DAAN', 'n’est pas dans la base')
  await say(stage, 'U0BRUNO', 'contact marie@example.org')
  await modalOf(
    stage,
    'U0BRUNO',
    '«\u00A0référent vie privée\u00A0» ou «\u00A0délégué à la protection des données\u00A0»',
  )
  expect((await audit()).map(({ actor }) => actor)).toEqual(['U0CHLOE', 'U0DAAN'])
  for (const channel of stage.slack.workspace.channels.values())
    expect(allText(channel.messages)).not.toContain('marie@')
})

test('the menu’s buttons do what they say', async () => {
  const stage = await staged()
  await say(stage, 'U0ALICE', '')
  await whisper(stage, 'U0ALICE', 'Nouvelle campagne')
  const menu = stage.slack.workspace.ephemerals.at(-1)
  await stage.slack.action({ user: 'U0ALICE', ts: menu?.ts ?? '', channel: CAMPAIGNS, actionId: 'menu:help' })
  await whisper(stage, 'U0ALICE', 'Qui prépare n’approuve jamais')
  await stage.slack.action({ user: 'U0ALICE', ts: menu?.ts ?? '', channel: CAMPAIGNS, actionId: 'menu:reoptin' })
  await modalOf(stage, 'U0ALICE', 'Étape 1')
})

test('an error tells the person that nothing was lost, and is logged without what they typed', async () => {
  const stage = await staged()
  await aSubmittedCampaign(stage)
  await stage.memory.database.close()
  await say(stage, 'U0ALICE', 'campagnes')
  await until(() => stage.whispers('U0ALICE').find((text) => text.includes('rien n’est perdu')), {
    what: 'a word of regret',
    state: stage.logged,
  })
  expect(stage.logged()).toContain('a Slack listener failed')
})

test('in Socket Mode the same commands arrive over a socket', async () => {
  const memory = await aMemory(await freshDatabase('sqlite'))
  const secrets = { botToken: 'xoxb-test', signingSecret: 's', appToken: 'xapp-test' }
  const slack = await startSlackStandIn({ ...secrets, appUrl: 'http://127.0.0.1:9/' })
  onTestFinished(() => slack.close())
  const app = createSlackApp({
    memory,
    now: () => NOW,
    house: SLACK_HOUSE,
    connection: { ...secrets, apiUrl: slack.apiUrl },
    ...aWorkshop,
    publicOrigin: () => 'http://localhost',
    log: createLog('error', { write: () => {} }),
  })
  expect(app.requestListener).toBeUndefined()
  onTestFinished(() => app.stop())
  await app.start()
  expect(await slack.command({ user: 'U0EMMA', channel: CAMPAIGNS, text: 'help' })).toMatchObject({ ok: true })
  await until(() => allText(slack.workspace.ephemerals).includes('Who drafts never approves'), { what: 'the help' })
})

test('a campaign that is done keeps no button that decides', async () => {
  const stage = await staged()
  const { version, seal } = await aSubmittedCampaign(stage)
  await approveCampaign(stage.memory, NOW, { campaignId: 1, version, seal, by: 'U0BRUNO' })
  await stage.app.sendNotices(NOW)
  const done = await post(stage, 'C0APPROVALS', '<@U0BRUNO> l’a approuvée')
  expect(buttonIn(done, 'campaign:approve')).toBeUndefined()
  expect(buttonIn(done, 'campaign:refuse')).toBeUndefined()
})
