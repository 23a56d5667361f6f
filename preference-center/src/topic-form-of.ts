import { LANGUAGES } from '#core/messages/message.ts'
import { RECIPIENT_PAGE_TEXTS } from '#core/texts/recipient-pages/recipient-page-texts.ts'
import type { PreferencesShown } from '#db/operations/preferences/show-preferences.ts'
import type { TopicFormProps } from './islands/topic-form.tsx'
import { languageOf } from './visitor.ts'

/** The topics of a person as the form draws them; a form that could not be kept comes back with the boxes it had. */
export function topicFormOf(shown: PreferencesShown, posted: URLSearchParams | undefined): TopicFormProps {
  const { language, ownLanguage, wording, pairs, channels } = shown
  const { preferences: texts } = RECIPIENT_PAGE_TEXTS[language]
  const choices = LANGUAGES.map((id) => ({ id, name: RECIPIENT_PAGE_TEXTS[id].languageName }))
  const own = ownLanguage ?? ''
  return {
    legend: wording.legend,
    topics: topicsOf(shown),
    ticked: posted?.getAll('pair') ?? keysOn(pairs),
    language: {
      label: texts.language,
      own,
      first: posted === undefined ? own : (languageOf(posted.get('language')) ?? own),
      choices: ownLanguage ? choices : [{ id: '', name: '–' }, ...choices],
    },
    texts: {
      save: texts.save,
      notSaved: texts.notSaved,
      undo: texts.undo,
      willStop: texts.willStop,
      willAsk: channels.includes('email') ? texts.willAsk : texts.willAskSms,
    },
  }
}

function topicsOf({ wording, pairs }: PreferencesShown): TopicFormProps['topics'] {
  const topics = new Map<string, TopicFormProps['topics'][number]>()
  for (const [index, { key, pair, label, description, way }] of wording.choices.entries()) {
    const boxes = topics.get(pair.topic)?.boxes ?? []
    topics.set(pair.topic, { label, description, boxes: [...boxes, { key, on: pairs[index]?.on ?? false, way }] })
  }
  return [...topics.values()]
}

function keysOn(pairs: PreferencesShown['pairs']): string[] {
  return pairs.filter(({ on }) => on).map(({ pair }) => `${pair.topic} ${pair.channel}`)
}
