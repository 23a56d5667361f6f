import { setTimeout } from 'node:timers/promises'
import type { BlockButtonAction, types } from '@slack/bolt'
import { ROLES, type Role } from '#bot/config/house.ts'
import { denialText } from '#bot/slack/answers.ts'
import { readCardValue } from '#bot/slack/campaigns/card-value.ts'
import { resumeView } from '#bot/slack/campaigns/wizard.ts'
import { openModal } from '#bot/slack/open-modal.ts'
import type { People } from '#bot/slack/people.ts'
import type { Surface } from '#bot/slack/surface.ts'
import { homeTexts } from '#core/texts/slack/home.ts'
import { readHome } from '#db/operations/home/read-home.ts'
import { createNumbers, type NumbersNow } from './home-numbers.ts'
import { homeView, sentenceHome, welcomeView } from './home-view.ts'
import { RESUME_DRAFT } from './waiting-blocks.ts'

/** The numbers are waited for this long; later they come by themselves. */
const QUICK_MS = 300
/** A tab that took longer to read is not read again after every act: it is when it is opened. */
const CHEAP_MS = 800

/**
 * The Home tab: published when somebody opens it, and again after each of their acts while this process knows that they look at it. Listens
 * before all others do, so that it comes last.
 */
export function listenToHome(surface: Surface): void {
  const { app, log } = surface
  const publish = createPublisher(surface)
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await publish.now(event.user)
  })
  app.use(async ({ body, next }) => {
    try {
      await next()
    } finally {
      const user = 'event' in body ? undefined : personOf(body)
      if (user !== undefined) {
        publish.again(user).catch((error: unknown) => log.error({ error }, 'a Home tab could not be renewed'))
      }
    }
  })
  app.action<BlockButtonAction>(RESUME_DRAFT, async ({ ack, action, body }) => {
    await ack()
    const { campaignId, version } = readCardValue(action.value) ?? { campaignId: 0, version: 0 }
    const modal = { trigger: body.trigger_id, user: body.user.id, needs: ['staff'] as const }
    await openModal(surface, modal, (person) => resumeView(surface, person, { campaignId, version }))
  })
}

interface Publisher {
  now(user: string): Promise<void>
  /** Only for somebody whose tab was published by this process, while that is cheap, and only when something on it changed. */
  again(user: string): Promise<void>
}

function createPublisher(surface: Surface): Publisher {
  const { client, memory, now, log } = surface
  const numbers = createNumbers(memory, now)
  const shown = new Map<string, string>()
  const running = new Map<string, Promise<void>>()
  let lastMs = 0

  async function show(user: string, isAsked: boolean): Promise<void> {
    const { view, key, coming, readMs } = await viewFor(surface, user, numbers)
    lastMs = readMs
    if (!isAsked && shown.get(user) === key) return
    await client.views.publish({ user_id: user, view })
    shown.set(user, key)
    coming
      ?.then(() => turn(user, false))
      .catch((error: unknown) => log.error({ error }, 'the numbers of the Home tab could not be counted'))
  }

  /** One after the other for one person: an older view never comes last. */
  function turn(user: string, isAsked: boolean): Promise<void> {
    const before = running.get(user) ?? Promise.resolve()
    const mine = before.catch(() => undefined).then(() => show(user, isAsked))
    running.set(user, mine)
    const done = () => {
      if (running.get(user) === mine) running.delete(user)
    }
    mine.then(done, done)
    return mine
  }

  return {
    now: (user) => turn(user, true),
    again: async (user) => {
      if (shown.has(user) && lastMs < CHEAP_MS) await turn(user, false)
    },
  }
}

interface ShownHome {
  view: types.HomeView
  /** Two views with one key say the same: the moment of a count is no news. */
  key: string
  /** Numbers that are still being counted. */
  coming?: Promise<unknown> | undefined
  /** How long the database took. */
  readMs: number
}

async function viewFor(
  { people, memory, now, house: slack }: Surface,
  user: string,
  numbers: () => NumbersNow,
): Promise<ShownHome> {
  const { house } = memory
  const [admission, roles] = await Promise.all([people.admit(user, 'anyone'), rolesOf(people, user)])
  if (!admission.admitted) return simple(sentenceHome(denialText(admission)))
  const { language } = admission.person
  if (roles === undefined) return simple(sentenceHome(homeTexts(language).cannotAsk))
  if (roles.length === 0) return simple(welcomeView(house, slack.roles.staff, language))
  const { known, coming } = numbers()
  const quick = await Promise.race([coming, setTimeout(QUICK_MS, undefined)])
  const startedAt = performance.now()
  const home = await readHome(memory, now(), {
    person: user,
    isStaff: roles.includes('staff'),
    mayApprove: roles.includes('approver'),
    mayAttest: roles.includes('privacy'),
    mayConfirm: roles.includes('privacy'),
  })
  const readMs = performance.now() - startedAt
  const counted = quick ?? known
  const given = { home, numbers: counted, roles, house, approvals: slack.channels.approvals, language }
  const timeless = homeView({ ...given, numbers: counted && { ...counted, at: 0 } })
  const later = quick === undefined ? coming : undefined
  return { view: homeView(given), key: JSON.stringify(timeless), coming: later, readMs }
}

function simple(view: types.HomeView): ShownHome {
  return { view, key: JSON.stringify(view), readMs: 0 }
}

/** The roles somebody holds now; undefined when Slack cannot be asked about a group that might matter. */
async function rolesOf(people: People, user: string): Promise<Role[] | undefined> {
  const held = await Promise.all(ROLES.map(async (role) => ({ role, holders: await people.holders(role) })))
  const roles = held.filter(({ holders }) => holders?.includes(user)).map(({ role }) => role)
  return roles.length === 0 && held.some(({ holders }) => holders === undefined) ? undefined : roles
}

function personOf(body: object): string | undefined {
  const { user_id, user } = body as { user_id?: string; user?: { id?: string } }
  return user_id ?? user?.id
}
