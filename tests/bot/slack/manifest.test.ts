import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SUBCOMMANDS } from '#bot/slack/commands/words.ts'
import manifest from '#bot/slack/manifest.json' with { type: 'json' }
import { readSourceFiles } from '#tests/support/source-file.ts'

const ROOT = join(import.meta.dirname, '../../..')

/** What Slack asks of a bot for each method (docs.slack.dev, Web API methods, checked 2026-11-22). */
const SCOPES_OF: Readonly<Record<string, readonly string[]>> = {
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'users.info': ['users:read'],
  'usergroups.users.list': ['usergroups:read'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
  'views.publish': [],
}

const FAMILIES = 'auth|bots|chat|conversations|files|pins|reactions|team|usergroups|users|views'
const CALL = new RegExp(`\\b(?:${FAMILIES})(?:\\.[a-zA-Z]+)+(?=\\()`, 'g')

const source = readSourceFiles(ROOT, 'bot')
  .filter(({ path }) => path.startsWith('bot/slack/'))
  .map(({ syntax }) => syntax.text)
  .join('\n')
const called = [...new Set([...source.matchAll(CALL)].map(([method]) => method))].filter(
  // Lists called files or users are no Web API.
  (method) =>
    !/\.(map|filter|find|some|every|reduce|flatMap|includes|join|slice|at|toSorted|has|get|set)$/.test(method),
)

test('the app asks for every scope its calls need, and for no other', () => {
  const unknown = called.filter((method) => SCOPES_OF[method] === undefined)
  expect(unknown, 'say in SCOPES_OF what Slack asks for these methods').toEqual([])
  const needed = new Set(called.flatMap((method) => SCOPES_OF[method] ?? []))
  if (/app\.command\(/.test(source)) needed.add('commands')
  if (/profile\?\.email/.test(source)) needed.add('users:read.email')
  expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...needed].toSorted())
  expect(called).toEqual(expect.arrayContaining(['chat.postMessage', 'views.open', 'users.info', 'views.publish']))
})

test('every event that is listened to is subscribed, and no other', () => {
  const listened = [...source.matchAll(/\.event\('([^']+)'/g)].map(([, event]) => event)
  expect(listened).not.toEqual([])
  expect(manifest.settings.event_subscriptions.bot_events).toEqual(listened)
  expect(manifest.features.app_home.home_tab_enabled).toBe(true)
})

test('the hint of the command names every word it understands', () => {
  const [command] = manifest.features.slash_commands
  const words = command?.usage_hint.split('|').map((word) => word.trim().split(' ')[0])
  expect(words?.toSorted()).toEqual([...SUBCOMMANDS].toSorted())
})

test('the README gives the reason of each scope', () => {
  const table = readFileSync(join(ROOT, 'README.md'), 'utf8').split('| scope | because |')[1]?.split('\n\n')[0] ?? ''
  const explained = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, scope = '']) => scope)
  expect(explained.toSorted()).toEqual(manifest.oauth_config.scopes.bot.toSorted())
})
