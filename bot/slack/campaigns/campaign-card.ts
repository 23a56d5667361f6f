import {
  actions,
  type Block,
  clip,
  context,
  divider,
  escapeMrkdwn,
  header,
  quoted,
  section,
} from '#bot/slack/blocks.ts'
import type { CardMessage } from '#bot/slack/tell/teller.ts'
import { stepsOf } from '#core/campaigns/draft.ts'
import { BUCKETS } from '#core/consent/gate.ts'
import { DELIVERY_STATES } from '#core/deliveries/life.ts'
import type { Finding } from '#core/messages/finding.ts'
import { explainFinding, type StaffLanguage } from '#core/messages/finding-texts.ts'
import type { Step } from '#core/messages/message.ts'
import { alertText } from '#core/texts/alerts.ts'
import { bucketText, reasonText } from '#core/texts/reasons.ts'
import { counted } from '#core/texts/slack/counted.ts'
import { reviewTexts } from '#core/texts/slack/review.ts'
import { sendingTexts } from '#core/texts/slack/sending.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import type { CampaignView } from '#db/operations/campaigns/read-campaign.ts'
import { cardButtons } from './card-buttons.ts'
import { carrierLine, forecastBlocks, smsBlocks } from './card-channels.ts'
import { cardDate as date } from './card-date.ts'
import { actor, type CardGiven, type FittedCard, listBlock, type Room } from './card-parts.ts'
import { differenceLines, differenceOf } from './difference-lines.ts'
import { sinceText } from './difference-view.ts'

// Slack refuses a message of about 13,200 characters: what is too long is shown shorter until it fits.
const MOST_CHARACTERS = 13_000
const ROOMS: readonly Room[] = [
  { needLength: 700, lineLength: 300, findings: 8, changes: 8, reasons: 12, bases: 8, acts: 6, smsLength: 500 },
  { needLength: 700, lineLength: 160, findings: 5, changes: 5, reasons: 8, bases: 5, acts: 4, smsLength: 0 },
  { needLength: 400, lineLength: 80, findings: 3, changes: 3, reasons: 4, bases: 3, acts: 2, smsLength: 0 },
  { needLength: 200, lineLength: 60, findings: 2, changes: 2, reasons: 3, bases: 2, acts: 2, smsLength: 0 },
]

/** A campaign as one message: everything an approver needs, counts and codes only. */
export function campaignCard(given: CardGiven): CardMessage {
  const { state } = given.view
  const shown = { ...given, view: state === 'draft' ? unfrozen(given.view) : given.view }
  const cards = ROOMS.values().map((room) => cardIn({ ...shown, room }))
  const fitting = cards.find(({ blocks }) => JSON.stringify(blocks).length <= MOST_CHARACTERS)
  return fitting ?? cardIn({ ...shown, room: ROOMS[ROOMS.length - 1] as Room })
}

function cardIn(given: FittedCard): CardMessage {
  const { view, language, room } = given
  const { card, states, kinds, unnamed } = slackTexts(language)
  const name = view.name.trim() || unnamed
  const blocks: (Block | undefined)[] = [
    header(name),
    context(card.number(view.id, kinds[view.draft.kind], states[view.state])),
    section(`*${card.need}*\n${quoted(view.draft.need, room.needLength) || '–'}`),
    refusalBlock(given),
    brakeBlock(given),
    section(aimLines(given).join('\n')),
    ...smsBlocks(given),
    listBlock(given, card.gaps, gapLines(given), 10),
    changesBlock(given),
    ...findingBlocks(given),
    listBlock(given, card.buckets, bucketLines(given), BUCKETS.length),
    ...forecastBlocks(given),
    listBlock(given, card.bases, baseLines(given), room.bases),
    divider,
    wavesBlock(given),
    sumsBlock(given),
    changedMindsBlock(given),
    listBlock(given, card.reasons, reasonLines(given), room.reasons),
    view.visitorsWaiting > 0 ? section(card.visitors(view.visitorsWaiting)) : undefined,
    view.deliveries['in-doubt'] > 0 ? section(card.doubts(view.deliveries['in-doubt'])) : undefined,
    historyBlock(given),
    ...actions(cardButtons(given)),
  ]
  return {
    text: clip(card.text(view.id, escapeMrkdwn(name), states[view.state]), 300),
    blocks: blocks.filter((block) => block !== undefined),
  }
}

/** A draft that was submitted before still has what was frozen then; it says nothing of the next submission. */
function unfrozen(view: CampaignView): CampaignView {
  const nobody = { people: [], channels: { email: 0, sms: 0 }, forecast: undefined }
  return { ...view, ...nobody, audience: 0, buckets: {}, bases: [], findings: [] }
}

