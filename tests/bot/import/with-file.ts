import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll } from 'vitest'
import { type Detected, type DetectOptions, detectFile } from '#bot/import/detect.ts'
import type { FileProblem } from '#bot/import/file-problem.ts'
import { type ReadOptions, readRows } from '#bot/import/read.ts'
import type { FileRow } from '#bot/import/split-rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'egard-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let count = 0

/** A file of its own for the test, removed at the end. */
export function aFile(content: string | Buffer, encoding = 'utf-8', options: { addBOM?: boolean } = {}): string {
  const path = join(folder, `${++count}.csv`)
  writeFileSync(path, typeof content === 'string' ? iconv.encode(content, encoding, options) : content)
  return path
}

export function aFolder(): string {
  return folder
}

export async function detected(path: string, options: DetectOptions = {}): Promise<Detected> {
  const found = await detectFile(path, options)
  if ('problem' in found) throw new Error(`${found.problem} ${found.detail}`)
  return found
}

/** Everything the file gives, and why reading stopped. */
export async function readAll(
  path: string,
  found: Detected,
  options: ReadOptions = {},
): Promise<{ rows: FileRow[]; problem?: FileProblem }> {
  const rows: FileRow[] = []
  for await (const batch of readRows(path, found, options)) {
    rows.push(...batch.rows)
    if (batch.problem !== undefined) return { rows, problem: batch.problem }
  }
  return { rows }
}

export async function values(path: string): Promise<(readonly string[])[]> {
  return (await readAll(path, await detected(path))).rows.map((row) => row.values)
}
