import type { StaffLanguage } from '#core/messages/finding-texts.ts'

/** What Slack's editor can hold and a message cannot. */
export type ForeignKind =
  | 'strike'
  | 'code'
  | 'underline'
  | 'quote'
  | 'preformatted'
  | 'nested-list'
  | 'user'
  | 'usergroup'
  | 'channel'
  | 'broadcast'
  | 'team'
  | 'emoji'
  | 'color'
  | 'date'
  | 'address'
  | 'other'

/** `shown`: the words it stands on, as its author sees them; empty where Slack tells only an identifier. */
export interface Foreign {
  kind: ForeignKind
  shown: string
}

interface RichTextTexts {
  kinds: Readonly<Record<ForeignKind, string>>
  quoted(words: string): string
  remove(found: string): string
  more: string
}

const RICH_TEXT_TEXTS: Readonly<Record<StaffLanguage, RichTextTexts>> = {
  fr: {
    kinds: {
      strike: 'le texte barré',
      code: 'le code',
      underline: 'le soulignement',
      quote: 'la citation',
      preformatted: 'le bloc de code',
      'nested-list': 'la liste dans une liste',
      user: 'la mention d’une personne',
      usergroup: 'la mention d’un groupe',
      channel: 'la mention d’un canal',
      broadcast: 'la mention de tout un canal',
      team: 'la mention d’une équipe',
      emoji: 'l’emoji',
      color: 'la couleur',
      date: 'la date de Slack',
      address: 'le lien qui ne mène pas à une page web',
      other: 'l’élément de Slack',
    },
    quoted: (words) => ` «\u00A0${words}\u00A0»`,
    remove: (found) =>
      `Retirez ${found}\u00A0: un message prend le gras, l’italique, les listes à un niveau et les liens, rien d’autre.`,
    more: 'd’autres éléments',
  },
  en: {
    kinds: {
      strike: 'the struck-through text',
      code: 'the code',
      underline: 'the underline',
      quote: 'the quote',
      preformatted: 'the code block',
      'nested-list': 'the list inside a list',
      user: 'the mention of a person',
      usergroup: 'the mention of a group',
      channel: 'the mention of a channel',
      broadcast: 'the mention of a whole channel',
      team: 'the mention of a team',
      emoji: 'the emoji',
      color: 'the colour',
      date: 'the Slack date',
      address: 'the link that leads to no web page',
      other: 'the Slack element',
    },
    quoted: (words) => ` “${words}”`,
    remove: (found) => `Remove ${found}: a message takes bold, italics, lists of one level and links, nothing else.`,
    more: 'other elements',
  },
}

const MOST_NAMED = 3
const MOST_SHOWN = 30

/** One sentence that names what was found, each thing once. */
export function foreignText(foreign: readonly Foreign[], language: StaffLanguage): string {
  const { kinds, quoted, remove, more } = RICH_TEXT_TEXTS[language]
  const found = [...new Set(foreign.map(({ kind, shown }) => kinds[kind] + (shown === '' ? '' : quoted(cut(shown)))))]
  const named = found.length > MOST_NAMED ? [...found.slice(0, MOST_NAMED), more] : found
  return remove(new Intl.ListFormat(language === 'fr' ? 'fr-FR' : 'en-GB').format(named))
}

function cut(words: string): string {
  const line = words.replaceAll(/\s+/g, ' ').trim()
  const letters = [...line]
  return letters.length <= MOST_SHOWN ? line : `${letters.slice(0, MOST_SHOWN).join('').trimEnd()}…`
}
