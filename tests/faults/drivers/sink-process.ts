import { type AddressInfo, createServer, type Socket } from 'node:net'
import { dice } from './dice.ts'
import type { Answered, Asked, Kept, Mood, Question, SinkCounts, SinkOptions } from './moods.ts'

// A mail server in a process of its own: what it has, it has, whoever is killed. The test asks it over the channel it was forked with.

const END = Buffer.from('\r\n.\r\n')
const GARBAGE = Buffer.from([0x16, 0x03, 0x00, 0xff, 0x0a, 0x80, 0x41, 0x0d, 0x0a, 0x39, 0x39, 0x39, 0x0d, 0x0a])

let options: SinkOptions = { seed: 1, moods: [] }
let random = dice(1)
let left = new Map<Mood, number>()
let moodsHad = 0
const kept: Kept[] = []
const sockets = new Set<Socket>()
let waiting: { count: number; done: () => void }[] = []

const server = createServer((socket) => converse(socket))
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('message', ({ number, question }: Asked) => {
  const reply = (answer: unknown) => process.send?.({ number, answer } satisfies Answered)
  answer(question, reply)
})
process.on('disconnect', () => process.exit(0))

function answer(question: Question, reply: (answer: unknown) => void): void {
  if ('set' in question) {
    options = question.set
    random = dice(options.seed)
    left = new Map(options.moods.map(({ mood, times }) => [mood, times ?? Number.POSITIVE_INFINITY]))
    reply(true)
  } else if ('reach' in question) {
    waiting.push({ count: question.reach, done: () => reply(kept.length) })
    tellWhoWaits()
  } else if (question.tell === 'kept') reply(kept)
  else reply({ kept: kept.length, connections: sockets.size, moods: moodsHad } satisfies SinkCounts)
}

function tellWhoWaits(): void {
  if (waiting.length === 0) return
  for (const { done } of waiting.filter(({ count }) => kept.length >= count)) done()
  waiting = waiting.filter(({ count }) => kept.length < count)
}

/** The mood that comes over this connection (at its greeting) or over this message. */
function moodFor(place: 'connection' | 'message'): Mood | undefined {
  for (const { mood, share } of options.moods) {
    if ((mood.at === 'greeting') !== (place === 'connection')) continue
    const times = left.get(mood) ?? 0
    if (times <= 0 || random.next() >= share) continue
    left.set(mood, times - 1)
    moodsHad += 1
    return mood
  }
  return undefined
}

function converse(socket: Socket): void {
  sockets.add(socket)
  socket.setNoDelay(true)
  socket.on('close', () => sockets.delete(socket))
  // Whoever is killed in the middle of a conversation is no concern of the sink.
  socket.on('error', () => {})
  const say = (line: string) => void socket.write(`${line}\r\n`)

  let buffer: Buffer = Buffer.alloc(0)
  let inData = false
  let mood: Mood | undefined
  let to = ''

  const greeting = moodFor('connection')
  if (greeting !== undefined) return misbehave(socket, greeting.do)
  say('220 sink ESMTP')

  socket.on('data', (chunk: Buffer) => {
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk])
    while (!socket.destroyed && (inData ? content() : command()));
  })

  function command(): boolean {
    const end = buffer.indexOf('\r\n')
    if (end < 0) return false
    const line = buffer.toString('latin1', 0, end)
    buffer = buffer.subarray(end + 2)
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO') say('250-sink\r\n250-8BITMIME\r\n250 SIZE 50000000')
    else if (verb === 'MAIL') {
      mood = moodFor('message')
      say(mood?.at === 'sender' ? mood.line : '250 ok')
    } else if (verb === 'RCPT') {
      to = /<([^>]*)>/.exec(line)?.[1] ?? ''
      say(mood?.at === 'recipient' ? mood.line : '250 ok')
    } else if (verb === 'DATA') {
      if (mood?.at === 'data') socket.destroy()
      else {
        inData = true
        say('354 go on')
      }
    } else if (verb === 'QUIT') {
      say('221 bye')
      socket.end()
    } else say('250 ok')
    return true
  }

  function content(): boolean {
    if (mood?.at === 'content' && buffer.length > 0) {
      socket.destroy()
      return false
    }
    const end = buffer.indexOf(END)
    if (end < 0) return false
    const head = buffer.toString('latin1', 0, Math.max(0, buffer.indexOf('\r\n\r\n')))
    buffer = buffer.subarray(end + END.length)
    inData = false
    const { answerAfterMs = 0 } = options
    const had = mood
    if (answerAfterMs === 0) finish(head, had)
    else setTimeout(() => finish(head, had), answerAfterMs)
    return true
  }

  function finish(head: string, had: Mood | undefined): void {
    if (had?.at !== 'end') {
      keep(head, to)
      return say('250 kept')
    }
    if (had.do === 'answer') return say(had.line)
    if (had.kept) keep(head, to)
    misbehave(socket, had.do)
  }
}

function misbehave(socket: Socket, how: Mood['do']): void {
  if (how === 'drop') socket.destroy()
  else if (how === 'garbage') socket.write(GARBAGE)
  else if (how === 'nonsense') socket.write('999 perhaps, perhaps not\r\n')
}

function keep(head: string, to: string): void {
  const header = (name: string) =>
    new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(head.replaceAll(/\r\n[ \t]+/g, ' '))?.[1]?.trim() ?? ''
  const unsubscribe = /<(https?:[^>]+)>/.exec(header('List-Unsubscribe'))?.[1]?.replaceAll(' ', '') ?? ''
  kept.push({ messageId: header('Message-ID'), to, at: Date.now(), unsubscribe })
  tellWhoWaits()
}
