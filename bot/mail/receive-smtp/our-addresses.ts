/** Whether an address is one of these, or one of them with `+id` before its `@`; the case of letters says nothing. */
export function isOurAddress(address: string, ours: readonly string[]): boolean {
  const bare = address.toLowerCase().replace(/\+[^@]*(?=@)/, '')
  return ours.some((one) => bareAddress(one) === bare)
}

/** `Name <a@b>` or `a@b`: a@b, in lower case. */
export function bareAddress(from: string): string {
  return (/<([^>]+)>$/.exec(from)?.[1] ?? from).trim().toLowerCase()
}
