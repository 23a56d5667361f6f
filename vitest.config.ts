import { defineConfig } from 'vitest/config'

// An odd zone and locale: a test that reads the machine's by accident fails here, not at a customer's.
// Set on the process, so that the forks and the processes they spawn start with them.
const oddPlace = { TZ: 'Pacific/Chatham', LANG: 'C', LC_ALL: 'C', NODE_ENV: 'test' }
Object.assign(process.env, oddPlace)

const seed = Number(process.env['EGARD_TEST_SEED'] ?? Date.now())

interface Room {
  name: string
  include: string[]
  /** Rooms run one after another, in the order written here, so that their times can be read. */
  seconds?: number
  workers?: number
}

const rooms: Room[] = [
  { name: 'core', include: ['tests/architecture.test.ts', 'tests/core/**/*.test.ts', 'tests/house/**/*.test.ts'] },
  { name: 'db', include: ['tests/db/**/*.test.ts'] },
  { name: 'bot', include: ['tests/bot/**/*.test.ts'] },
  { name: 'pages', include: ['tests/preference-center/**/*.test.ts'] },
  { name: 'system', include: ['tests/system/**/*.test.ts'], seconds: 120 },
  { name: 'browser', include: ['tests/browser/**/*.test.ts'], seconds: 60, workers: 1 },
]

export default defineConfig({
  test: {
    projects: rooms.map(({ name, include, seconds = 20, workers = 2 }, groupOrder) => ({
      test: {
        name,
        include,
        pool: 'forks' as const,
        maxWorkers: workers,
        testTimeout: seconds * 1000,
        hookTimeout: seconds * 1000,
        env: oddPlace,
        sequence: { groupOrder, shuffle: { files: true, tests: true }, seed },
      },
    })),
    sequence: { shuffle: { files: true, tests: true }, seed },
    passWithNoTests: true,
  },
})
