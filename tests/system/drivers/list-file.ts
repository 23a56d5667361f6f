export interface Downloaded {
  /** Statuses of looking twice, fetching, and fetching and looking once more. */
  statuses: number[]
  /** The e-mail addresses, in the order of the file. */
  addresses: string[]
  columns: number
}

/** Opens a one-time link, twice, since that changes nothing; fetches the file by its button; tries once more. */
export async function downloadOnce(url: string): Promise<Downloaded> {
  const { origin } = new URL(url)
  const get = async () => done(await fetch(url))
  const fetchFile = () => fetch(url, { method: 'POST', headers: { origin, 'sec-fetch-site': 'same-origin' } })
  const looked = [await get(), await get()]
  const file = await fetchFile()
  const text = await file.text()
  const again = [await done(await fetchFile()), await get()]
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .filter((line) => line !== '')
  const [header = '', ...rows] = lines
  const separator = header.includes(';') ? ';' : ','
  return {
    statuses: [...looked, file.status, ...again],
    addresses: rows.map((row) => row.split(separator)[0] ?? ''),
    columns: header.split(separator).length,
  }
}

async function done(response: Response): Promise<number> {
  await response.body?.cancel()
  return response.status
}
