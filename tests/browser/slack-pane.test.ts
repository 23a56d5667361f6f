import type { App } from '@slack/bolt'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { ElementAct } from '#bot/sandbox/slack/act-on-element.ts'
import type { RunningSlackStandIn } from '#bot/sandbox/slack/start-slack-stand-in.ts'
import { openModal } from '#bot/sandbox/slack/views.ts'
import { anAppOnSlack } from '#tests/bot/sandbox/slack/support.ts'
import { useBrowser } from '#tests/support/browser.ts'
import { until } from '#tests/support/until.ts'
import { useFonts } from './fonts.ts'
import { servePane } from './slack-pane-host.ts'

useFonts()
const newPage = useBrowser()

type Json = Record<string, unknown>

const CHANNEL = 'C0CAMPAIGNS'
const plain = (text: string) => ({ type: 'plain_text' as const, text })
const option = (value: string, text = value) => ({ text: plain(text), value })
const options = [option('lyon', 'Lyon'), option('namur', 'Namur'), option('laval', 'Laval')]

interface Scene {
  app: App
  slack: RunningSlackStandIn
  page: Page
  url: string
  /** The bodies the app was sent, oldest first. */
  told: Json[]
}

/** A person at the page, the stand-in behind it, and an app that keeps what it is told and says nothing. */
async function aScene({ width = 760, me = 'U0ALICE' } = {}): Promise<Scene> {
  const { app, slack } = await anAppOnSlack()
  const told: Json[] = []
  app.use(async ({ body, next }) => {
    told.push(body as unknown as Json)
    await next()
  })
  app.action(/.*/, async ({ ack }) => ack())
  const url = await servePane(slack)
  const page = await newPage({ viewport: { width, height: 820 }, locale: 'fr-FR' })
  page.on('pageerror', (error) => expect.unreachable(String(error)))
  await page.goto(`${url}?me=${me}`)
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  return { app, slack, page, url, told }
}

const become = (page: Page, next: { me?: string; channel?: string }) =>
  page.evaluate((given) => (globalThis as unknown as { become(next: object): void }).become(given), next)

/** What two payloads of one act say, without what is new every time. */
function lasting({ trigger_id, response_url, container, message, actions, view, ...rest }: Json): Json {
  const { ts: _ts, ...content } = (message ?? {}) as Json
  const { id: _id, hash: _hash, root_view_id: _root, ...shown } = (view ?? {}) as Json
  const used = ((actions ?? []) as Json[]).map(({ action_ts: _at, ...action }) => action)
  const { message_ts: _message, view_id: _view, ...place } = (container ?? {}) as Json
  expect([trigger_id, response_url].filter((one) => one !== undefined).every((one) => typeof one === 'string')).toBe(
    true,
  )
  return { ...rest, place, used, content, shown }
}

function open(slack: RunningSlackStandIn, view: Json, user = 'U0ALICE'): string {
  const opened = openModal(slack.workspace, user, {
    type: 'modal',
    title: plain('Réglages'),
    submit: plain('Garder'),
    ...view,
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened))
  return opened.view.id
}

const input = (id: string, label: string, element: Json, given: Json = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element: { action_id: 'it', ...element },
  ...given,
})

interface Used {
  kind: string
  element: Json
  act: (article: Locator, page: Page) => Promise<unknown>
  value?: unknown
}

