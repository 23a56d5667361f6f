import type { IncomingMessage } from 'node:http'

/**
 * A body of at most `limitBytes`; undefined when it is larger or breaks off. What is too much passes by unread: an answer can still be sent, which
 * a body left lying in the socket would prevent.
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const take = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= limitBytes) chunks.push(chunk)
      else over()
    }
    const over = () => {
      request.off('data', take)
      request.resume()
      resolve(undefined)
    }
    request.on('data', take)
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('close', () => resolve(undefined))
    request.once('error', () => resolve(undefined))
  })
}
