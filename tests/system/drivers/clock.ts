/** Moves the test clock and waits until everything that fell due has run. Answers the new now. */
export async function advance(egardUrl: string, by: string): Promise<Temporal.Instant> {
  const response = await fetch(`${egardUrl}/sandbox/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance: by }),
  })
  if (!response.ok) throw new Error(`The clock did not move by ${by}: ${response.status} ${await response.text()}`)
  return Temporal.Instant.from(((await response.json()) as { now: string }).now)
}