const confirm = { title: plain('Vraiment ?'), text: plain('Tout part.'), confirm: plain('Oui'), deny: plain('Non') }
const USED: readonly Used[] = [
  {
    kind: 'a button',
    element: { type: 'button', text: plain('Lire'), value: '12.3', accessibility_label: 'Lire la campagne 12' },
    act: (article) => article.getByRole('button', { name: 'Lire la campagne 12' }).click(),
  },
  {
    kind: 'a button that asks first',
    element: { type: 'button', text: plain('Partir'), style: 'danger', confirm },
    act: async (article, page) => {
      await article.getByRole('button', { name: 'Partir' }).click()
      await page.getByRole('alertdialog', { name: 'Vraiment ?' }).getByRole('button', { name: 'Non' }).click()
      await article.getByRole('button', { name: 'Partir' }).click()
      await page.getByRole('alertdialog', { name: 'Vraiment ?' }).getByRole('button', { name: 'Oui' }).click()
    },
  },
  {
    kind: 'a menu',
    element: { type: 'static_select', placeholder: plain('Ville'), options },
    act: (article) => article.getByLabel('Ville').selectOption({ label: 'Namur' }),
    value: 'namur',
  },
  {
    kind: 'a menu in groups',
    element: {
      type: 'static_select',
      placeholder: plain('Ville'),
      option_groups: [{ label: plain('Belgique'), options }],
    },
    act: (article) => article.getByLabel('Ville').selectOption('laval'),
    value: 'laval',
  },
  {
    kind: 'a menu of several',
    element: { type: 'multi_static_select', placeholder: plain('Villes'), options },
    act: (article) => article.getByRole('group', { name: 'Villes' }).getByLabel('Laval').check(),
    value: ['laval'],
  },
  {
    kind: 'a menu of people',
    element: { type: 'users_select', placeholder: plain('Qui') },
    act: (article) => article.getByLabel('Qui').selectOption({ label: 'Bruno' }),
    value: 'U0BRUNO',
  },
  {
    kind: 'an overflow menu',
    element: { type: 'overflow', options },
    act: async (article) => {
      await article.getByLabel('Autres actions').click()
      await article.getByRole('button', { name: 'Laval' }).click()
    },
    value: 'laval',
  },
  {
    kind: 'boxes',
    element: { type: 'checkboxes', options: options.slice(0, 2) },
    act: (article) => article.getByLabel('Namur').check(),
    value: ['namur'],
  },
  {
    kind: 'one of several',
    element: { type: 'radio_buttons', options },
    act: (article) => article.getByRole('radio', { name: 'Lyon' }).check(),
    value: 'lyon',
  },
  {
    kind: 'a date',
    element: { type: 'datepicker', placeholder: plain('Jour') },
    act: (article) => article.getByLabel('Jour').fill('2026-12-01'),
    value: '2026-12-01',
  },
  {
    kind: 'a time',
    element: { type: 'timepicker', placeholder: plain('Heure'), initial_time: '08:00' },
    act: (article) => article.getByLabel('Heure').fill('09:30'),
    value: '09:30',
  },
]

test('each kind of element in a message tells the app what the same act by JSON tells it', async () => {
  const { app, slack, page, told } = await aScene()
  for (const { kind, element, act, value } of USED) {
    told.length = 0
    const blocks = [{ type: 'actions', elements: [{ action_id: 'it', ...element }] }] as never
    await app.client.chat.postMessage({ channel: CHANNEL, text: 'Un message', blocks })
    await act(page.getByRole('article'), page)
    await until(() => told.length, { what: `the app is told of ${kind}`, is: (count) => count === 1 })
    // A new message, so that nothing is chosen in it.
    const { ts = '' } = await app.client.chat.postMessage({ channel: CHANNEL, text: 'Un message', blocks })
    await slack.action({ user: 'U0ALICE', ts, actionId: 'it', value } satisfies ElementAct)
    expect(told, kind).toHaveLength(2)
    expect(lasting(told[0] ?? {}), kind).toEqual(lasting(told[1] ?? {}))
    for (const { ts: old } of slack.workspace.channels.get(CHANNEL)?.messages ?? [])
      await app.client.chat.delete({ channel: CHANNEL, ts: old })
    await page.getByText('Rien dans #campaigns').waitFor()
  }
})

