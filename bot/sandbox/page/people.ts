import { h } from 'preact'
import type { SandboxPerson } from '#bot/http/sandbox-facts.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import type { SandboxTexts } from '#core/texts/sandbox.ts'

interface PeopleProps {
  people: readonly SandboxPerson[]
  me: string
  texts: SandboxTexts['people']
  choose: (id: string) => void
  speak: (person: SandboxPerson, language: StaffLanguage) => void
}

/** Who one can act as, with what each may do. Who holds no role comes last. */
export function People({ people, me, texts, choose, speak }: PeopleProps) {
  const current = people.find(({ id }) => id === me)
  const language = current?.locale.startsWith('en') ? 'en' : 'fr'
  return h(
    'section',
    { class: 'people', 'aria-labelledby': 'people-title' },
    h(
      'div',
      { class: 'people-head' },
      h('h2', { id: 'people-title' }, texts.title),
      h('p', { class: 'soft' }, texts.lead),
      current &&
        h(
          'label',
          { class: 'speaks' },
          h('span', { class: 'soft' }, texts.speaks),
          h(
            'select',
            {
              value: language,
              'aria-label': texts.slackSpeaks(current.name),
              onChange: (event: Event) => speak(current, (event.currentTarget as HTMLSelectElement).value as 'fr'),
            },
            (['fr', 'en'] as const).map((each) => h('option', { value: each }, texts.languages[each])),
          ),
        ),
    ),
    h(
      'div',
      { class: 'people-list', role: 'group', 'aria-labelledby': 'people-title' },
      people.map((person) =>
        h(
          'button',
          {
            type: 'button',
            key: person.id,
            class: person.roles.length === 0 ? 'person no-role' : 'person',
            'aria-pressed': person.id === me,
            title: person.roles.length === 0 ? `${person.name}, ${rolesInWords(person, texts)}` : undefined,
            onClick: () => choose(person.id),
          },
          h('span', { class: `face face-${hue(person.id)}`, 'aria-hidden': 'true' }, person.name.slice(0, 1)),
          h(
            'span',
            { class: 'who' },
            h('span', { class: 'name' }, person.name),
            h('span', { class: 'role' }, rolesInWords(person, texts)),
          ),
        ),
      ),
    ),
  )
}

function rolesInWords({ roles, kind }: SandboxPerson, texts: SandboxTexts['people']): string {
  if (roles.length > 0) return roles.map((role) => texts.roles[role]).join(', ')
  return kind === 'guest' || kind === 'stranger' ? texts.kinds[kind] : texts.noRole
}

/** One of six calm colours, always the same for a person. */
function hue(id: string): number {
  return [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6
}
