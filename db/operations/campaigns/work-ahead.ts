/** Does the work of the next few items while the caller is busy with one; results come in the order of the items. */
export async function* workAhead<T, R>(
  items: AsyncIterable<T>,
  ahead: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = []
  for await (const item of items) {
    const result = work(item)
    // It is looked at when its turn comes; a caller that stops before must not leave a stray rejection.
    result.catch(() => {})
    begun.push(result)
    if (begun.length > ahead) yield await (begun.shift() as Promise<R>)
  }
  for (const result of begun) yield await result
}
