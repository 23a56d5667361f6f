import { h } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SandboxPerson } from '#bot/http/sandbox-facts.ts'
import type { SandboxStart } from '#bot/http/sandbox-page.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { SandboxTexts } from '#core/texts/sandbox.ts'
import { Clock } from './clock.ts'
import { createFormat } from './format.ts'
import { MailPane } from './mail-pane.ts'
import { MailReader } from './mail-reader.ts'
import { People } from './people.ts'
import { SlackSlot } from './slack-slot.ts'
import { SmsPane } from './sms-pane.ts'
import { type Known, postJson, type Store } from './store.ts'
import { Story } from './story.ts'
import { type StoryStep, storySteps } from './story-steps.ts'
import { useKnown } from './use-known.ts'
import { TABS, usePlace } from './use-place.ts'

interface AppProps {
  start: SandboxStart
  store: Store
  texts: SandboxTexts
}

/** The sandbox: the first story, Slack, and everything that arrives, side by side. */
export function App({ start, store, texts }: AppProps) {
  const known = useKnown(store)
  const [place, go] = usePlace()
  const [chosen, setChosen] = useState<string | undefined>()
  const [channel, setChannel] = useState(start.channels.campaigns)
  const [said, setSaid] = useState('')
  const [format] = useState(() => createFormat(start.language, start.timeZone))
  useSlackIn(start.language, known.people)
  useArrivals(known.mails.length, (count) => setSaid(texts.mail.arrived(count)))

  const steps = storySteps(known.story, known.people)
  const next = steps.find(({ done }) => !done)
  const me = chosen ?? next?.person?.id ?? known.people[0]?.id ?? ''
  const actAs = (id: string) => {
    setChosen(id)
    const name = known.people.find((person) => person.id === id)?.name ?? ''
    setSaid(texts.people.nowActing(name))
    // A direct conversation is its person's own.
    if (channel.startsWith('D')) setChannel(`D${id.slice(1)}`)
  }
  const goTo = (step: StoryStep) => {
    if (step.person) actAs(step.person.id)
    if (step.channel) setChannel(start.channels[step.channel])
    go(step.person ? '#slack' : '#mail')
  }
  const speak = (person: SandboxPerson, language: StaffLanguage) => void speaks(person, language)
  const nowMs = store.nowMs()
  const hint = next?.person?.id === me ? next : undefined

  return h(
    'div',
    { class: 'page', 'data-tab': place.tab },
    h(
      'header',
      { class: 'top' },
      h(
        'h1',
        null,
        h('img', { src: '/sandbox/page/icon.svg', alt: '', width: 32, height: 32 }),
        h('span', { class: 'brand' }, 'Égard'),
        h('span', { class: 'place' }, texts.page.name),
      ),
      h('p', { class: 'lead' }, leadOf(start, texts)),
      h('p', { class: 'organisation' }, start.organisation),
      h(
        'a',
        {
          class: 'language',
          href: otherLanguage(start.language),
          lang: start.language === 'fr' ? 'en' : 'fr',
          title: texts.page.otherLanguage.hint,
        },
        texts.page.otherLanguage.label,
      ),
    ),
    !known.connected && h('p', { class: 'cut', role: 'alert' }, texts.page.reconnecting),
    h(
      'nav',
      { class: 'tabs', 'aria-label': texts.tabs.label },
      TABS.map((tab) =>
        h(
          'a',
          {
            key: tab,
            class: `tab-${tab}`,
            href: tab === 'messages' ? `#${place.box}` : `#${tab}`,
            'aria-current': place.tab === tab ? 'page' : undefined,
          },
          texts.tabs[tab],
          tab === 'messages' && known.mails.length > 0 && h('span', { class: 'badge' }, known.mails.length),
        ),
      ),
    ),
    h(
      'main',
      { class: 'columns' },
      known.people.length > 0 && h(People, { people: known.people, me, texts: texts.people, choose: actAs, speak }),
      // In a Slack of one's own there is no sample team to play.
      start.standIns.slack &&
        h(Story, {
          steps,
          facts: known.story,
          mails: known.mails.length,
          isForgotten: hasForgotten(known),
          texts: texts.story,
          go: goTo,
        }),
      h(SlackSlot, {
        real: !start.standIns.slack,
        state: known.slack,
        me,
        channel,
        onChannel: setChannel,
        language: start.language,
        texts: texts.slack,
        hint,
        channels: start.channels,
      }),
      h(
        'div',
        { class: 'beside' },
        h(Clock, { store, known, texts: texts.clock, format, zone: zoneInWords(start.timeZone) }),
        h(
          'section',
          { class: 'messages', 'aria-label': texts.messages.label },
          h(
            'div',
            { class: 'boxes' },
            (['mail', 'sms'] as const).map((box) =>
              h(
                'a',
                { key: box, href: `#${box}`, 'aria-current': place.box === box ? 'true' : undefined },
                texts.messages[box],
                h('span', { class: 'badge' }, known[box === 'mail' ? 'mails' : 'sms'].length),
              ),
            ),
          ),
          place.box === 'mail'
            ? start.standIns.mail
              ? h(MailPane, { mails: known.mails, open: place.mail, nowMs, texts: texts.mail, format })
              : h('p', { class: 'nothing' }, texts.mail.real)
            : start.standIns.sms
              ? h(SmsPane, { sms: known.sms, open: place.phone, nowMs, texts: texts.sms, format, go })
              : h('p', { class: 'nothing' }, texts.sms.real),
        ),
      ),
    ),
    place.mail !== undefined &&
      h(MailReader, {
        id: place.mail,
        mails: known.mails,
        texts: texts.reader,
        noSubject: texts.mail.noSubject,
        format,
        go,
      }),
    h('p', { class: 'hidden', role: 'status', 'aria-live': 'polite' }, said),
  )
}

