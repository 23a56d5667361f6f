import { useState } from 'preact/hooks'

/** What the form needs to draw itself, on the server and in the browser. */
export interface TopicFormProps {
  legend: string
  topics: readonly { id: string; label: string; description: string; on: boolean }[]
  language: { label: string; own: string; choices: readonly { id: string; name: string }[] }
  texts: { save: string; notSaved: string; undo: string; willStop: string; willAsk: string }
}

/**
 * The topics and the language. Complete without JavaScript; with it, each changed box says what saving will do, and nothing looks saved before it is.
 */
export function TopicForm({ legend, topics, language, texts }: TopicFormProps) {
  const before = topics.filter(({ on }) => on).map(({ id }) => id)
  const [ticked, setTicked] = useState<readonly string[]>(before)
  const [own, setOwn] = useState(language.own)
  const isChanged = own !== language.own || topics.some(({ id, on }) => ticked.includes(id) !== on)
  const toggle = (id: string) => setTicked(ticked.includes(id) ? ticked.filter((each) => each !== id) : [...ticked, id])
  const undo = () => {
    setTicked(before)
    setOwn(language.own)
  }
  return (
    <>
      <fieldset>
        <legend>{legend}</legend>
        {topics.map(({ id, label, description, on }) => (
          <label class="choice" key={id}>
            <input type="checkbox" name="topic" value={id} checked={ticked.includes(id)} onChange={() => toggle(id)} />
            <span>
              <b>{label}</b>
              <small>{description}</small>
              {ticked.includes(id) !== on && <em>{on ? texts.willStop : texts.willAsk}</em>}
            </span>
          </label>
        ))}
      </fieldset>
      <label class="field" for="own-language">
        {language.label}
      </label>
      <select id="own-language" name="language" value={own} onChange={(event) => setOwn(event.currentTarget.value)}>
        {language.choices.map(({ id, name }) => (
          <option key={id} value={id} lang={id || undefined} selected={id === own}>
            {name}
          </option>
        ))}
      </select>
      <div class="buttons">
        <button name="act" value="save">
          {texts.save}
        </button>
      </div>
      <div role="status">
        {isChanged && (
          <p class="unsaved">
            {texts.notSaved}
            <button type="button" class="quiet" onClick={undo}>
              {texts.undo}
            </button>
          </p>
        )}
      </div>
    </>
  )
}
