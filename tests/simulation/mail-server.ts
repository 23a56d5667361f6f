import type { Mailer } from '#bot/mail/send.ts'
import type { SendOutcome } from '#bot/mail/send-outcome.ts'
import { mailIdsIn } from '#db/keys/mail-ids.ts'
import type { Actor } from './turns.ts'
import type { World } from './world.ts'

/** How the network and the server behave, as weights of what may become of one hand-over. */
export const WEATHER = {
  calm: { taken: 1 },
  ordinary: {
    taken: 70,
    'put-off': 8,
    refused: 3,
    'no-such-address': 3,
    'busy-server': 3,
    'dropped-before-data': 3,
    'dropped-after-data': 3,
    'answer-lost': 4,
    silent: 3,
  },
  rough: {
    taken: 30,
    'put-off': 12,
    refused: 4,
    'no-such-address': 4,
    'busy-server': 12,
    'dropped-before-data': 10,
    'dropped-after-data': 9,
    'answer-lost': 10,
    silent: 9,
  },
  outage: { 'busy-server': 3, 'dropped-before-data': 1 },
} as const
export type Weather = keyof typeof WEATHER

type Fate = keyof (typeof WEATHER)['rough']

/** The connections of one process to the simulated server. */
export function mailerOf(world: World, actor: Actor, connections: number): Mailer {
  let busy = 0
  const send = async (messageId: string, to: string, mayBegin: MayBegin): Promise<SendOutcome> => {
    busy += 1
    const outcome = await handOver(world, actor, messageId, to, mayBegin)
    busy -= 1
    return outcome
  }
  return {
    send: ({ messageId, envelope }, mayBegin) => send(messageId, envelope.to, mayBegin),
    sendReady: ({ envelope, message }, mayBegin) => send(messageIdIn(message), String(envelope.to), mayBegin),
    idle: () => connections - busy,
    close: async () => {},
  }
}

type MayBegin = (() => boolean) | undefined

async function handOver(
  world: World,
  actor: Actor,
  messageId: string,
  to: string,
  mayBegin: MayBegin = () => true,
): Promise<SendOutcome> {
  const { turns, witness, random } = world
  const [{ kind, id: delivery } = { kind: 'd', id: 0 }] = mailIdsIn(world.stage.memory.keyring, messageId)
  if (kind === 's') return handOverService(world, actor, delivery, mayBegin)
  await turns.take(actor, `MAIL FROM, d${delivery}`)
  if (!mayBegin()) {
    witness.leftAlone(delivery, actor)
    world.tell(`${actor.name} does not begin with d${delivery} any more`, { delivery })
    return { state: 'retry', scope: 'message', response: 'not begun' }
  }
  const attempt = witness.handingOver(delivery, actor, messageId, to)
  if (attempt === undefined) return { state: 'in-doubt', response: 'not ours' }
  const fate = random.weighted<Fate>(WEATHER[world.weather] as Record<Fate, number>)
  world.count(fate === 'refused' ? 'refused-by-the-server' : fate)
  const offered =
    fate !== 'busy-server' &&
    fate !== 'dropped-before-data' &&
    fate !== 'put-off' &&
    fate !== 'refused' &&
    fate !== 'no-such-address'
  if (!offered) {
    attempt.truth = 'not-accepted'
    world.tell(`${actor.name} hands over d${delivery}: ${fate}`, { delivery })
    await turns.take(actor, `the answer, d${delivery}`)
    return ANSWERS[fate]
  }
  // From here on the bytes are on the wire: the server may take them even if who sent them is no more.
  world.onTheWire.set(attempt, delivery)
  await turns.take(actor, `DATA, d${delivery}`)
  world.onTheWire.delete(attempt)
  const taken = fate === 'taken' || fate === 'answer-lost' || (fate === 'silent' && random.chance(0.5))
  if (taken) witness.accepted(delivery, attempt)
  else attempt.truth = 'not-accepted'
  world.tell(
    `${actor.name} hands over d${delivery}: ${fate}${fate === 'silent' ? (taken ? ', and it was taken' : ', and it was not taken') : ''}`,
    { delivery },
  )
  await turns.take(actor, `the answer, d${delivery}`)
  return ANSWERS[fate]
}

async function handOverService(world: World, actor: Actor, id: number, mayBegin: () => boolean): Promise<SendOutcome> {
  await world.turns.take(actor, `MAIL FROM, s${id}`)
  if (!mayBegin()) return { state: 'retry', scope: 'message', response: 'not begun' }
  const fate = world.random.weighted<Fate>(WEATHER[world.weather] as Record<Fate, number>)
  if (fate === 'taken' || fate === 'answer-lost') world.witness.serviceAccepted(id)
  await world.turns.take(actor, `the answer, s${id}`)
  return ANSWERS[fate]
}

const ANSWERS: Record<Fate, SendOutcome> = {
  taken: { state: 'sent', response: '250 2.0.0 Ok' },
  'put-off': { state: 'retry', scope: 'message', response: '450 4.2.1 Try again later' },
  refused: { state: 'failed', permanent: true, hardBounce: false, scope: 'message', response: '550 5.7.1 No' },
  'no-such-address': {
    state: 'failed',
    permanent: true,
    hardBounce: true,
    scope: 'message',
    response: '550 5.1.1 Nobody here',
  },
  'busy-server': { state: 'retry', scope: 'provider', response: '421 4.3.2 Come back later' },
  'dropped-before-data': { state: 'retry', scope: 'provider', response: 'Connection closed' },
  'dropped-after-data': { state: 'in-doubt', response: 'Connection closed' },
  'answer-lost': { state: 'in-doubt', response: 'Connection closed' },
  silent: { state: 'in-doubt', response: 'Timeout' },
}

function messageIdIn(message: Buffer): string {
  return /^Message-ID: (\S+)/im.exec(message.toString('latin1', 0, 4000))?.[1] ?? ''
}
