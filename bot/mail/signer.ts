import { hash } from 'node:crypto'
import { domainToASCII } from 'node:url'
import { foldLines } from 'nodemailer/lib/mime-funcs'
import { type DkimSettings, dkimOptions } from './dkim.ts'
import { relaxedBody, relaxedHeader } from './relaxed.ts'
import { createSigningThread } from './signing-thread.ts'

export interface Signer {
  /** The message with its DKIM-Signature before it; without DKIM the same bytes. */
  sign(unsigned: Buffer): Promise<Buffer>
}

/** relaxed/relaxed, rsa-sha256 (RFC 6376). Throws `DkimKeyError` when the key cannot sign. */
export function createSigner(dkim: DkimSettings | undefined): Signer {
  if (dkim === undefined) return { sign: (unsigned) => Promise.resolve(unsigned) }
  const { domainName, keySelector, privateKey, headerFieldNames } = dkimOptions(dkim)
  const rsa = createSigningThread(privateKey)
  const domain = domainToASCII(domainName)
  const names = headerFieldNames.toLowerCase().split(':')
  return {
    async sign(unsigned) {
      const end = unsigned.indexOf('\r\n\r\n')
      const fields = relaxedFields(unsigned.toString('latin1', 0, end))
      const signed = names.filter((name) => fields.has(name))
      const bodyHash = hash('sha256', relaxedBody(unsigned.subarray(end + 4)), 'base64')
      const tags = `v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; q=dns/txt; s=${keySelector}; bh=${bodyHash}; h=${signed.join(':')}`
      const unfinished = `${foldLines(`DKIM-Signature: ${tags}`, 76)};\r\n b=`
      const canonical = signed.map((name) => `${name}:${fields.get(name)}\r\n`).join('')
      const data = `${canonical}dkim-signature:${relaxedHeader(unfinished.slice(unfinished.indexOf(':') + 1))}`
      const folded = (await rsa(data)).replaceAll(/.{1,73}/g, '\r\n $&').slice(3)
      return Buffer.concat([Buffer.from(`${unfinished}${folded}\r\n`, 'latin1'), unsigned])
    },
  }
}

/** By lower-case name; of several of one name the last, as receivers do. */
function relaxedFields(header: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const field of header.split(/\r\n(?![ \t])/)) {
    const colon = field.indexOf(':')
    fields.set(field.slice(0, colon).trimEnd().toLowerCase(), relaxedHeader(field.slice(colon + 1)))
  }
  return fields
}
