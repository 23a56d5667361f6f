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
  globalSetup?: string[]
}

const databases = './tests/support/migrated-templates.ts'
const pages = './tests/support/pages-build.ts'

const rooms: Room[] = [
  { name: 'core', include: ['tests/architecture.test.ts', 'tests/core/**/*.test.ts'] },
  { name: 'house', include: ['tests/house/**/*.test.ts'], globalSetup: [databases] },
  { name: 'db', include: ['tests/db/**/*.test.ts'], globalSetup: [databases] },
  { name: 'bot', include: ['tests/bot/**/*.test.ts'], globalSetup: [databases] },
  { name: 'pages', include: ['tests/preference-center/**/*.test.ts'], globalSetup: [databases, pages] },
  { name: 'system', include: ['tests/system/**/*.test.ts'], globalSetup: [databases, pages], seconds: 120 },
  {
    name: 'browser',
    include: ['tests/browser/**/*.test.ts'],
    globalSetup: [databases, pages],
    seconds: 60,
    workers: 1,
  },
  {
    name: 'faults',
    include: ['tests/faults/**/*.test.ts'],
    globalSetup: [databases, pages],
    seconds: Number(process.env['EGARD_FAULTS_SECONDS'] ?? 120),
  },
]

export default defineConfig({
  test: {
    projects: rooms.map(({ name, include, seconds = 20, workers = 2, globalSetup = [] }, groupOrder) => ({
      test: {
        name,
        include,
        globalSetup,
        pool: 'forks' as const,
        maxWorkers: workers,
        testTimeout: seconds * 1000,
        hookTimeout: seconds * 1000,
        env: oddPlace,
        sequence: { groupOrder, shuffle: { files: true, tests: true }, seed },
      },
    })),
    sequence: { shuffle: { files: true, tests: true }, seed },
    reporters: ['default', './tests/support/closing-line.ts'],
  },
})
