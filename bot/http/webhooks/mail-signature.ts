import { createHmac, timingSafeEqual } from 'node:crypto'

/** A signature older, or newer, than this is nobody's. */
const FRESH_MS = 5 * 60_000
/** A secret that is being replaced signs twice; nobody signs more often. */
const MOST_SIGNATURES = 10

/**
 * `t=UNIX,v1=hex`, several `v1` allowed: HMAC-SHA256 over the instant, a point and the body. `nowMs` is real time, whatever the test clock says.
 */
export function isSignedMail(
  header: string | undefined,
  body: Buffer,
  { secret, nowMs }: { secret: string; nowMs: number },
): boolean {
  const parts = (header ?? '').split(',').map((part) => part.trim())
  const instants = parts.filter((part) => part.startsWith('t=')).map((part) => part.slice(2))
  const [instant = ''] = instants
  if (instants.length !== 1 || !/^\d{1,12}$/.test(instant)) return false
  if (Math.abs(nowMs - Number(instant) * 1000) > FRESH_MS) return false
  const expected = createHmac('sha256', secret).update(`${instant}.`).update(body).digest()
  const given = parts.filter((part) => /^v1=[0-9a-f]{64}$/i.test(part)).slice(0, MOST_SIGNATURES)
  let found = false
  for (const one of given) if (timingSafeEqual(Buffer.from(one.slice(3), 'hex'), expected)) found = true
  return found
}
