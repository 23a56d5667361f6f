import { type AddressInfo, createServer, type Socket } from 'node:net'

/** What the server says at each point; `drop` cuts the connection, `silence` never answers. */
export type Script = {
  readonly greeting?: string
  readonly ehlo?: readonly string[]
  readonly auth?: string
  readonly mail?: string
  readonly rcpt?: string
  readonly data?: string
  readonly end?: string
  /** Cuts the connection after this many bytes of the message. */
  readonly dropInMessageAfter?: number
}

export type ScriptedSmtp = {
  readonly url: string
  /** Verbs as they came, over all connections. */
  readonly commands: readonly string[]
  /** Messages that got to their final dot. */
  readonly received: readonly string[]
  readonly connections: () => number
  /** What every later command of later conversations is answered. */
  readonly play: (script: Script) => void
  readonly dropAll: () => void
  readonly close: () => Promise<void>
}

/** A small SMTP server that says exactly what the test wants, on a free port of loopback. */
export async function scriptedSmtp(first: Script = {}): Promise<ScriptedSmtp> {
  let script = first
  let count = 0
  const commands: string[] = []
  const received: string[] = []
  const sockets = new Set<Socket>()

  const server = createServer((socket) => {
    count += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    let buffered = ''
    let inMessage = false

    const say = (answer: string) => {
      if (answer === 'drop') socket.destroy()
      else if (answer !== 'silence') socket.write(`${answer}\r\n`)
    }
    const refused = () => [script.mail, script.rcpt].some((answer) => answer !== undefined && !answer.startsWith('2'))
    const answerTo = (line: string): void => {
      const verb = line.split(/[ :]/)[0]?.toUpperCase() ?? ''
      commands.push(verb)
      if (verb === 'EHLO') return (script.ehlo ?? ['250 scripted']).forEach(say)
      if (verb === 'AUTH') return say(script.auth ?? '235 2.7.0 welcome')
      if (verb === 'MAIL') return say(script.mail ?? '250 2.1.0 ok')
      if (verb === 'RCPT') return say(script.rcpt ?? '250 2.1.5 ok')
      if (verb === 'QUIT') return say('221 bye')
      if (verb !== 'DATA') return say('250 ok')
      // Like a real server: no message without a sender and a recipient, also when the commands came together.
      const answer = refused() ? '503 5.5.1 nobody to send to' : (script.data ?? '354 go on')
      inMessage = answer.startsWith('354')
      say(answer)
    }

    say(script.greeting ?? '220 scripted')
    socket.on('data', (chunk) => {
      buffered += chunk.toString('latin1')
      for (;;) {
        if (inMessage) {
          if (script.dropInMessageAfter !== undefined && buffered.length >= script.dropInMessageAfter)
            return say('drop')
          const end = buffered.indexOf('\r\n.\r\n')
          if (end < 0) return
          received.push(buffered.slice(0, end + 2))
          buffered = buffered.slice(end + 5)
          inMessage = false
          say(script.end ?? '250 2.0.0 kept')
        } else {
          const end = buffered.indexOf('\r\n')
          if (end < 0) return
          const line = buffered.slice(0, end)
          buffered = buffered.slice(end + 2)
          answerTo(line)
        }
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    commands,
    received,
    connections: () => count,
    play: (next) => {
      script = next
    },
    dropAll: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