const FORM = {
  callback_id: 'form',
  private_metadata: '12',
  blocks: [
    input('line', 'Nom', { type: 'plain_text_input', max_length: 20 }, { hint: plain('Pour vous.') }),
    input('lines', 'Pourquoi', { type: 'plain_text_input', multiline: true }),
    input('rich', 'Message', { type: 'rich_text_input' }),
    input('number', 'Combien', { type: 'number_input', is_decimal_allowed: false }),
    input('mail', 'Adresse', { type: 'email_text_input' }),
    input('link', 'Site', { type: 'url_text_input' }),
    input('one', 'Ville', { type: 'static_select', options }),
    input('many', 'Villes', { type: 'multi_static_select', options }),
    input('boxes', 'Langues', { type: 'checkboxes', options: [option('fr', 'Français'), option('en', 'Anglais')] }),
    input('radio', 'Rythme', { type: 'radio_buttons', options: [option('week', 'Semaine'), option('month', 'Mois')] }),
    input('day', 'Jour', { type: 'datepicker' }),
    input('hour', 'Heure', { type: 'timepicker' }),
    input('moment', 'Moment', { type: 'datetimepicker' }),
    input('kept', 'Gardé', { type: 'plain_text_input', initial_value: 'comme avant' }),
    input('empty', 'Vide', { type: 'plain_text_input' }, { optional: true }),
  ],
}

const FILLED = {
  line: 'Printemps 2027',
  lines: 'Une raison\net une autre',
  rich: 'Bonjour **vous**, lisez [ceci](https://a.example)\n- un\n- deux',
  number: '300',
  mail: 'a@b.example',
  link: 'https://a.example/b',
  one: 'namur',
  many: ['lyon', 'laval'],
  boxes: ['en'],
  radio: 'month',
  day: '2026-12-01',
  hour: '08:30',
  moment: Temporal.Instant.from('2026-12-01T07:30:00Z').epochMilliseconds / 1000,
}

test('whatever is filled in by typing and clicking reaches the app as the same values by JSON do', async () => {
  const { app, slack, page, told } = await aScene()
  app.view('form', async ({ ack }) => ack())
  open(slack, FORM)
  const form = page.getByRole('dialog', { name: 'Réglages' })
  await form.getByLabel('Nom').fill(FILLED.line)
  await form.getByLabel('Pourquoi').fill(FILLED.lines)
  await form.getByLabel('Message').fill(FILLED.rich)
  await form.getByLabel('Combien').fill(FILLED.number)
  await form.getByLabel('Adresse').fill(FILLED.mail)
  await form.getByLabel('Site').fill(FILLED.link)
  await form.getByLabel('Ville', { exact: true }).selectOption('namur')
  await form.getByRole('group', { name: 'Villes' }).getByLabel('Laval').check()
  await form.getByRole('group', { name: 'Villes' }).getByLabel('Lyon').check()
  await form.getByLabel('Anglais').check()
  await form.getByLabel('Mois').check()
  await form.getByLabel('Jour').fill(FILLED.day)
  await form.getByLabel('Heure').fill(FILLED.hour)
  await form.getByLabel('Moment').fill('2026-12-01T08:30')
  await form.getByRole('button', { name: 'Garder' }).click()
  await form.waitFor({ state: 'detached' })

  const viewId = open(slack, FORM)
  expect(await slack.submit({ user: 'U0ALICE', viewId, values: FILLED })).toMatchObject({ ok: true })
  expect(told).toHaveLength(2)
  expect(lasting(told[0] ?? {})).toEqual(lasting(told[1] ?? {}))
})

