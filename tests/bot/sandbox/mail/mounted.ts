import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Listener } from '#bot/sandbox/mail/http-answers.ts'

/** An HTTP server with these listeners, as the product's one server mounts them; gone when the test ends. */
export async function mounted(...listeners: readonly Listener[]): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const path = new URL(request.url ?? '/', 'http://test').pathname
      for (const listener of listeners) if (await listener(request, response, path)) return
      response.writeHead(404).end('not mounted')
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
