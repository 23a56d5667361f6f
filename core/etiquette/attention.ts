/** What a person has already had of us, and what is promised to other campaigns. Instants are epoch milliseconds. */
export interface Attention {
  /** Messages of other campaigns, one instant each: all steps of a campaign count as one request. */
  sentAt: readonly number[]
  /** Slots of campaigns that were approved before this one and still have a message for the person; each instant is when to look again. */
  reservedUntil: readonly number[]
  /** The last marketing SMS, of whichever campaign, this one included. */
  textedAt: number | undefined
}

export const NO_ATTENTION: Attention = { sentAt: [], reservedUntil: [], textedAt: undefined }