function refusalBlock({ view, house, language, room }: FittedCard): Block | undefined {
  if (view.refused === undefined) return undefined
  const { by, at, reason } = view.refused
  const { card } = slackTexts(language)
  return section(card.refusedBy(actor(by), date(at, house), clip(escapeMrkdwn(reason), room.lineLength)))
}

/** Why it paused itself, while it waits for a person. */
function brakeBlock({ view, language }: FittedCard): Block | undefined {
  if (view.brake === undefined || view.state !== 'paused') return undefined
  const { cause, count, of } = view.brake
  const { happened } = alertText({ code: 'campaign-braked', campaignId: view.id, cause, count, of }, language)
  return section(sendingTexts(language).braked(happened))
}

/** How far the send has been let go, and when it goes further. */
function wavesBlock({ view, house, language }: FittedCard): Block | undefined {
  if (view.waves === undefined) return undefined
  const { open, of, people, next } = view.waves
  const texts = sendingTexts(language)
  const then =
    next.is === 'settled'
      ? texts.next.settled(date(next.opensAt, house))
      : next.is === 'waiting'
        ? texts.next.waiting(date(next.lookAt, house))
        : texts.next[next.is]
  return section(`${texts.wave(open, of, people, view.audience)}\n${then}`)
}

function changedMindsBlock({ view, language }: FittedCard): Block | undefined {
  return view.changedMinds > 0 ? section(sendingTexts(language).changedMinds(view.changedMinds)) : undefined
}

function aimLines(given: FittedCard): string[] {
  const { view, house, language } = given
  const { card, everyone, languages } = slackTexts(language)
  const { draft } = view
  const topics = draft.topics.map((id) => house.topics.find((topic) => topic.id === id)?.name[language] ?? id)
  const people = view.people.map(({ language: one, count }) => `${languages[one]} (${card.people(count)})`)
  const { from, until } = draft.window
  const window = [
    from === undefined && until === undefined ? card.windowOpen : undefined,
    from === undefined ? undefined : card.from(date(from, house)),
    until === undefined ? undefined : card.until(date(until, house)),
    draft.ratePerMinute === undefined ? undefined : card.rate(draft.ratePerMinute),
  ]
  const segment = draft.segment === 'everyone' ? everyone : card.segment(view.segmentId)
  const lines = [
    `*${card.who}* · ${segment}${view.audience > 0 ? ` · ${card.people(view.audience)}` : ''}`,
    `*${card.topics}* · ${clip(topics.map(escapeMrkdwn).join(', '), 300) || '–'}`,
    `*${card.languages}* · ${people.join(', ') || view.languages.map((one) => languages[one]).join(', ') || '–'}`,
    carrierLine(given),
    `*${card.window}* · ${window.filter((part) => part !== undefined).join(', ')}`,
  ]
  if (draft.kind === 're-opt-in') {
    lines.push(`*${card.promise}* · ${card.promiseText(draft.reminders, draft.graceHours)}`)
    if (view.nextPromiseAt !== undefined) lines.push(card.nextPromise(date(view.nextPromiseAt, house)))
  }
  return lines
}

function gapLines({ view, language }: FittedCard): string[] {
  const { gaps } = slackTexts(language)
  return view.state === 'draft' ? view.gaps.map((gap) => gaps[gap] ?? gap) : []
}

/** What the last approver or refuser did not see. */
function changesBlock(given: FittedCard): Block | undefined {
  const { view, house, language, room, kind } = given
  const difference = kind === 'approval-card' ? differenceOf(view) : undefined
  if (difference === undefined) return undefined
  const { card } = reviewTexts(language)
  const since = sinceText(view, language, (at) => date(at, house))
  const most = room.lineLength
  const lines = differenceLines(difference, {
    house,
    language,
    most,
    sentences: room.changes > 4 ? 3 : 1,
    date: (at) => date(at, house),
    posted: true,
  })
  return listBlock(given, since, lines.length === 0 ? [card.nothingChanged] : lines, room.changes)
}

