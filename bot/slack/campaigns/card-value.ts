/** What a card's button carries: the server compares it with what stands now. */
export interface CardValue {
  campaignId: number
  version: number
  /** Empty before submission. */
  seal: string
}

export function cardValue({ campaignId, version, seal }: CardValue): string {
  return `${campaignId}.${version}.${seal}`
}

/** Undefined when it is none of ours. */
export function readCardValue(text: string | undefined): CardValue | undefined {
  const found = /^(\d{1,15})\.(\d{1,15})\.([0-9a-f]{0,128})$/.exec(text ?? '')
  if (!found) return undefined
  return { campaignId: Number(found[1]), version: Number(found[2]), seal: found[3] ?? '' }
}
