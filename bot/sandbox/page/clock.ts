import { h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { SandboxTexts } from '#core/texts/sandbox.ts'
import type { Format } from './format.ts'
import { type Known, postJson, type Store } from './store.ts'

interface ClockProps {
  store: Store
  known: Known
  texts: SandboxTexts['clock']
  format: Format
  zone: string
}

interface Happened {
  name: string
  mails: number
  sms: number
  slack: number
}

/** The test clock: what it says, and the ways to let time pass. */
export function Clock({ store, known, texts, format, zone }: ClockProps) {
  const nowMs = useNow(store)
  const [moving, setMoving] = useState<string | undefined>()
  const [happened, setHappened] = useState<Happened | 'failed' | undefined>()

  const move = async (advance: string, name: string) => {
    if (moving !== undefined) return
    const before = countsOf(store.known())
    setMoving(advance)
    setHappened(undefined)
    try {
      const { now } = await postJson<{ now?: string }>('/sandbox/clock', { advance })
      await store.refresh()
      setHappened(now === undefined ? 'failed' : { name, ...newSince(before, store.known()) })
    } catch {
      setHappened('failed')
    }
    setMoving(undefined)
  }

  const passing = moving !== undefined || known.clock.moving
  return h(
    'section',
    { class: passing ? 'clock passing' : 'clock', 'aria-labelledby': 'clock-title' },
    h('h2', { id: 'clock-title' }, texts.title),
    h(
      'p',
      { class: 'now' },
      h('time', { class: 'time', dateTime: new Date(nowMs).toISOString() }, format.time(nowMs)),
      h(
        'span',
        { class: 'date' },
        h('span', { class: 'day' }, format.day(nowMs)),
        h('span', { class: 'soft' }, `${format.year(nowMs)} · ${texts.zone(zone)}`),
      ),
    ),
    h(
      'div',
      { class: 'moves' },
      texts.moves.map(({ advance, label, name }) =>
        h(
          'button',
          {
            type: 'button',
            key: advance,
            'aria-disabled': passing,
            class: moving === advance ? 'moving' : '',
            onClick: () => (passing ? undefined : void move(advance, name)),
          },
          label,
        ),
      ),
    ),
    h(
      'p',
      { class: 'happened', role: 'status' },
      passing
        ? texts.moving
        : happened === 'failed'
          ? texts.failed
          : happened === undefined
            ? texts.lead
            : inWords(happened, texts),
    ),
  )
}

function useNow(store: Store): number {
  const [nowMs, setNowMs] = useState(store.nowMs)
  useEffect(() => {
    const show = () => setNowMs(store.nowMs())
    const timer = setInterval(show, 1000)
    const stop = store.subscribe(show)
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [store])
  return nowMs
}

function inWords({ name, mails, sms, slack }: Happened, texts: SandboxTexts['clock']): string {
  const parts = [
    ...(mails > 0 ? [texts.mails(mails)] : []),
    ...(sms > 0 ? [texts.sms(sms)] : []),
    ...(slack > 0 ? [texts.slack(slack)] : []),
  ]
  return `${texts.happened(name)} ${parts.length === 0 ? texts.nothing : `${parts.join(', ')}.`}`
}

interface Counts {
  mails: number
  sms: number
  /** Each message of Slack as it was last edited. */
  slack: ReadonlySet<string>
}

function countsOf({ mails, sms, slack }: Known): Counts {
  const said = (slack?.channels ?? []).flatMap(({ id, messages }) =>
    messages.flatMap((message) => [
      `${id} ${message.ts} ${message.edited?.ts ?? ''}`,
      ...(message.thread ?? []).map(({ ts }) => `${id} ${ts}`),
    ]),
  )
  return { mails: mails.length, sms: sms.length, slack: new Set(said) }
}

function newSince(before: Counts, known: Known): Omit<Happened, 'name'> {
  const after = countsOf(known)
  const slack = [...after.slack].filter((each) => !before.slack.has(each)).length
  return { mails: after.mails - before.mails, sms: after.sms - before.sms, slack }
}
