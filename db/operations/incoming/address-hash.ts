import { normaliseEmail } from '#core/contacts/email.ts'
import type { Memory } from '#db/operations/memory.ts'

/** Under which an address is known; undefined for what is none. */
export function hashOfAddress({ keyring }: Pick<Memory, 'keyring'>, address: string | undefined): string | undefined {
  if (address === undefined) return undefined
  const read = normaliseEmail(address)
  return 'email' in read ? keyring.addressHash(read.email) : undefined
}