test('the rich text buttons and keys put marks around what is selected, and the app gets them as rich text', async () => {
  const { app, slack, page, told } = await aScene()
  app.view('form', async ({ ack }) => ack())
  open(slack, { callback_id: 'form', blocks: [input('rich', 'Message', { type: 'rich_text_input' })] })
  const rich = page.getByRole('dialog').getByLabel('Message')
  await rich.pressSequentially('Bonjour vous')
  await rich.press('Shift+Control+ArrowLeft')
  await page.getByRole('button', { name: 'Gras' }).click()
  await rich.press('End')
  await rich.pressSequentially(' et ')
  await rich.press('Control+k')
  await rich.pressSequentially('ici')
  expect(await rich.inputValue()).toBe('Bonjour **vous** et [ici](https://)')
  for (let step = 0; step < 'https://'.length + 2; step += 1) await rich.press('ArrowRight')
  await rich.pressSequentially('a.example')
  await rich.press('End')
  await rich.press('Enter')
  await rich.pressSequentially('un')
  await page.getByRole('button', { name: 'Liste à puces' }).click()
  await page.getByRole('button', { name: 'Garder' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(told[0]?.['view']).toMatchObject({
    state: {
      values: {
        rich: {
          it: {
            rich_text_value: {
              elements: [
                {
                  elements: [
                    { text: 'Bonjour ' },
                    { text: 'vous', style: { bold: true } },
                    { text: ' et ' },
                    { url: 'https://a.example', text: 'ici' },
                    { text: '\n' },
                  ],
                },
                { style: 'bullet', elements: [{ elements: [{ text: 'un' }] }] },
              ],
            },
          },
        },
      },
    },
  })
})

test('errors stand under their inputs, from Slack’s own client and from the app, and go when one types', async () => {
  const { app, slack, page } = await aScene()
  app.view('form', async ({ ack }) => ack({ response_action: 'errors', errors: { lines: 'Dites-en plus.' } }))
  open(slack, { callback_id: 'form', blocks: FORM.blocks.slice(0, 2) })
  const form = page.getByRole('dialog')
  const submit = form.getByRole('button', { name: 'Garder' })
  await form.getByLabel('Nom').fill('x'.repeat(21))
  await submit.click()
  expect(await form.getByRole('alert').allInnerTexts()).toEqual([
    'Veuillez saisir 20 caractères au plus.',
    'Veuillez remplir ce champ obligatoire.',
  ])
  expect(await form.locator('[aria-invalid]').count()).toBe(2)
  await until(() => form.getByLabel('Nom').evaluate((field) => field === document.activeElement), {
    what: 'the first input with an error to have the focus',
  })
  await form.getByLabel('Nom').fill('Printemps')
  expect(await form.getByRole('alert').allInnerTexts()).toEqual(['Veuillez remplir ce champ obligatoire.'])
  await form.getByLabel('Pourquoi').fill('Parce que')
  await submit.click()
  await form.getByText('Dites-en plus.').waitFor()
  const described = await form.getByLabel('Pourquoi').getAttribute('aria-describedby')
  expect(await page.locator(`[id="${described?.split(' ')[0]}"]`).innerText()).toBe('Dites-en plus.')
  expect(await form.getByLabel('Nom').inputValue()).toBe('Printemps')
})

test('what is typed is kept, with the caret, over other events, over the app’s update of the window, and while acting as somebody else', async () => {
  const { app, slack, page, told } = await aScene()
  app.view('form', async ({ ack }) => ack())
  const blocks = [
    { type: 'section', text: plain('12 personnes') },
    ...FORM.blocks.slice(0, 2),
    { type: 'actions', elements: [{ type: 'button', action_id: 'count', text: plain('Compter') }] },
  ]
  const viewId = open(slack, { callback_id: 'form', blocks })
  const form = page.getByRole('dialog')
  const name = form.getByLabel('Nom')
  await name.fill('Printps')
  await name.evaluate((field: HTMLInputElement) => field.setSelectionRange(5, 5))
  await app.client.chat.postMessage({ channel: CHANNEL, text: 'Quelqu’un d’autre' })
  await page.locator('article', { hasText: 'Quelqu’un d’autre' }).waitFor()
  await app.client.views.update({
    view_id: viewId,
    view: {
      type: 'modal',
      callback_id: 'form',
      title: plain('Réglages'),
      submit: plain('Garder'),
      blocks: [{ type: 'section', text: plain('13 personnes') }, { type: 'divider' }, ...blocks.slice(1)],
    } as never,
  })
  await form.getByText('13 personnes').waitFor()
  await page.keyboard.type('em')
  expect(await name.inputValue()).toBe('Printemps')
  await become(page, { me: 'U0BRUNO' })
  await form.waitFor({ state: 'detached' })
  await become(page, { me: 'U0ALICE' })
  expect(await name.inputValue()).toBe('Printemps')
  // A button in the window reports what is typed so far.
  await form.getByRole('button', { name: 'Compter' }).click()
  await until(() => told.length, { what: 'the app is told', is: (count) => count === 1 })
  expect(told[0]?.['view']).toMatchObject({ state: { values: { line: { it: { value: 'Printemps' } } } } })
})

test('a menu that tells the app at once does, from inside a window, and the answer is drawn without losing the place', async () => {
  const { app, slack, page } = await aScene()
  type Told = { city: { it: { selected_option: { value: string } } }; name: { it: { value: string } } }
  const blocks = (count: string) => [
    input('city', 'Ville', { type: 'static_select', options }, { dispatch_action: true }),
    input('name', 'Nom', { type: 'plain_text_input' }),
    { type: 'context', block_id: 'count', elements: [{ type: 'mrkdwn', text: count }] },
  ]
  app.action('it', async ({ body, client }) => {
    const { view } = body as unknown as { view: { id: string; state: { values: Told } } }
    const { city, name } = view.state.values
    const text = `*${city.it.selected_option.value}* ${name.it.value}`
    await client.views.update({
      view_id: view.id,
      view: { type: 'modal', title: plain('Réglages'), submit: plain('Garder'), blocks: blocks(text) } as never,
    })
  })
  open(slack, { blocks: blocks('–') })
  const form = page.getByRole('dialog')
  await form.getByLabel('Nom').fill('Marie')
  await form.getByLabel('Ville').focus()
  await form.getByLabel('Ville').selectOption('namur')
  await form.getByText('namur Marie').waitFor()
  expect(await form.getByLabel('Ville').evaluate((menu) => menu === document.activeElement)).toBe(true)
  expect(await form.getByLabel('Nom').inputValue()).toBe('Marie')
})

test('by keyboard alone: a suggested command, a window that keeps the focus, a second on top, Escape, and back', async () => {
  const { app, page, told } = await aScene()
  const view = (title: string) =>
    ({
      type: 'modal',
      callback_id: 'form',
      title: plain(title),
      submit: plain('Suivant'),
      blocks: FORM.blocks.slice(0, 1),
    }) as never
  app.command('/egard', async ({ ack, client, body }) => {
    await client.views.open({ trigger_id: body.trigger_id, view: view('Un') })
    await ack()
  })
  app.view('form', async ({ ack }) => ack({ response_action: 'push', view: view('Deux') }))
  const focused = () =>
    page.evaluate(
      () =>
        document.activeElement?.textContent ||
        document.activeElement?.getAttribute('aria-label') ||
        document.activeElement?.id,
    )
  await page.getByRole('textbox', { name: 'Message' }).focus()
  await page.keyboard.type('/egard ren')
  await page.keyboard.press('ArrowDown')
  expect(await page.getByRole('option', { selected: true }).innerText()).toContain('/egard renouveler')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Un' }).waitFor()
  expect(told[0]).toMatchObject({ command: '/egard', text: 'renouveler', channel_id: CHANNEL, user_id: 'U0ALICE' })
  await page.keyboard.type('Nom')
  const round = []
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press('Tab')
    round.push(await focused())
  }
  expect(new Set(round)).toContain('Suivant')
  expect(await page.evaluate(() => document.querySelector('[role=dialog]')?.contains(document.activeElement))).toBe(
    true,
  )
  await page.getByLabel('Nom').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Deux' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Un' }).waitFor()
  expect(await page.getByLabel('Nom').inputValue()).toBe('Nom')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await until(focused, { what: 'the focus is back', is: (name) => name === 'Message' })
})

