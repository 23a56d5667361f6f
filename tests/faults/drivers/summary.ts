/** One line for whoever reads the run: what was done, what was counted, how long it took. */
export function summary(): (facts: Record<string, string | number>) => void {
  const startedAt = performance.now()
  return (facts) => {
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    const line = Object.entries({ ...facts, seconds }).map(([name, value]) => `${name} ${value}`)
    process.stdout.write(`\n${line.join(', ')}\n`)
  }
}
