import type { SandboxPerson, StoryFacts } from '#bot/http/sandbox-facts.ts'
import type { MailLine } from '#bot/sandbox/mail/received-mail.ts'
import type { WorkspaceState } from '#bot/sandbox/page/slack/state-types.ts'
import type { ShownSms } from '#bot/sandbox/sms/sms-listener.ts'

/** What the page knows, as last told. Undefined where there is no stand-in, or before the first answer. */
export interface Known {
  slack: WorkspaceState | undefined
  /** Newest first. */
  mails: readonly MailLine[]
  /** Newest first. */
  sms: readonly ShownSms[]
  people: readonly SandboxPerson[]
  story: StoryFacts | undefined
  /** The clock's now, when it was told, on this browser's own monotonic clock. */
  clock: { nowMs: number; toldAtMs: number; moving: boolean }
  /** Whether events arrive. */
  connected: boolean
}

export interface Store {
  known(): Known
  /** Calls back after every change; gives a function that stops it. */
  subscribe(listener: () => void): () => void
  /** Hears the events, and asks for what they name. */
  start(): void
  /** Asks for everything that a move of the clock may have changed; resolves when it is there. */
  refresh(): Promise<void>
  /** The instant the clock shows at this moment, in epoch milliseconds. */
  nowMs(): number
}

interface Has {
  slack: boolean
  mail: boolean
  sms: boolean
}

const STORY_MS = 200

/** Asks for everything once, then for what an event names; two events during one question make one more question. */
export function createStore(now: string, has: Has): Store {
  let known: Known = {
    slack: undefined,
    mails: [],
    sms: [],
    people: [],
    story: undefined,
    clock: { nowMs: Date.parse(now), toldAtMs: performance.now(), moving: false },
    connected: true,
  }
  const listeners = new Set<() => void>()
  const set = (change: Partial<Known>) => {
    known = { ...known, ...change }
    for (const listener of listeners) listener()
  }

  const ask = {
    slack: oneAtATime(async () => set({ slack: await getJson<WorkspaceState>('/sandbox/slack/state') })),
    mail: oneAtATime(async () => {
      const { mails } = known
      const newer = await getJson<MailLine[]>(`/sandbox/mail?lines&after=${encodeURIComponent(mails[0]?.id ?? '0')}`)
      // Begun anew meanwhile: who did that asks again.
      if (newer.length > 0 && known.mails === mails) set({ mails: [...newer, ...mails] })
    }),
    sms: oneAtATime(async () => set({ sms: await getJson<ShownSms[]>('/sandbox/sms') })),
    people: oneAtATime(async () => set({ people: await getJson<SandboxPerson[]>('/sandbox/people') })),
    story: oneAtATime(async () => {
      // Every mail of a send may change it, and it is counted in the database: a few times a second is enough.
      await new Promise((resolve) => setTimeout(resolve, STORY_MS))
      set({ story: await getJson<StoryFacts>('/sandbox/story') })
    }),
  }

  async function refresh(): Promise<void> {
    const asked = [ask.story()]
    if (has.slack) asked.push(ask.slack(), ask.people())
    if (has.mail) asked.push(ask.mail())
    if (has.sms) asked.push(ask.sms())
    await Promise.all(asked)
  }

  return {
    known: () => known,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start() {
      const events = new EventSource('/sandbox/live')
      events.addEventListener('open', () => {
        // A process that started again has forgotten its mail.
        set({ connected: true, mails: [] })
        void refresh()
      })
      events.addEventListener('error', () => set({ connected: false }))
      events.addEventListener('slack', () => {
        for (const each of [ask.slack, ask.people, ask.story]) void each()
      })
      events.addEventListener('mail', () => {
        for (const each of [ask.mail, ask.story]) void each()
      })
      events.addEventListener('sms', () => void ask.sms())
      events.addEventListener('clock', (event) => {
        const told = JSON.parse((event as MessageEvent<string>).data) as { now: string; moving: boolean }
        set({ clock: { nowMs: Date.parse(told.now), toldAtMs: performance.now(), moving: told.moving } })
        if (!told.moving) void ask.story()
      })
    },
    refresh,
    nowMs: () => known.clock.nowMs + performance.now() - known.clock.toldAtMs,
  }
}

/** Asks now, or once more after the question that is under way. What fails is asked again at the next event. */
function oneAtATime(question: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const run = (): Promise<void> => {
    if (running === undefined) {
      running = question()
        .catch(() => {})
        .finally(() => {
          running = undefined
        })
      return running
    }
    next ??= running.then(() => {
      next = undefined
      return run()
    })
    return next
  }
  return run
}

async function getJson<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { accept: 'application/json' } })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return (await response.json()) as T
}

/** Posts JSON and reads JSON; throws when there is no answer. */
export async function postJson<T>(path: string, body: object): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.json()) as T
}
