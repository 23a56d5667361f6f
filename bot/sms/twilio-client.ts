import twilio from 'twilio'

export type TwilioSettings = {
  readonly accountSid: string
  readonly authToken: string
  /** TWILIO_API_URL: where a compatible server answers instead of https://api.twilio.com. */
  readonly apiUrl?: string | undefined
  readonly timeoutMs?: number | undefined
}

const API = 'https://api.twilio.com'
const TIMEOUT_MS = 10_000

type Request = Parameters<InstanceType<typeof twilio.RequestClient>['request']>[0]

/**
 * Twilio's own client. It never repeats a request by itself: creating a message has no idempotency key, so a lost answer is in
 * doubt and stays so until the message list settles it.
 */
export function createTwilioClient({ accountSid, authToken, apiUrl = API, timeoutMs = TIMEOUT_MS }: TwilioSettings) {
  const base = apiUrl.replace(/\/+$/, '')
  const requests = new twilio.RequestClient({ timeout: timeoutMs, autoRetry: false })
  const httpClient = {
    request: (options: Request) =>
      requests.request<unknown>({ ...options, uri: atBase(options.uri, base), timeout: timeoutMs }),
  }
  return twilio(accountSid, authToken, { httpClient: httpClient as typeof requests })
}

function atBase(uri: string, base: string): string {
  return uri.startsWith(`${API}/`) ? base + uri.slice(API.length) : uri
}
