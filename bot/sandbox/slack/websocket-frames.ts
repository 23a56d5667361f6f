import type { Duplex } from 'node:stream'

/** The opcodes of RFC 6455 that Socket Mode uses. */
export const FRAME = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const

const MOST_BYTES = 1_000_000

/** One unmasked frame, as a server sends it. */
export function frame(opcode: number, payload: string | Buffer): Buffer {
  const body = Buffer.from(payload)
  if (body.length < 126) return Buffer.concat([Buffer.from([0x80 | opcode, body.length]), body])
  const long = body.length > 0xffff
  const head = Buffer.alloc(long ? 10 : 4)
  head[0] = 0x80 | opcode
  head[1] = long ? 127 : 126
  if (long) head.writeBigUInt64BE(BigInt(body.length), 2)
  else head.writeUInt16BE(body.length, 2)
  return Buffer.concat([head, body])
}

/** Calls back for each whole message of a client; a message that is too long ends the connection. */
export function readFrames(socket: Duplex, onMessage: (opcode: number, payload: Buffer) => void): void {
  let rest = Buffer.alloc(0)
  let parts: Buffer[] = []
  let opcodeOfParts: number = FRAME.text
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (let one = takeFrame(rest); one; one = takeFrame(rest)) {
      rest = rest.subarray(one.length)
      if (one.opcode >= FRAME.close) {
        onMessage(one.opcode, one.payload)
        continue
      }
      if (one.opcode !== FRAME.continuation) opcodeOfParts = one.opcode
      parts.push(one.payload)
      if (!one.final) continue
      onMessage(opcodeOfParts, Buffer.concat(parts))
      parts = []
    }
    if (rest.length + parts.reduce((sum, { length }) => sum + length, 0) > MOST_BYTES) socket.destroy()
  })
}

interface Frame {
  opcode: number
  final: boolean
  payload: Buffer
  /** Bytes the frame takes in all. */
  length: number
}

function takeFrame(data: Buffer): Frame | undefined {
  if (data.length < 2) return undefined
  const short = data.readUInt8(1) & 0x7f
  const masked = (data.readUInt8(1) & 0x80) !== 0
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0
  const start = 2 + lengthBytes + (masked ? 4 : 0)
  if (data.length < start) return undefined
  const size = lengthBytes === 0 ? short : lengthBytes === 2 ? data.readUInt16BE(2) : Number(data.readBigUInt64BE(2))
  if (data.length < start + size) return undefined
  const mask = masked ? data.subarray(start - 4, start) : undefined
  const payload = Buffer.from(data.subarray(start, start + size))
  if (mask) for (let at = 0; at < payload.length; at += 1) payload[at] = payload.readUInt8(at) ^ mask.readUInt8(at % 4)
  return { opcode: data.readUInt8(0) & 0x0f, final: (data.readUInt8(0) & 0x80) !== 0, payload, length: start + size }
}
