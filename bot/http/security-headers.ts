import type { ServerResponse } from 'node:http'
import type { Room } from './routes.ts'

const POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'self'; form-action 'self'"
// The stand-ins show received mail, which carries its style with it.
const STAND_IN_POLICY = `${POLICY}; style-src 'self' 'unsafe-inline'`

/** On every answer. Nothing from elsewhere runs, loads or frames our pages; a link with a token is told to nobody. */
export function setSecurityHeaders(response: ServerResponse, publicOrigin: string, room: Room): void {
  response.setHeader('content-security-policy', room === 'sandbox' ? STAND_IN_POLICY : POLICY)
  response.setHeader('x-content-type-options', 'nosniff')
  // no-referrer would make browsers send `Origin: null` with our own forms.
  response.setHeader('referrer-policy', 'same-origin')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()')
  response.setHeader('x-robots-tag', 'noindex')
  if (publicOrigin.startsWith('https:')) response.setHeader('strict-transport-security', 'max-age=31536000')
}
