import { buildPages } from '#bot/process/build-pages.ts'

// Each room of the test run loads this file for itself; the pages are built once for all.
const shared = globalThis as { egardPagesBuild?: Promise<boolean> }

/** vitest's global setup: the pages are built at most once a run, and only when a source is newer than the build. */
export default async function setup(): Promise<void> {
  shared.egardPagesBuild ??= buildPages(console.log)
  await shared.egardPagesBuild
}