test('words that are no command are refused kindly, and an app that does not answer is named', async () => {
  const { app, page, told } = await aScene()
  app.command('/egard', async () => {
    throw new Error('down')
  })
  const box = page.getByRole('textbox', { name: 'Message' })
  await box.fill('Bonjour tout le monde')
  await box.press('Enter')
  expect(await page.getByRole('alert').innerText()).toContain('ne connaît que /egard')
  expect(told).toEqual([])
  await box.fill('/egard aide')
  await box.press('Enter')
  await page.getByText('Égard est injoignable').waitFor()
  expect(await box.inputValue()).toBe('/egard aide')
})

test('each person sees their own: channels for all, direct and ephemeral messages for one, unread ones counted', async () => {
  const { app, page } = await aScene()
  const { ts = '' } = await app.client.chat.postMessage({ channel: 'C0APPROVALS', text: 'À *lire* <@U0BRUNO>' })
  await app.client.chat.postMessage({ channel: 'C0APPROVALS', text: 'Une réponse', thread_ts: ts })
  await app.client.chat.postMessage({ channel: 'U0BRUNO', text: 'Pour Bruno' })
  await app.client.chat.postEphemeral({ channel: CHANNEL, user: 'U0ALICE', text: 'Pour Alice' })
  await page.getByText('Pour Alice').waitFor()
  expect(await page.getByText('Visible de vous seulement').count()).toBe(1)
  await page.getByRole('button', { name: /approvals.*2 non lus/ }).click()
  await page.getByText('À lire @Bruno').waitFor()
  expect(await page.getByText('1 réponse').count()).toBe(1)
  await app.client.chat.update({ channel: 'C0APPROVALS', ts, text: 'Changé' })
  await page.getByText('(modifié)').waitFor()
  await page.getByRole('button', { name: /campaigns/ }).click()
  await page.getByRole('button', { name: 'Masquer ce message' }).click()
  await page.getByText('Pour Alice').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Égard' }).click()
  expect(await page.getByText('Pour Bruno').count()).toBe(0)
  await become(page, { me: 'U0BRUNO', channel: CHANNEL })
  expect(await page.getByText('Pour Alice').count()).toBe(0)
  await page.getByRole('button', { name: /Égard.*1 non lu/ }).click()
  await page.getByText('Pour Bruno').waitFor()
})

