import type { ServerResponse } from 'node:http'

/** What went wrong, in the two languages we can always speak; for when no page of ours can be rendered. */
const SENTENCES: Readonly<Record<number, readonly [fr: string, en: string]>> = {
  400: ['Cette demande n’est pas lisible.', 'This request cannot be read.'],
  403: [
    'Cette demande vient d’un autre site ; ouvrez la page et recommencez.',
    'This request comes from another site; open the page and try again.',
  ],
  404: ['Cette page n’existe pas.', 'This page does not exist.'],
  405: ['Cette page ne se demande pas ainsi.', 'This page cannot be asked for like that.'],
  413: ['C’est trop volumineux.', 'This is too large.'],
  415: ['Envoyez cela au format JSON.', 'Send this as application/json.'],
  429: ['Trop de demandes ; réessayez dans une minute.', 'Too many requests; try again in a minute.'],
  500: ['Quelque chose n’a pas marché ; réessayez dans un moment.', 'Something went wrong; try again in a moment.'],
  503: ['Égard n’est pas prêt ; réessayez dans un moment.', 'Égard is not ready; try again in a moment.'],
}

/** Ends a response with a plain page in French and English. */
export function sendPlainPage(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  const [fr, en] = SENTENCES[status] ?? SENTENCES[500] ?? ['', '']
  const french = fr.replaceAll(' ;', '\u00a0;')
  const html = `<!doctype html>
<html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Égard</title>
<body><h1>${french}</h1><p lang="en">${en}</p></body></html>
`
  response.writeHead(status, {
    ...headers,
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(html),
    'cache-control': 'no-store',
  })
  response.end(response.req.method === 'HEAD' ? undefined : html)
}

/** Ends a response with one JSON document. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = `${JSON.stringify(body)}\n`
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  })
  response.end(response.req.method === 'HEAD' ? undefined : text)
}
