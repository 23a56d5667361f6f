import { type ComponentChild, h } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { usePane } from './surface.ts'

interface ComposerProps {
  channel: string
  /** A command the page's story suggests. */
  hint: string | undefined
}

/** Where slash commands are typed; the stand-in knows no other message. */
export function Composer({ channel, hint }: ComposerProps): ComponentChild {
  const { words, act, me, state } = usePane()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(-1)
  const [isHidden, hide] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const area = useRef<HTMLTextAreaElement>(null)
  const found = isHidden ? [] : suggestions(text, words.commands)

  const type = (typed: string) => {
    setText(typed)
    setChosen(-1)
    hide(false)
    setProblem(undefined)
  }
  const complete = (command: string) => {
    type(`${command} `)
    hide(true)
    area.current?.focus()
  }
  const send = async () => {
    const typed = text.trim()
    if (typed === '' || isBusy) return
    const command = /^\/egard(?:\s+([\s\S]*))?$/i.exec(typed)
    if (!command) return setProblem(words.onlyCommands)
    setBusy(true)
    hide(true)
    // A direct conversation is there from the first word said in it: Slack finds it by its person.
    const isKnown = state.channels.some(({ id }) => id === channel)
    const seen = await act('/command', { user: me, channel: isKnown ? channel : me, text: command[1] ?? '' })
    setBusy(false)
    if (document.activeElement === document.body) area.current?.focus()
    if (!seen.ok) return setProblem(words.failed(seen.error ?? ''))
    type('')
    return undefined
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const picked = found[chosen]?.[0]
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      if (picked === undefined) void send()
      else complete(picked)
    } else if (event.key === 'Tab' && picked !== undefined && !event.shiftKey) {
      event.preventDefault()
      complete(picked)
    } else if (event.key === 'Escape' && found.length > 0) {
      event.stopPropagation()
      hide(true)
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && found.length > 0) {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setChosen((at) => (at < 0 && step < 0 ? found.length - 1 : (at + step + found.length) % found.length))
    }
  }
  return h('div', { class: 'sl-composer' }, [
    found.length > 0
      ? h(
          'ul',
          { class: 'sl-suggestions', id: 'sl-suggestions', role: 'listbox', 'aria-label': words.suggestions },
          found.map(([command, does], at) =>
            h(
              'li',
              {
                key: command,
                id: `sl-suggestion-${at}`,
                role: 'option',
                'aria-selected': at === chosen,
                onMouseDown: (event: Event) => {
                  event.preventDefault()
                  complete(command)
                },
              },
              [h('code', null, command), h('span', null, does)],
            ),
          ),
        )
      : null,
    hint !== undefined && text === ''
      ? h('button', { type: 'button', class: 'sl-hint-command', onClick: () => complete(hint) }, h('code', null, hint))
      : null,
    problem === undefined ? null : h('p', { class: 'sl-failure', role: 'alert' }, problem),
    h('div', { class: 'sl-composer-row' }, [
      h('textarea', {
        ref: area,
        rows: 1,
        class: 'sl-input',
        'aria-label': words.message,
        placeholder: words.placeholder,
        value: text,
        spellcheck: false,
        'aria-autocomplete': 'list',
        'aria-controls': found.length > 0 ? 'sl-suggestions' : undefined,
        'aria-activedescendant': found[chosen] ? `sl-suggestion-${chosen}` : undefined,
        onInput: (event: Event) => type((event.currentTarget as HTMLTextAreaElement).value),
        onBlur: () => hide(true),
        onKeyDown,
      }),
      h(
        'button',
        {
          type: 'button',
          class: `sl-button sl-primary${isBusy ? ' sl-busy' : ''}`,
          'aria-busy': isBusy,
          disabled: isBusy || text.trim() === '',
          onClick: () => void send(),
        },
        isBusy ? words.sending : words.send,
      ),
    ]),
  ])
}

type Commands = readonly (readonly [string, string])[]

/** The commands that begin with what is typed; none once one is typed out. */
function suggestions(text: string, commands: Commands): Commands {
  const typed = folded(text.trimStart())
  if (!typed.startsWith('/')) return []
  const found = commands.filter(([command]) => folded(command).startsWith(typed))
  return found.length === 1 && folded(found[0]?.[0] ?? '') === typed ? [] : found
}

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