test('opening Home tells the app, what it publishes is shown, and its buttons work', async () => {
  const { app, page, told } = await aScene()
  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [
      { type: 'header', text: plain('Ce qui vous attend') },
      { type: 'actions', elements: [{ type: 'button', action_id: 'start', text: plain('Commencer') }] },
    ]
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } as never })
  })
  await page.getByRole('button', { name: 'Égard' }).click()
  await page.getByRole('heading', { name: 'Ce qui vous attend' }).waitFor()
  await page.getByRole('button', { name: 'Commencer' }).click()
  await until(() => told.length, { what: 'the app is told', is: (count) => count === 2 })
  expect(told[0]).toMatchObject({ event: { type: 'app_home_opened', user: 'U0ALICE', tab: 'home' } })
  expect(told[1]).toMatchObject({ actions: [{ action_id: 'start' }], container: { type: 'view' } })
  await page.getByRole('tab', { name: 'Accueil' }).press('ArrowRight')
  expect(await page.getByRole('tab', { name: 'Messages' }).getAttribute('aria-selected')).toBe('true')
})

test('nothing the app sends can become markup or a strange link, and a block the page cannot draw is shown as such', async () => {
  const { app, page } = await aScene()
  const evil =
    '<img src=x onerror="window.evil=1"> <javascript:alert(1)|ici> &lt;script&gt;window.evil=1&lt;/script&gt;'
  await app.client.chat.postMessage({
    channel: CHANNEL,
    text: evil,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: evil }, fields: [plain(evil)] },
      { type: 'markdown', text: '**gras**' } as never,
      { type: 'image', image_url: 'https://a.example/x.png', alt_text: 'Un graphique' },
    ],
  })
  await page.getByText('Un bloc que le bac à sable ne sait pas dessiner').waitFor()
  await page.getByRole('img', { name: 'Un graphique' }).waitFor()
  expect(await page.evaluate(() => (globalThis as unknown as { evil?: number }).evil)).toBeUndefined()
  expect(await page.locator('article script, article a[href^="javascript"], article img[src="x"]').count()).toBe(0)
  expect(await page.getByRole('article').innerText()).toContain('<script>window.evil=1</script>')
})

