/** Why a form of settings cannot be kept as it is. */
export type SettingsProblem =
  | 'channel-unknown'
  | 'budget-range'
  | 'no-day'
  | 'no-time'
  | 'time-missing'
  | 'time-unreadable'
  | 'end-before-start'
  | 'overlap'
  | 'quiet-half'
  | 'quiet-same'
  | 'quiet-all'
  | 'pause-past'
  | 'pause-far'
  | 'pause-unreadable'

/** How somebody wants to be written to, in one language. Nothing of it is consented to, so none of it is hashed. */
export interface SettingsTexts {
  title: string
  from: string
  to: string
  rhythm: {
    title: string
    summary: (per7Days: number, per30Days: number) => string
    week: string
    month: string
    usual: (most: number) => string
    note: string
    /** In a sentence that says what waits for a confirmation. */
    asked: (per7Days: number, per30Days: number) => string
  }
  channel: {
    title: string
    none: string
    email: string
    sms: string
    note: string
    first: { email: string; sms: string; none: string }
  }
  hours: {
    title: string
    house: string
    own: string
    days: string
    dayRange: (first: string, last: string) => string
    everyDay: string
    one: string
    two: string
    note: string
  }
  quiet: { title: string; note: string; summary: (from: string, to: string) => string; none: string }
  pause: {
    title: string
    none: string
    summary: (day: string) => string
    week: string
    month: string
    season: string
    until: string
    button: string
    resume: string
    resumed: string
    note: string
  }
  undo: string
  problem: Record<Exclude<SettingsProblem, 'budget-range'>, string>
  range: (week: number, month: number) => string
  /** Over a form that could not be kept. */
  notKept: string
}
