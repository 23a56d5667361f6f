import type { TopicName } from '#core/contacts/segment-fields.ts'
import type { House } from '#core/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'

/** What the house calls a topic in this language; an unknown one keeps its id. */
export function topicNames({ topics }: Pick<House, 'topics'>, language: StaffLanguage): TopicName {
  return (id) => topics.find((topic) => topic.id === id)?.name[language] ?? id
}
