import type { types } from '@slack/bolt'
import type { Role } from '#bot/config/house.ts'
import { actions, type Block, clip, context, divider, escapeMrkdwn, header, section } from '#bot/slack/blocks.ts'
import { MENU_ACTIONS, type MenuAction, menuButtons } from '#bot/slack/commands/menu.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { homeTexts } from '#core/texts/slack/home.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { HomeNumbers } from '#db/operations/home/count-home.ts'
import type { Home } from '#db/operations/home/read-home.ts'
import { date, line, openButton } from './home-lines.ts'
import { type WaitingGiven, waitingBlocks } from './waiting-blocks.ts'

export interface HomeGiven extends WaitingGiven {
  /** Undefined while they are counted for the first time. */
  numbers: HomeNumbers | undefined
  roles: readonly Role[]
  house: Pick<House, 'organisation' | 'topics'>
}

/** Campaigns that run; the rest is counted. */
const SHOWN_RUNNING = 15

/** The Home tab of somebody with a role: what waits for them, what runs, numbers. */
export function homeView(given: HomeGiven): types.HomeView {
  const texts = homeTexts(given.language)
  const waiting = waitingBlocks(given)
  return {
    type: 'home',
    blocks: [
      header(texts.title),
      ...actions(menuButtons(allowed(given.roles), given.language)),
      divider,
      header(texts.waits),
      ...(waiting.length > 0 ? waiting : [section(texts.nothing)]),
      divider,
      header(texts.runs),
      ...runningBlocks(given),
      divider,
      header(texts.numbers),
      ...numberBlocks(given),
    ],
  }
}

/** The Home tab of somebody without one: what this is, whom to ask, and the stop that everyone has. */
export function welcomeView(
  { organisation }: Pick<House, 'organisation'>,
  staff: readonly string[],
  language: StaffLanguage,
): types.HomeView {
  const { welcome } = homeTexts(language)
  const named = staff.filter((id) => id.startsWith('U')).slice(0, 3)
  const people = named.length > 0 ? named.map((id) => `<@${id}>`).join(', ') : welcome.somebody
  return {
    type: 'home',
    blocks: [
      header(welcome.title),
      section(welcome.what(escapeMrkdwn(clip(organisation.name, 200)))),
      section(welcome.how),
      section(welcome.ask(people)),
      section(welcome.anyone),
      ...actions(menuButtons(['help', 'stop'], language)),
    ],
  }
}

/** One sentence, for whom Égard shows nothing more. */
export function sentenceHome(text: string): types.HomeView {
  return { type: 'home', blocks: [section(text)] }
}

/** Who cannot press a button does not see it; its roles are looked up again at the click. */
const NEEDS: Partial<Record<MenuAction, readonly Role[]>> = {
  reoptin: ['staff'],
  import: ['staff'],
  cleanup: ['staff', 'privacy'],
}

function allowed(roles: readonly Role[]): MenuAction[] {
  return MENU_ACTIONS.filter((name) => NEEDS[name]?.some((role) => roles.includes(role)) ?? true)
}

function runningBlocks(given: HomeGiven): Block[] {
  const { home, language, house } = given
  const texts = homeTexts(language)
  const { states } = slackTexts(language)
  const campaigns = home.running.slice(0, SHOWN_RUNNING).map((one) => {
    const name = escapeMrkdwn(clip(one.name.trim() || texts.unnamed, 80))
    const { answers, nextPromiseAt } = one
    const facts = [
      texts.sums(one.sent, one.audience),
      ...(answers === undefined ? [] : [texts.answers(answers.yes, answers.no)]),
      ...(nextPromiseAt === undefined ? [] : [texts.promise(date(nextPromiseAt, house))]),
    ]
    return line(`*${one.id}* · ${name} · _${states[one.state]}_\n${facts.join(' · ')}`, openButton(one.id, language))
  })
  const rest = home.running.length - SHOWN_RUNNING
  const cleanUps = home.cleanUps.map((cleanUp) => section(cleanUpText(cleanUp, given)))
  const others = home.withOthers.map(
    ({ id, name }) => `${id} · ${escapeMrkdwn(clip(name.trim() || texts.unnamed, 60))}`,
  )
  const blocks = [
    ...campaigns,
    ...(rest > 0 ? [context(texts.more(rest))] : []),
    ...cleanUps,
    ...(others.length > 0 ? [context(texts.withOthers(clip(others.join(', '), 1000)))] : []),
  ]
  return blocks.length > 0 ? blocks : [section(texts.nothingRuns)]
}

function cleanUpText({ id, state, startsAt }: Home['cleanUps'][number], { language, house }: HomeGiven): string {
  const { runningCleanUp } = homeTexts(language)
  if (state === 'confirmed') return runningCleanUp.confirmed(id, startsAt === undefined ? '–' : date(startsAt, house))
  return state === 'freezing' || state === 'running' ? runningCleanUp[state](id) : runningCleanUp.proposed(id)
}

/** Slack takes ten fields. */
function numberBlocks({ numbers, house, language }: HomeGiven): Block[] {
  const texts = homeTexts(language)
  if (numbers === undefined) return [context(texts.counting)]
  const nameOf = (id: string) => house.topics.find((topic) => topic.id === id)?.name[language] ?? id
  const rows: [label: string, count: number][] = [
    [texts.contacts, numbers.contacts],
    [texts.asked, numbers.asked],
    [texts.answered, numbers.answered],
    [texts.declined, numbers.declined],
    ...numbers.agreed.slice(0, 6).map(({ topic, people }): [string, number] => [texts.agreed(nameOf(topic)), people]),
  ]
  const fields = rows.map(
    ([label, count]): types.MrkdwnElement => ({
      type: 'mrkdwn',
      text: `${escapeMrkdwn(clip(label, 150))}\n*${texts.count(count)}*`,
    }),
  )
  const rest = numbers.agreed.length - 6
  return [
    { type: 'section', fields },
    context([...(rest > 0 ? [texts.more(rest)] : []), texts.countedAt(date(numbers.at, house))].join(' · ')),
  ]
}
