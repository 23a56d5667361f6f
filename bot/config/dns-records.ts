import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { MailSettings } from './settings.ts'

/** One TXT record of the sending domain. */
export interface DnsRecord {
  name: string
  value: string
  note: string
}

/** What the sending domain's DNS should say so that mailboxes believe our mail: SPF, DKIM, DMARC, all aligned. */
export async function dnsRecords(mail: MailSettings): Promise<DnsRecord[]> {
  const domain = domainOf(mail.from)
  const bounceDomain = domainOf(mail.bounce)
  const relay = mail.smtpUrl === undefined ? 'smtp.your-provider.example' : new URL(mail.smtpUrl).hostname
  const dkimDomain = mail.dkim?.domain ?? domain
  const key = mail.dkim === undefined ? undefined : await publicKeyOf(mail.dkim.keyFile)
  return [
    {
      name: `${bounceDomain}.`,
      value: `v=spf1 a:${relay} ~all`,
      note: `SPF: who may send for ${bounceDomain}. If your mail provider names an "include:", use that instead of "a:".`,
    },
    {
      name: `${mail.dkim?.selector ?? 'egard'}._domainkey.${dkimDomain}.`,
      value: `v=DKIM1; k=rsa; p=${key ?? '…'}`,
      note:
        key === undefined
          ? 'DKIM: set DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE, and the public key appears here.'
          : 'DKIM: the public half of DKIM_KEY_FILE.',
    },
    {
      name: `_dmarc.${domain}.`,
      value: `v=DMARC1; p=quarantine; adkim=r; aspf=r; rua=mailto:dmarc@${domain}`,
      note: 'DMARC: begin with p=none while you read the reports.',
    },
  ]
}

function domainOf(address: string): string {
  return (/@([^\s>]+)>?$/.exec(address)?.[1] ?? 'example.com').toLowerCase()
}

async function publicKeyOf(file: string): Promise<string | undefined> {
  const pem = await readFile(file).catch(() => undefined)
  if (pem === undefined) return undefined
  const key = createPublicKey(createPrivateKey(pem))
  return key.export({ type: 'spki', format: 'der' }).toString('base64')
}