/** One line for each kind of finding, with the reason somebody gave for it, and who read the message aloud. */
function findingBlocks(given: FittedCard): (Block | undefined)[] {
  const { view, language, room } = given
  const { card } = slackTexts(language)
  const texts = reviewTexts(language).card
  if (view.audience === 0) return []
  const read = view.readAloudBy === undefined ? undefined : context(texts.readBy(actor(view.readAloudBy)))
  if (view.findings.length === 0) return [context(card.noFindings), read]
  const lines = [...Map.groupBy(view.findings, ({ code }) => code)].map(([code, group]) => {
    const reason = view.waivers.find((one) => one.code === code)?.reason
    const why = reason === undefined ? '' : ` *${texts.waived}* ${clip(escapeMrkdwn(reason), room.lineLength)}`
    return `${findingKind(group, given)}${why}`
  })
  return [listBlock(given, card.findings, lines, room.findings), read]
}

/** What the rule says, where; what to write instead is the author's to know. */
function findingKind([first, ...more]: readonly Finding[], { language, room }: FittedCard): string {
  if (first === undefined) return ''
  const { languages, steps, labelled } = slackTexts(language)
  const { where, card } = reviewTexts(language)
  const place = where(languages[first.where.language], steps[first.where.step])
  const times = more.length === 0 ? '' : card.times(1 + more.length)
  const { rule } = explainFinding(first, language)
  return labelled(`${place}${times}`, clip(escapeMrkdwn(rule), room.lineLength))
}

function bucketLines({ view, language }: FittedCard): string[] {
  return Object.entries(view.buckets)
    .filter(([, count]) => count > 0)
    .map(([bucket, count]) => `*${counted(count, language)}* ${bucketText(bucket, language)}`)
}

function baseLines({ view, language }: FittedCard): string[] {
  const { card, bases } = slackTexts(language)
  return view.bases.map(({ basis, attestedBy, count }) => {
    const name = bases[basis as keyof typeof bases] ?? escapeMrkdwn(basis)
    return `*${counted(count, language)}* ${name} · ${attestedBy === undefined ? card.notAttested : card.attested(actor(attestedBy))}`
  })
}

/** `queued + … + cancelled = audience` and `yes + no + silent = sent`, as the sums stand. */
function sumsBlock({ view, language }: FittedCard): Block | undefined {
  if (view.startsAt === undefined || view.audience === 0) return undefined
  const { card, steps, deliveries } = slackTexts(language)
  const [first = 'ask', ...later] = stepsOf(view.draft)
  const n = (count: number) => counted(count, language)
  const line = (step: Step, sums: CampaignView['deliveries'], total: string) =>
    `*${card.deliveries(steps[step])}*\n${card.sum(DELIVERY_STATES.map((state) => `${n(sums[state])} ${deliveries[state]}`).join(' + '), total)}`
  const parts = [line(first, view.deliveries, card.people(view.audience))]
  if (view.draft.kind === 're-opt-in') {
    const { yes, no, silent, visited, lapsed } = view.answers
    const sum = card.sum(
      `${n(yes)} ${card.yes} + ${n(no)} ${card.no} + ${n(silent)} ${card.silent}`,
      `${n(view.deliveries.sent)} ${card.sent}`,
    )
    parts.push(`*${card.answers}*\n${sum}\n${card.among(visited, lapsed)}`)
  }
  for (const step of later) {
    const sums = view.reminders[step]
    const count = sums === undefined ? 0 : DELIVERY_STATES.reduce((total, state) => total + sums[state], 0)
    if (sums !== undefined && count > 0) parts.push(line(step, sums, card.people(count)))
  }
  return section(parts.join('\n'))
}

function reasonLines({ view, language }: FittedCard): string[] {
  return view.reasons.map((reason) => `*${counted(reason.count, language)}* ${reasonText(reason, language)}`)
}

function historyBlock({ view, house, language, room }: FittedCard): Block | undefined {
  const { acts } = slackTexts(language)
  const lines = view.acts.slice(-room.acts).map(({ actor: who, act, at, reason }) => {
    if (who === 'egard' && (act === 'brake' || act === 'pause'))
      return `${ownPause(reason, language)} · ${date(at, house)}`
    const did = acts[act as keyof typeof acts] ?? escapeMrkdwn(act)
    const why = act === 'refuse' && reason !== undefined ? ` (${clip(escapeMrkdwn(reason), 120)})` : ''
    return `${who === 'egard' ? did : `${actor(who)} ${did}`}${why} · ${date(at, house)}`
  })
  return lines.length === 0 ? undefined : context(lines.join('\n'))
}

/** A pause nobody asked for, with what it was for. */
function ownPause(reason: string | undefined, language: StaffLanguage): string {
  const { pausedItself, because } = sendingTexts(language)
  const code = reason?.startsWith('way-out') ? 'way-out' : reason
  const why = because[code as keyof typeof because]
  return why === undefined ? pausedItself : `${pausedItself} (${why})`
}
