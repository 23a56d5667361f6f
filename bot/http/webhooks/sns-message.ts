import { createVerify, type KeyObject } from 'node:crypto'
import { z } from 'zod'

const snsSchema = z.looseObject({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string().max(200),
  TopicArn: z.string().max(300),
  Message: z.string(),
  Timestamp: z.string().max(50),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string().max(2000),
  SigningCertURL: z.string().max(1000),
  Subject: z.string().max(1000).nullish(),
  Token: z.string().max(2000).optional(),
  SubscribeURL: z.string().max(4000).optional(),
})

/** What Amazon SNS posts (docs.aws.amazon.com/sns, message formats, 2026-11). */
export type SnsMessage = z.infer<typeof snsSchema>

export function readSnsMessage(body: Buffer): SnsMessage | undefined {
  try {
    const parsed = snsSchema.safeParse(JSON.parse(body.toString()))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** The signed fields, each name and value on a line of its own, in Amazon's order. */
export function snsSignedText(message: SnsMessage): string {
  const names =
    message.Type === 'Notification'
      ? (['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const)
      : (['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const)
  return names.map((name) => (message[name] == null ? '' : `${name}\n${message[name]}\n`)).join('')
}

/** Version 1 signs a SHA-1, version 2 a SHA-256. */
export function isSignedBySns(message: SnsMessage, key: KeyObject): boolean {
  const verify = createVerify(message.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256')
  return verify.update(snsSignedText(message)).verify(key, message.Signature, 'base64')
}

/** `arn:aws:sns:eu-west-1:123456789012:name`: its region; undefined when it is no topic. */
export function regionOfTopic(arn: string): string | undefined {
  return /^arn:aws[a-z-]*:sns:([a-z0-9-]{3,30}):\d{12}:[\w-]{1,256}(?:\.fifo)?$/.exec(arn)?.[1]
}

/** An address of SNS itself in the topic's region, and nothing that only looks like one. */
export function snsUrl(text: string | undefined, region: string): URL | undefined {
  const url = text === undefined ? null : URL.parse(text)
  if (url === null || url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    return undefined
  const hosts = [`sns.${region}.amazonaws.com`, `sns.${region}.amazonaws.com.cn`]
  return hosts.includes(url.hostname) ? url : undefined
}

/** Where a certificate may come from. */
export function certificateUrl(text: string, region: string): URL | undefined {
  const url = snsUrl(text, region)
  return url !== undefined && /^\/[\w-]{1,200}\.pem$/.test(url.pathname) && url.search === '' ? url : undefined
}
