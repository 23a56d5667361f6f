import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StartError } from './start-error.ts'

/** Listens, and resolves to the port that was really taken. @throws StartError port */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new StartError('port', sentence(error, host, port), error)),
    )
    server.listen(port, host.replace(/^\[(.*)\]$/, '$1'), () => resolve((server.address() as AddressInfo).port))
  })
}

function sentence(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (String(error.code)) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is taken: stop what listens there, or set PORT to another one (0 takes any free one).`
    case 'EACCES':
      return `Port ${port} needs rights this user does not have: set PORT to one above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is not an address of this machine: correct it, or unset it to listen on 127.0.0.1.`
    default:
      return `Égard cannot listen on ${host}:${port} (${error.code}): correct HOST and PORT.`
  }
}
