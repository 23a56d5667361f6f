import { request as ask, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { closeServer, createEgardServer, type ServerOptions } from '#bot/http/create-server.ts'
import { createLog } from '#bot/log/create-log.ts'

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  body: string
  bytes: Buffer
}

export interface AskOptions {
  method?: string
  headers?: Record<string, string>
  body?: string | Buffer
}

export interface RunningServer {
  /** Everything logged. */
  lines: string[]
  port: number
  ask(path: string, options?: AskOptions): Promise<Reply>
}

/** The server on a free port, with rooms that answer what they were asked. */
export async function runServer(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const lines: string[] = []
  let ids = 0
  const server = createEgardServer({
    publicOrigin: () => 'https://consent.example.com',
    trustedProxies: [],
    rooms: {},
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    newId: () => String((ids += 1)),
    nowMs: () => 0,
    ...options,
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => closeServer(server, 0))
  const { port } = server.address() as AddressInfo
  const ask = (path: string, asked: AskOptions = {}) => send(port, path, asked)
  return { lines, port, ask }
}

function send(port: number, path: string, { method = 'GET', headers = {}, body }: AskOptions): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = ask({ port, host: '127.0.0.1', path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
          bytes: Buffer.concat(chunks),
        })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}
