import { expect, test } from 'vitest'
import { workAhead } from '#db/operations/campaigns/work-ahead.ts'

async function* numbers(most: number): AsyncGenerator<number> {
  for (let one = 1; one <= most; one += 1) yield one
}

test('results come in the order of the items, however long each takes, and never more are under way than asked for', async () => {
  let underWay = 0
  let mostUnderWay = 0
  const results: number[] = []
  const work = async (item: number) => {
    underWay += 1
    mostUnderWay = Math.max(mostUnderWay, underWay)
    for (let turn = 0; turn < (item % 3) * 5; turn += 1) await Promise.resolve()
    underWay -= 1
    return item * 10
  }
  for await (const result of workAhead(numbers(20), 2, work)) results.push(result)
  expect(results).toEqual(Array.from({ length: 20 }, (_, index) => (index + 1) * 10))
  expect(mostUnderWay).toBeGreaterThan(1)
  expect(mostUnderWay).toBeLessThanOrEqual(3)
})

test('the first failure reaches the caller, and those begun after it are nobody’s stray rejection', async () => {
  const stray: unknown[] = []
  const note = (error: unknown) => void stray.push(error)
  process.on('unhandledRejection', note)
  const seen: number[] = []
  const work = async (item: number) => {
    if (item > 2) throw new Error(`item ${item}`)
    return item
  }
  const walk = async () => {
    for await (const result of workAhead(numbers(9), 3, work)) seen.push(result)
  }
  await expect(walk()).rejects.toThrow('item 3')
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', note)
  expect([seen, stray]).toEqual([[1, 2], []])
})
