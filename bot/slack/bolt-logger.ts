import { type Logger, LogLevel } from '@slack/bolt'
import type { Log } from '#bot/log/create-log.ts'

/** Bolt's own lines stay out of the log: they may quote what people typed. That something was said is kept. */
export function boltLogger(log: Log): Logger {
  const ignore = () => {}
  return {
    debug: ignore,
    info: ignore,
    warn: () => log.debug({}, 'Slack’s library warns'),
    error: (...said) =>
      log.warn({ error: said.find((one) => one instanceof Error) }, 'Slack’s library reports an error'),
    setLevel: ignore,
    getLevel: () => LogLevel.WARN,
    setName: ignore,
  }
}
