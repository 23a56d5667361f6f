import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { runFolder, startPostgresCluster } from './postgres-cluster.ts'

/** What every test file needs to make fresh databases; see `databases.ts`. */
export interface Templates {
  /** The database of the cluster from which others are created and dropped. */
  adminUrl: string
  /** A migrated PostgreSQL database, to be cloned; nobody connects to it. */
  postgresTemplate: string
  /** A migrated SQLite file, to be copied. */
  sqliteTemplate: string
  /** A folder that disappears when the run ends. */
  folder: string
  /** Why the templates are not migrated; every test that wants a database fails with it. */
  problem?: string
}

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates
  }
}

const TEMPLATE = 'egard_template'

interface Prepared {
  templates: Templates
  remove(): Promise<void>
}

// Each room of the test run loads this file for itself; the cluster is one for the whole run.
const shared = globalThis as { egardTemplates?: Promise<Prepared> }

/** vitest's global setup: one PostgreSQL cluster and one migrated template per database, removed when the run ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.egardTemplates ??= prepare()
  const { templates, remove } = await shared.egardTemplates
  project.provide('templates', templates)
  return remove
}

async function prepare(): Promise<Prepared> {
  const cluster = await startPostgresCluster()
  const folder = await mkdtemp(runFolder('tests'))
  const templates: Templates = {
    adminUrl: cluster.url('postgres'),
    postgresTemplate: TEMPLATE,
    sqliteTemplate: join(folder, 'template.db'),
    folder,
  }
  try {
    await createDatabase(templates.adminUrl)
    await migrate(cluster.url(TEMPLATE))
    await migrate(`sqlite:${templates.sqliteTemplate}`)
  } catch (error) {
    templates.problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
  let removal: Promise<void> | undefined
  const remove = () => (removal ??= cluster.stop().then(() => rm(folder, { recursive: true, force: true })))
  return { templates, remove }
}

async function createDatabase(adminUrl: string): Promise<void> {
  const { Client } = (await import('pg')).default
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  await client.query(`CREATE DATABASE ${TEMPLATE}`)
  await client.end()
}

async function migrate(url: string): Promise<void> {
  const { openDatabase } = await import('#db/open.ts')
  const { migrateToLatest } = await import('#db/migrate.ts')
  const database = await openDatabase(url)
  try {
    await migrateToLatest(database)
  } finally {
    await database.close()
  }
}
