const LONGEST_SECTION = 320 * 1024
const LONGEST = 2 * 1024 * 1024
const HYPHENS = Buffer.from('\n--')

/**
 * A large message without the bulk of its attachments: of each stretch between lines that begin with `--` (parts begin so) the beginning is
 * kept, and of all of them together 2 MB. One native search through it, whatever its size. Smaller messages are handed back as they are.
 */
export function abridge(raw: Buffer): { bytes: Buffer; isCut: boolean } {
  if (raw.length <= LONGEST_SECTION) return { bytes: raw, isCut: false }
  const kept: Buffer[] = []
  let size = 0
  let from = 0
  let runFrom = 0
  let isCut = false
  while (from < raw.length && size < LONGEST) {
    const found = raw.indexOf(HYPHENS, from + 1)
    const end = found === -1 ? raw.length : found
    const keptEnd = Math.min(end, from + LONGEST_SECTION, from + LONGEST - size)
    size += keptEnd - from
    if (keptEnd < end) {
      kept.push(raw.subarray(runFrom, keptEnd))
      runFrom = end
      isCut ||= !isAttachment(raw.subarray(from, keptEnd))
    }
    from = end
  }
  if (runFrom < from) kept.push(raw.subarray(runFrom, from))
  return { bytes: Buffer.concat(kept), isCut: isCut || from < raw.length }
}

/** A part in base64 that is no text loses nothing anybody reads. */
function isAttachment(section: Buffer): boolean {
  const head = section.toString('latin1', 0, 4096)
  return (
    /^content-transfer-encoding:\s*base64/im.test(head) && !/^content-type:\s*(?:text|message|multipart)\//im.test(head)
  )
}
