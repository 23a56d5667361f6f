/** Something that cannot wait for somebody to look: told to the on-call channel and to the privacy address. Counts and codes, never personal data. */
export type Alert =
  /** A campaign paused itself. `cause`: which rate went over its limit; counts of the campaign so far. */
  | {
      code: 'campaign-braked'
      campaignId: number
      cause: 'hard-bounces' | 'complaints' | 'withdrawals'
      count: number
      of: number
    }
  /** The way out failed its test three times: `paused` campaigns do not send. */
  | { code: 'way-out-broken'; failed: 'name' | 'tls' | 'connection' | 'page'; paused: number }
  /** The mail server refuses or does not answer whoever writes: nothing is handed over until it does. */
  | { code: 'mail-server-down'; response: string }
  /** The SMS provider refuses or does not answer whoever is written to: no SMS is handed over until it does. */
  | { code: 'sms-provider-down'; response: string }
  /** Opt-outs hold, but their second copy beside the database cannot be written. `problem`: the file system's code, like ENOSPC. */
  | { code: 'journal-unwritable'; problem: string }
  /** The database came back from a copy: `campaigns` were paused, `inDoubt` messages wait for a person, `events` opt-outs were brought in again. */
  | { code: 'database-restored'; campaigns: number; inDoubt: number; events: number }
