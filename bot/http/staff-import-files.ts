import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import type { Received, UploadStore } from '#bot/import/uploads/upload-store.ts'
import { UPLOAD_FILES_LIMIT } from '#db/operations/uploads/change-files.ts'

/** Why a file did not come; `not-received`: the connection broke, or the form was not one. */
export type FileFailure = 'too-big' | 'disk-full' | 'not-received' | 'too-many-files'

export interface Arrived extends Received {
  name: string
}

const FILE_LIMIT_BYTES = 2 * 1024 ** 3

/**
 * Streams the files of a form to the disk as they come, in their order. A file that fails is left out and named by its reason; those before it
 * stay.
 */
export async function receiveFiles(
  request: IncomingMessage,
  store: UploadStore,
  folder: string,
): Promise<{ arrived: Arrived[]; failures: FileFailure[] }> {
  const failures = new Set<FileFailure>()
  const arriving: Promise<Arrived | undefined>[] = []
  const broken = new AbortController()
  try {
    const form = new Busboy({
      headers: request.headers as BusboyHeaders,
      limits: { fileSize: FILE_LIMIT_BYTES, files: UPLOAD_FILES_LIMIT, fields: 20, fieldSize: 1024, headerPairs: 20 },
    })
    form.on('file', (_, content, name) => {
      // What a form sends for an input nobody used.
      if (!name) return void content.resume()
      arriving.push(receive(store, folder, content, name, broken.signal, failures))
    })
    form.on('filesLimit', () => failures.add('too-many-files'))
    await piped(request, form)
  } catch {
    failures.add('not-received')
    broken.abort()
    // The rest passes by unread, so that an answer can still be sent.
    request.resume()
  }
  const arrived = (await Promise.all(arriving)).filter((file) => file !== undefined)
  return { arrived, failures: [...failures] }
}

/** Not `pipeline`, which would close the connection of a form that cannot be read before it is answered. */
function piped(request: IncomingMessage, form: InstanceType<typeof Busboy>): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      request.unpipe(form)
      reject(error)
    }
    form.once('finish', resolve)
    form.once('error', fail)
    request.once('error', fail)
    request.once('close', () => {
      if (!request.complete) fail(new Error('the connection broke'))
    })
    request.pipe(form)
  })
}

async function receive(
  store: UploadStore,
  folder: string,
  content: Readable & { truncated: boolean },
  name: string,
  signal: AbortSignal,
  failures: Set<FileFailure>,
): Promise<Arrived | undefined> {
  try {
    const received = await store.receive(folder, content, signal)
    if (!content.truncated) return { ...received, name: shownName(name) }
    failures.add('too-big')
    await store.discard(received)
  } catch (error) {
    failures.add((error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'disk-full' : 'not-received')
    // The rest of the form has to pass.
    content.resume()
  }
  return undefined
}

/** What a browser calls a file, as it can be shown: the last part of a path, on one line. */
function shownName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return clean.slice(0, 150) || 'file.csv'
}
