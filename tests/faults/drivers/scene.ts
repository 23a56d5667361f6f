import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFailed } from 'vitest'
import type { OpenMemory } from '#bot/cli/shared/command.ts'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { DatabaseKind } from '#tests/support/databases.ts'
import { type RunningEgard, type RunningProcess, spawnEgard, untilReady } from '#tests/support/process.ts'
import { approvedCampaign } from '#tests/system/drivers/campaign-by-operations.ts'
import { aPlace, memoryOf, type Place, publicUrl } from '#tests/system/drivers/place.ts'
import type { Dice } from './dice.ts'
import { importPeople } from './people.ts'
import { aSink, type Sink } from './sink.ts'
import { testDice } from './test-dice.ts'

/** As many messages as one worker has connections: the most that one kill can leave in doubt. */
export const GROUP: Record<DatabaseKind, number> = { sqlite: 32, postgres: 32 }

const SAMPLE = join(import.meta.dirname, '../../../bot/config/sample.json')
const PRELOAD = join(import.meta.dirname, '../kill-at.ts')

/** A silent mail server is given up after this long; nodemailer takes it from the address. */
const IMPATIENT = '?connectionTimeout=3000&greetingTimeout=1500&socketTimeout=1500'

export interface Starting {
  /** On PostgreSQL; everything in one process when not said. */
  roles?: string
  /** `egard:handing-over#17`: it kills itself at the 17th passing of that moment. */
  killAt?: string
  /** A port it had before, so that links still lead to it. */
  port?: string
}

export interface Scene {
  kind: DatabaseKind
  dice: Dice
  sink: Sink
  place: Place
  memory: OpenMemory
  /** In the order of the file they came from. */
  addresses: string[]
  campaigns: number[]
  /** Those not ended yet, as far as the scene was told. */
  running: Set<RunningProcess>
  /** A campaign to everybody, approved. */
  approve(change?: Partial<CampaignDraft>): Promise<number>
  spawn(starting?: Starting): RunningProcess
  /** Spawned and ready. */
  start(starting?: Starting): Promise<RunningEgard>
}

export interface SceneOptions {
  people: number
  /** In place of a database of the run's own cluster. */
  databaseUrl?: string
  /** What the house's file says otherwise than the sample's. */
  house?: object
  /** Everybody has a mobile number too. */
  phones?: boolean
  environment?: Record<string, string>
}

/** People who may be asked, a mail server in a process of its own, and an Égard that is not started yet. */
export async function aScene(
  kind: DatabaseKind,
  { people, databaseUrl, house, phones = false, environment = {} }: SceneOptions,
): Promise<Scene> {
  const dice = testDice()
  const sink = await aSink(dice.seed, IMPATIENT)
  const mail = { SMTP_URL: sink.smtpUrl, MAIL_FROM: 'Maison Lumière <bonjour@maison.example>', LOG_LEVEL: 'warn' }
  const place = await aPlace(kind, { ...mail, ...environment }, undefined, databaseUrl)
  if (house !== undefined) place.environment['EGARD_CONFIG'] = await houseFile(place, house)
  const memory = await memoryOf(place)
  const addresses = await importPeople(memory, place.folder, people, phones)
  const campaigns: number[] = []
  const running = new Set<RunningProcess>()
  const printed: string[] = []
  onTestFailed(() => {
    const last = [...printed, ...[...running].map(({ output }) => output())].slice(-3)
    for (const output of last) process.stderr.write(`--- what a process printed ---\n${output.slice(-8000)}\n`)
  })

  function spawn({ roles, killAt, port }: Starting = {}): RunningProcess {
    const args = roles === undefined ? ['start'] : ['start', '--roles', roles]
    const change = { ...(killAt && { EGARD_KILL_AT: killAt }), ...(port && { PORT: port }) }
    const egard = spawnEgard(args, { ...place.environment, ...change }, place.folder, killAt && PRELOAD)
    running.add(egard)
    void egard.exited.then(() => {
      running.delete(egard)
      printed.push(egard.output())
    })
    return egard
  }

  return {
    kind,
    dice,
    sink,
    place,
    memory,
    addresses,
    campaigns,
    running,
    async approve(change) {
      const campaign = await approvedCampaign(memory, memory.now().epochMilliseconds, change)
      campaigns.push(campaign)
      return campaign
    },
    spawn,
    start: (starting) => untilReady(spawn(starting)),
  }
}

async function houseFile({ folder }: Place, change: object): Promise<string> {
  const sample = JSON.parse(await readFile(SAMPLE, 'utf8')) as object
  const file = join(folder, 'house.json')
  await writeFile(file, JSON.stringify({ ...sample, ...change }))
  return file
}

/** Everything in one process on SQLite; on PostgreSQL a front and two workers. Answers where the pages are. */
export async function startAll(scene: Scene): Promise<string> {
  if (scene.kind === 'sqlite') return (await scene.start()).url
  const front = await startFront(scene, 'web,bot,schedule')
  await Promise.all(['worker', 'worker'].map((roles) => scene.start({ roles })))
  return front.url
}

/** The pages and Slack in a process of their own, which nobody kills: messages' links lead there, from whichever worker. */
export async function startFront(scene: Scene, roles = 'web,bot'): Promise<RunningEgard> {
  const front = await scene.start({ roles })
  scene.place.environment['PUBLIC_URL'] = publicUrl(front)
  return front
}
