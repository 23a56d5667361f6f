import { useEffect, useRef, useState } from 'preact/hooks'

/** What the form needs to draw itself, on the server and in the browser. */
export interface TopicFormProps {
  legend: string
  /** A box for each way a topic can come; `way` names it where there are two. */
  topics: readonly { label: string; description: string; boxes: readonly TopicBox[] }[]
  /** The boxes as they are drawn first: as they stand, or as a form that could not be kept had them. */
  ticked: readonly string[]
  language: { label: string; own: string; first: string; choices: readonly { id: string; name: string }[] }
  texts: { save: string; notSaved: string; undo: string; willStop: string; willAsk: string }
}

interface TopicBox {
  key: string
  on: boolean
  way?: string | undefined
}

/**
 * The topics and the language. Complete without JavaScript; with it, each changed box says what saving will do, and nothing looks saved before it is.
 */
export function TopicForm({ legend, topics, ticked: first, language, texts }: TopicFormProps) {
  const boxes = topics.flatMap((topic) => topic.boxes)
  const before = boxes.filter(({ on }) => on).map(({ key }) => key)
  const [ticked, setTicked] = useState<readonly string[]>(first)
  const [own, setOwn] = useState(language.first)
  const [touched, setTouched] = useState(false)
  const place = useRef<HTMLFieldSetElement>(null)
  const form = () => place.current?.form
  // The rest of the form is the server's own; here it is only known that somebody touched it.
  useEffect(() => form()?.addEventListener('input', () => setTouched(true)), [])
  const isChanged = own !== language.own || boxes.some(({ key, on }) => ticked.includes(key) !== on)
  const toggle = (key: string) =>
    setTicked(ticked.includes(key) ? ticked.filter((each) => each !== key) : [...ticked, key])
  const undo = () => {
    form()?.reset()
    setTicked(before)
    setOwn(language.own)
    setTouched(false)
  }
  const box = ({ key }: TopicBox) => (
    <input type="checkbox" name="pair" value={key} checked={ticked.includes(key)} onChange={() => toggle(key)} />
  )
  const change = ({ key, on }: TopicBox) =>
    ticked.includes(key) !== on && <em>{on ? texts.willStop : texts.willAsk}</em>
  return (
    <>
      <fieldset ref={place}>
        <legend>{legend}</legend>
        {topics.map(({ label, description, boxes: [one, other] }) =>
          one && !other ? (
            <label class="choice" key={one.key}>
              {box(one)}
              <span>
                <b>{label}</b>
                <small>{description}</small>
                {change(one)}
              </span>
            </label>
          ) : (
            <fieldset class="choice ways" key={label}>
              <legend>{label}</legend>
              <small>{description}</small>
              <div>
                {[one, other].map(
                  (each) =>
                    each && (
                      <label key={each.key}>
                        {box(each)}
                        <span>
                          {each.way}
                          {change(each)}
                        </span>
                      </label>
                    ),
                )}
              </div>
            </fieldset>
          ),
        )}
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
        {(isChanged || touched) && (
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