test('the next page of a window is read from its beginning, with its first input ready, and what was typed before is not in it', async () => {
  const { app, slack, page } = await aScene()
  const view = (prefix: string) => ({
    type: 'modal',
    callback_id: 'form',
    title: plain(prefix),
    submit: plain('Suivant'),
    blocks: Array.from({ length: 12 }, (_, at) =>
      input(`${prefix}-${at}`, `${prefix} ${at}`, { type: 'plain_text_input' }, { optional: true }),
    ),
  })
  app.view('form', async ({ ack }) => ack({ response_action: 'update', view: view('Deux') as never }))
  open(slack, view('Un'))
  await page.getByLabel('Un 0').fill('avant')
  await page.getByLabel('Un 11').press('Enter')
  const first = page.getByRole('dialog', { name: 'Deux' }).getByLabel('Deux 0')
  await until(() => first.evaluate((field) => field === document.activeElement), {
    what: 'the first input to have the focus',
  })
  expect(await page.locator('.sl-modal-body').evaluate((body) => body.scrollTop)).toBe(0)
  expect(await first.inputValue()).toBe('')
})

test('the next step of the page’s story is marked in the list and offered above the message box', async () => {
  const { app, page, told } = await aScene()
  app.command('/egard', async ({ ack }) => ack())
  await page.evaluate(() =>
    (globalThis as unknown as { become(next: object): void }).become({
      hint: { channel: 'C0APPROVALS', text: '/egard importer' },
    }),
  )
  await page.getByRole('button', { name: /approvals.*étape suivante/ }).waitFor()
  await page.getByRole('button', { name: '/egard importer' }).click()
  await page.keyboard.press('Enter')
  await until(() => told.length, { what: 'the app is told', is: (count) => count === 1 })
  expect(told[0]).toMatchObject({ text: 'importer' })
})

test('a conversation is read from its newest message, also where the pane was hidden before, until one scrolls up', async () => {
  const { app, page } = await aScene()
  const list = page.getByRole('log')
  const say = (text: string) => app.client.chat.postMessage({ channel: CHANNEL, text })
  const below = () => list.evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight))
  const hide = (isHidden: boolean) => page.evaluate((is) => document.body.toggleAttribute('hidden', is), isHidden)
  await hide(true)
  for (let at = 0; at < 30; at += 1) await say(`Message ${at}`)
  await page.locator('article', { hasText: 'Message 29' }).waitFor({ state: 'attached' })
  await hide(false)
  await until(below, { what: 'the newest message to show', is: (pixels) => pixels <= 1 })
  await say('Encore un')
  await page.locator('article', { hasText: 'Encore un' }).waitFor({ state: 'attached' })
  expect(await below()).toBeLessThanOrEqual(1)
  const reading = await list.evaluate(
    (box) =>
      new Promise<number>((resolve) => {
        box.addEventListener('scroll', () => setTimeout(() => resolve(box.scrollTop)), { once: true })
        box.scrollTop -= 400
      }),
  )
  await say('Pendant la lecture')
  await page.locator('article', { hasText: 'Pendant la lecture' }).waitFor({ state: 'attached' })
  expect(await list.evaluate((box) => box.scrollTop)).toBe(reading)
})
