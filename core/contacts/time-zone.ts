import { memo } from './memo.ts'

/** True for an IANA name of a place ("Europe/Paris"), false for an offset or an abbreviation, which say nothing about summer time. */
export const isTimeZone = memo((name: string): boolean => {
  if (name !== 'UTC' && !/^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+$/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
}, 1_000)
