import { type AddressInfo, createServer, type Socket } from 'node:net'

// Run in a process of its own: a mail server that accepts everything and keeps nothing. Its argument: milliseconds before it answers a message.
const delayMs = Number(process.argv[2] ?? 0)
const END = '\r\n.\r\n'
let accepted = 0

const server = createServer((socket) => {
  socket.setNoDelay(true)
  socket.on('error', () => {})
  socket.write('220 sink\r\n')
  let rest = ''
  let inMessage = false
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    rest += chunk
    for (;;) {
      const end = rest.indexOf(inMessage ? END : '\r\n')
      if (end < 0) {
        // Of a message only what may be the beginning of its end is kept.
        if (inMessage) rest = rest.slice(-END.length)
        return
      }
      const line = inMessage ? '.' : rest.slice(0, end)
      rest = rest.slice(end + (inMessage ? END.length : 2))
      inMessage = answer(socket, line)
    }
  })
})

/** True when the message follows. */
function answer(socket: Socket, line: string): boolean {
  const verb = line.slice(0, 4).toUpperCase()
  if (verb === 'DATA') {
    socket.write('354 go on\r\n')
    return true
  }
  if (verb === '.') {
    accepted += 1
    const say = () => socket.write('250 2.0.0 kept\r\n')
    if (delayMs === 0) say()
    else setTimeout(say, delayMs)
  } else if (verb === 'EHLO') socket.write('250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n')
  else if (verb === 'QUIT') socket.end('221 bye\r\n')
  else socket.write('250 ok\r\n')
  return false
}

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('message', () => process.send?.({ accepted }))
process.on('disconnect', () => process.exit())