/** Nothing leaves, or which of them would not. */
function leadOf({ standIns }: SandboxStart, { page }: SandboxTexts): string {
  const here = (['slack', 'mail', 'sms'] as const).filter((each) => standIns[each])
  return here.length === 3 ? page.lead : page.someReal(here)
}

/** The database knows of campaigns or lists, and no conversation says a word. */
function hasForgotten({ slack, story }: Known): boolean {
  return (story?.contacts ?? 0) > 0 && slack?.channels.every(({ messages }) => messages.length === 0) === true
}

function otherLanguage(language: StaffLanguage): string {
  return `/sandbox?lang=${language === 'fr' ? 'en' : 'fr'}`
}

/** `Europe/Paris`: Paris. */
function zoneInWords(zone: string): string {
  return zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
}

const SPOKEN = 'egard-sandbox-language'

/** Whoever opens the page in English meets a Slack in English; what is chosen afterwards for one person stays. */
function useSlackIn(language: StaffLanguage, people: readonly SandboxPerson[]): void {
  const told = useRef(false)
  useEffect(() => {
    if (told.current || people.length === 0) return
    told.current = true
    if (sessionStorage.getItem(SPOKEN) === language) return
    sessionStorage.setItem(SPOKEN, language)
    for (const person of people) {
      if (person.roles.length > 0 && !person.locale.startsWith(language)) void speaks(person, language)
    }
  }, [people.length])
}

async function speaks({ id }: SandboxPerson, language: StaffLanguage): Promise<void> {
  await postJson('/sandbox/slack/locale', { user: id, locale: language === 'fr' ? 'fr-FR' : 'en-US' })
}

/** Says how many mails arrived, once they stop arriving for a moment. */
function useArrivals(count: number, say: (count: number) => void): void {
  const told = useRef<number | undefined>()
  useEffect(() => {
    const before = told.current
    if (before === undefined || count <= before) {
      told.current = count
      return
    }
    const timer = setTimeout(() => {
      told.current = count
      say(count - before)
    }, 800)
    return () => clearTimeout(timer)
  }, [count])
}
