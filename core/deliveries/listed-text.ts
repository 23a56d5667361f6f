/** One message in the provider's list. `at`: when it was created, epoch milliseconds. */
export interface ListedText {
  sid: string
  body: string
  status: string
  error: number | undefined
  at: number
}

/** What a message in doubt looks like: the window it was handed over in, its words, and the short links only it can have. */
export interface SoughtText {
  from: number
  until: number
  body: string
  codes: readonly string[]
}

/**
 * The one message of the list that is the one in doubt: from its time, known for no other message of ours, with its words; where the person's name
 * changed since, a short link of theirs tells it too. Of several alike the earliest: each of them was handed over. Undefined where none is.
 */
export function findListed(
  listed: readonly ListedText[],
  known: ReadonlySet<string>,
  { from, until, body, codes }: SoughtText,
): ListedText | undefined {
  const candidates = listed
    .filter(({ sid, at }) => !known.has(sid) && at >= from && at <= until)
    .toSorted((a, b) => a.at - b.at)
  const words = plain(body)
  const alike = candidates.find((one) => plain(one.body) === words)
  return alike ?? candidates.find((one) => codes.some((code) => code !== '' && one.body.includes(`/s/${code}`)))
}

/** A provider may write spaces and line ends its own way. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
