import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { acceptedEncoding } from './compress-pages.ts'
import { type Answer, pathOf } from './create-server.ts'

interface StaticFile {
  type: string
  plain: Buffer
  br: Buffer
  gzip: Buffer
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
}

/**
 * The pages' scripts and styles, read and compressed once: they are few and small. Their names carry a hash of what is in
 * them, so browsers keep them for ever.
 */
export async function answerStaticFiles(folder: string, base: string): Promise<Answer> {
  const files = new Map<string, StaticFile>()
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const type = TYPES[extname(name)]
    if (type === undefined) continue
    const plain = await readFile(join(folder, name))
    const br = brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    files.set(`${base}/${name}`, { type, plain, br, gzip: gzipSync(plain, { level: 9 }) })
  }
  return (request, response) => {
    const file = files.get(pathOf(request))
    if (!file) return false
    const encoding = acceptedEncoding(request)
    const body = encoding === undefined ? file.plain : file[encoding]
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': body.length,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
    })
    response.end(request.method === 'HEAD' ? undefined : body)
    return true
  }
}
