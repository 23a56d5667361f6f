/**
 * Files dropped or chosen are sent one after the other, each with its progress. The first one uses the one-time link up: the answer says where the
 * page goes on. Without this script the form does the same at once.
 */
const FILE_LIMIT_BYTES = 2 * 1024 ** 3

interface Said {
  sending: string
  waiting: string
  sent: string
  failed: string
  tooBig: string
}

for (const form of document.querySelectorAll<HTMLFormElement>('form.drop')) start(form)

function start(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type=file]')
  const zone = form.querySelector<HTMLElement>('.zone')
  const list = form.querySelector<HTMLElement>('.sending')
  if (!input || !zone || !list) return
  const said = JSON.parse(form.dataset['said'] ?? '{}') as Said
  let busy = false

  const send = async (files: readonly File[]) => {
    if (busy || files.length === 0) return
    busy = true
    form.classList.add('busy')
    list.hidden = false
    const lines = files.map((file) => ({ file, line: lineOf(list, file, said) }))
    let address = form.action
    let why: string | undefined
    let failed = false
    for (const { file, line } of lines) {
      const next = file.size > FILE_LIMIT_BYTES ? undefined : await sendFile(address, file, line, said)
      if (next !== undefined) {
        const [page = next, said] = next.split('?')
        address = page
        why ??= said
      } else {
        failed = true
        line.say(file.size > FILE_LIMIT_BYTES ? `${file.name} · ${said.tooBig}` : said.failed)
      }
    }
    busy = false
    form.classList.remove('busy')
    const went = new URL(why === undefined ? address : `${address}?${why}`, location.href)
    // What failed stays to be read; what came is shown by the page it came to.
    if (!failed) location.assign(went)
    else if (went.pathname !== new URL(form.action).pathname) form.action = address
  }

  form.classList.add('live')
  input.addEventListener('change', () => void send([...(input.files ?? [])]))
  form.addEventListener('submit', (event) => {
    if (!input.files?.length) return
    event.preventDefault()
    void send([...input.files])
  })
  for (const name of ['dragenter', 'dragover', 'dragleave', 'drop']) {
    document.addEventListener(name, (event) => {
      event.preventDefault()
      zone.classList.toggle('over', name === 'dragenter' || name === 'dragover')
    })
  }
  document.addEventListener('drop', (event) => void send([...(event.dataTransfer?.files ?? [])]))
}

interface Line {
  say(text: string, share?: number): void
}

function lineOf(list: HTMLElement, file: File, said: Said): Line {
  const item = document.createElement('li')
  const text = document.createElement('span')
  const bar = document.createElement('progress')
  bar.max = 1
  bar.value = 0
  item.append(text, bar)
  list.append(item)
  const say = (words: string, share = 0) => {
    text.textContent = words
      .replace('{name}', () => file.name)
      .replace('{percent}', () => String(Math.floor(share * 100)))
    bar.value = share
  }
  say(said.waiting)
  return { say }
}

/** Resolves to where the page goes on; undefined when the file did not arrive. */
function sendFile(address: string, file: File, line: Line, said: Said): Promise<string | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    body.append('files', file)
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      line.say(said.sending, total === 0 ? 0 : loaded / total)
    })
    request.addEventListener('loadend', () => {
      const next = nextOf(request)
      if (next !== undefined) line.say(said.sent, 1)
      resolve(next)
    })
    request.open('POST', address)
    request.setRequestHeader('accept', 'application/json')
    request.send(body)
  })
}

function nextOf(request: XMLHttpRequest): string | undefined {
  // A link that was used or is over answers with the page that says so.
  if (request.status === 410 || request.status === 404) return request.responseURL
  if (request.status !== 200) return undefined
  try {
    return (JSON.parse(request.responseText) as { next?: string }).next
  } catch {
    return undefined
  }
}
