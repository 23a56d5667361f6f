import { asText, isLoose, type Loose } from './block-kit.ts'
import { SLACK_LIMITS } from './slack-limits.ts'
import { checkList, checkString, type Note } from './text-checks.ts'

const INLINE = ['text', 'link', 'user', 'channel', 'usergroup', 'broadcast', 'emoji', 'color', 'date', 'team']

/** A rich text block, or the initial value of a rich text input: a plain string there is Slack's best known refusal. */
export function checkRichText(note: Note, pointer: string, value: unknown): void {
  if (!isLoose(value)) return note(pointer, 'must provide an object')
  if (value['type'] !== 'rich_text') return note(`${pointer}/type`, `must be rich_text: ${asText(value['type'])}`)
  checkList(note, `${pointer}/elements`, value['elements'], { most: SLACK_LIMITS.viewBlocks }, (element, at) =>
    checkPart(note, at, element),
  )
}

/** Why a value is no rich text Slack would send; empty when it is one. */
export function richTextProblems(value: unknown): string[] {
  const problems: string[] = []
  checkRichText((pointer, problem) => problems.push(`${problem} [json-pointer:${pointer}]`), '', value)
  return problems
}

function checkPart(note: Note, pointer: string, part: unknown): void {
  if (!isLoose(part)) return note(pointer, 'must provide an object')
  const kind = asText(part['type'])
  switch (kind) {
    case 'rich_text_section':
    case 'rich_text_preformatted':
    case 'rich_text_quote':
      return checkInline(note, pointer, part)
    case 'rich_text_list':
      if (part['style'] !== 'bullet' && part['style'] !== 'ordered')
        note(`${pointer}/style`, 'must be bullet or ordered')
      return checkList(note, `${pointer}/elements`, part['elements'], { most: Number.MAX_SAFE_INTEGER }, (item, at) => {
        if (!isLoose(item) || item['type'] !== 'rich_text_section') note(`${at}/type`, 'must be rich_text_section')
        else checkInline(note, at, item)
      })
    default:
      return note(`${pointer}/type`, `unsupported type: ${kind}`)
  }
}

function checkInline(note: Note, pointer: string, section: Loose): void {
  const every = { least: 0, most: Number.MAX_SAFE_INTEGER }
  checkList(note, `${pointer}/elements`, section['elements'], every, (run, at) => {
    if (!isLoose(run)) return note(at, 'must provide an object')
    const kind = asText(run['type'])
    if (!INLINE.includes(kind)) return note(`${at}/type`, `unsupported type: ${kind}`)
    if (kind === 'text') checkString(note, `${at}/text`, run['text'], Number.MAX_SAFE_INTEGER)
    if (kind === 'link') checkString(note, `${at}/url`, run['url'], SLACK_LIMITS.url)
    if (run['style'] !== undefined && !isLoose(run['style'])) note(`${at}/style`, 'must provide an object')
  })
}
