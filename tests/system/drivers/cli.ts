import { type Finished, runEgard } from '#tests/support/process.ts'
import type { Place } from './place.ts'

export interface ImportCounts {
  rows: number
  new: number
  merged: number
  unchanged: number
  conflict: number
  refused: number
  report: string
}

export interface Explained {
  verdict: 'send' | 'hold' | 'refuse'
  reasons: { code: string }[]
  gate?: { bucket: string; reason: string }
  text: string[]
}

export interface Verified {
  ok: boolean
  events: number
  head: string
}

export interface Simulated {
  campaign: number
  total: number
  buckets: { bucket: string; count: number; reason: string; then?: { send: number; hold: number; refuse: number } }[]
}

/** The command line of a place, as a person in its folder uses it. */
export function commandLine({ environment, folder }: Place) {
  const run = (...args: string[]): Promise<Finished> => runEgard(args, environment, '', folder)
  const json = async <T>(...args: string[]): Promise<T> => {
    const { code, stdout, stderr } = await run(...args, '--json')
    if (code !== 0) throw new Error(`egard ${args.join(' ')} ended with ${code}: ${stderr}`)
    return JSON.parse(stdout) as T
  }
  return {
    run,
    importFiles: (files: readonly string[], ...options: string[]) => json<ImportCounts>('import', ...files, ...options),
    segment: (name: string, filter: object) =>
      json<{ name: string; contacts: number }>('segment', name, '--filter', JSON.stringify(filter)),
    explain: (address: string, topic: string, ...options: string[]) =>
      json<Explained>('explain', address, '--topic', topic, '--channel', 'email', ...options),
    link: async (address: string) => (await json<{ url: string }>('link', address)).url,
    verify: () => json<Verified>('verify'),
    simulate: (campaign: number) => json<Simulated>('simulate', String(campaign)),
  }
}
