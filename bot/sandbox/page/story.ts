import { h } from 'preact'
import { useState } from 'preact/hooks'
import type { StoryFacts } from '#bot/http/sandbox-facts.ts'
import type { SandboxTexts } from '#core/texts/sandbox.ts'
import { FIRST_STORY, type StoryStep } from './story-steps.ts'

interface StoryProps {
  steps: readonly StoryStep[]
  facts: StoryFacts | undefined
  mails: number
  /** Something happened before this process began, and Slack remembers none of it. */
  isForgotten: boolean
  texts: SandboxTexts['story']
  go: (step: StoryStep) => void
}

const SAMPLES = ['salon-2018.csv', 'newsletter-export.txt', 'shop-customers.csv']

/** The first story, step by step; the first undone one lies open. */
export function Story({ steps, facts, mails, isForgotten, texts, go }: StoryProps) {
  // Which step the visitor opened by hand, until the story moves on.
  const [opened, setOpened] = useState<{ at: number; step: number } | undefined>()
  const current = steps.findIndex(({ done }) => !done)
  const open = opened?.at === current ? opened.step : current
  const first = steps.slice(0, FIRST_STORY)
  const done = first.filter((step) => step.done).length
  const waiting = facts?.waiting ?? 0
  const parts = [
    { text: texts.parts.read, done: mails > 0 },
    { text: texts.parts.answer, done: (facts?.answered ?? 0) > 0 },
    { text: texts.parts.wait, done: (facts?.reminded ?? 0) > 0 },
  ]
  return h(
    'section',
    { class: 'story', 'aria-labelledby': 'story-title' },
    h(
      'div',
      { class: 'story-head' },
      h('h2', { id: 'story-title' }, texts.title),
      h('p', { class: 'soft' }, texts.progress(done)),
      h('progress', { max: FIRST_STORY, value: done, 'aria-labelledby': 'story-title' }),
    ),
    isForgotten && h('p', { class: 'tip' }, texts.forgotten),
    h(
      'ol',
      { class: 'steps' },
      steps.map((step, at) => {
        const words = texts.steps[at]
        if (!words) return null
        const who = step.person?.name ?? ''
        const state = step.done ? 'done' : at === current ? 'current' : 'later'
        return h(
          'li',
          { class: `step ${state}`, key: at },
          h(
            'button',
            {
              type: 'button',
              class: 'step-title',
              'aria-expanded': open === at,
              'aria-controls': `step-${at}`,
              onClick: () => setOpened({ at: current, step: open === at ? -1 : at }),
            },
            h('span', { class: 'tick', 'aria-hidden': 'true' }, step.done ? '✓' : String(at + 1)),
            h('span', null, words.title),
            state !== 'later' && h('span', { class: 'hidden' }, ` (${state === 'done' ? texts.done : texts.next})`),
          ),
          h(
            'div',
            { class: 'step-body', id: `step-${at}`, hidden: open !== at },
            h('p', { class: 'as' }, words.as(who)),
            h('p', null, withCode(words.text(who))),
            at === 0 &&
              h(
                'ul',
                { class: 'samples', 'aria-label': texts.lists },
                SAMPLES.map((name) =>
                  h('li', { key: name }, h('a', { href: `/sandbox/samples/${name}`, download: name }, name)),
                ),
              ),
            at === 4 &&
              h(
                'ul',
                { class: 'parts' },
                parts.map((part) =>
                  h(
                    'li',
                    { key: part.text, class: part.done ? 'done' : '' },
                    part.text,
                    part.done && h('span', { class: 'hidden' }, ` (${texts.done})`),
                  ),
                ),
              ),
            at === 4 && mails === 0 && waiting > 0 && h('p', { class: 'tip' }, texts.waiting(waiting)),
            h('button', { type: 'button', class: 'go', onClick: () => go(step) }, words.go),
          ),
        )
      }),
    ),
    done === FIRST_STORY &&
      h(
        'div',
        { class: 'over' },
        h('strong', null, texts.over),
        h('p', null, facts?.campaign === 'closed' ? texts.closedText : texts.overText),
      ),
  )
}

/** Words between grave accents are typed as they stand. */
function withCode(text: string) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? h('code', { key: at }, part) : part))
}
