import { pino, stdTimeFunctions } from 'pino'
import type { LogLevel } from '#bot/config/environment.ts'

/** The only fields a log line may carry: names, codes, ids and counts, never what a person typed, is called, or is reached at. */
const FIELDS = [
  'route',
  'method',
  'status',
  'ms',
  'request',
  'code',
  'job',
  'worker',
  'roles',
  'signal',
  'campaign',
  'delivery',
  'service',
  'services',
  'ids',
  'contact',
  'notice',
  'import',
  'send',
  'hold',
  'refuse',
  'reasons',
  'count',
  'counts',
  'attempt',
  'slackError',
  'error',
] as const

export type LogFields = Partial<Record<(typeof FIELDS)[number], unknown>>

export interface Log {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}

export interface LogTarget {
  write(line: string): void
}

/** JSON lines on `target`. Fields outside the list are dropped; an error keeps its name, code and stack, not its values. */
export function createLog(level: LogLevel, target: LogTarget): Log {
  const lines = pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, target)
  return {
    debug: (fields, message) => lines.debug(allowed(fields), message),
    info: (fields, message) => lines.info(allowed(fields), message),
    warn: (fields, message) => lines.warn(allowed(fields), message),
    error: (fields, message) => lines.error(allowed(fields), message),
  }
}

function allowed(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const name of FIELDS) {
    const value = fields[name]
    if (value !== undefined) kept[name] = name === 'error' ? errorFields(value) : value
  }
  return kept
}

/** The message stays out: a driver puts values into it, and a value may be an address. The stack's lines say where. */
function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = (error as { code?: unknown }).code
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    at: at.slice(0, 12).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: errorFields(error.cause) }),
  }
}
