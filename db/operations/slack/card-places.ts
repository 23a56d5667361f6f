import type { Memory } from '#db/operations/memory.ts'
import { cardsOf, putCard, removeCard, type SlackCard } from '#db/tables/slack-cards.ts'

export type CardPlace = SlackCard

/** Where this subject's cards stand in Slack. */
export function placesOf(
  { database }: Pick<Memory, 'database'>,
  kinds: readonly string[],
  subjectId: number,
): Promise<CardPlace[]> {
  return cardsOf(database.read, kinds, subjectId)
}

export async function rememberPlace({ database }: Pick<Memory, 'database'>, place: CardPlace): Promise<void> {
  await database.write((db) => putCard(db, place))
}

/** The card is gone, or shows something that is gone. */
export async function forgetPlace({ database }: Pick<Memory, 'database'>, place: CardPlace): Promise<void> {
  await database.write((db) => removeCard(db, place))
}
