import { asText, isLoose, type Loose, listOf } from './block-kit.ts'
import { checkElement, checkImage } from './element-checks.ts'
import { checkRichText } from './rich-text-checks.ts'
import { SLACK_LIMITS } from './slack-limits.ts'
import { ANY_TEXT, checkId, checkList, checkOptionalText, checkString, checkText, type Note } from './text-checks.ts'

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home'

/** All blocks of one surface: number, each block, ids used once. */
export function checkBlocks(note: Note, pointer: string, blocks: unknown, surface: Surface): void {
  const most = surface === 'message' ? SLACK_LIMITS.messageBlocks : SLACK_LIMITS.viewBlocks
  const seen = new Set<unknown>()
  checkList(note, pointer, blocks, { least: surface === 'message' ? 1 : 0, most }, (block, at) => {
    if (!isLoose(block)) return note(at, 'must provide an object')
    checkId(note, `${at}/block_id`, block['block_id'])
    if (block['block_id'] !== undefined && seen.has(block['block_id']))
      note(`${at}/block_id`, `duplicate block_id: ${asText(block['block_id'])}`)
    seen.add(block['block_id'])
    checkBlock(note, at, block, surface)
    checkActionIds(note, at, block)
  })
  const focused = listOf(blocks).filter(
    (block) => isLoose(block['element']) && block['element']['focus_on_load'] === true,
  )
  if (focused.length > 1) note(pointer, 'only one element can have focus_on_load')
}

function checkBlock(note: Note, pointer: string, block: Loose, surface: Surface): void {
  switch (block['type']) {
    case 'divider':
      return
    case 'header':
      return checkText(note, `${pointer}/text`, block['text'], { max: SLACK_LIMITS.headerText })
    case 'section':
      return checkSection(note, pointer, block)
    case 'context':
      return checkList(
        note,
        `${pointer}/elements`,
        block['elements'],
        { most: SLACK_LIMITS.contextElements },
        (element, at) => {
          if (isLoose(element) && element['type'] === 'image') return checkImage(note, at, element)
          checkText(note, at, element, { max: SLACK_LIMITS.sectionText, kinds: ANY_TEXT })
        },
      )
    case 'actions':
      return checkList(
        note,
        `${pointer}/elements`,
        block['elements'],
        { most: SLACK_LIMITS.actionsElements },
        (element, at) => checkElement(note, at, element, 'actions'),
      )
    case 'input':
      checkText(note, `${pointer}/label`, block['label'], { max: SLACK_LIMITS.label })
      checkOptionalText(note, `${pointer}/hint`, block['hint'], { max: SLACK_LIMITS.label })
      return checkElement(note, `${pointer}/element`, block['element'], 'input')
    case 'image':
      checkOptionalText(note, `${pointer}/title`, block['title'], { max: SLACK_LIMITS.altText })
      return checkImage(note, pointer, block)
    case 'rich_text':
      return checkRichText(note, pointer, block)
    case 'markdown':
      if (surface !== 'message') return note(`${pointer}/type`, 'unsupported type: markdown')
      return checkString(note, `${pointer}/text`, block['text'], SLACK_LIMITS.markdownText)
    default:
      return note(`${pointer}/type`, `unsupported type: ${String(block['type'])}`)
  }
}

function checkSection(note: Note, pointer: string, block: Loose): void {
  if (block['text'] === undefined && block['fields'] === undefined)
    note(pointer, 'must define either `text` or `fields`')
  checkOptionalText(note, `${pointer}/text`, block['text'], { max: SLACK_LIMITS.sectionText, kinds: ANY_TEXT })
  if (block['fields'] !== undefined) {
    checkList(note, `${pointer}/fields`, block['fields'], { most: SLACK_LIMITS.sectionFields }, (field, at) =>
      checkText(note, at, field, { max: SLACK_LIMITS.fieldText, kinds: ANY_TEXT }),
    )
  }
  if (block['accessory'] !== undefined) checkElement(note, `${pointer}/accessory`, block['accessory'], 'accessory')
}

/** An action id must be the only one of its block (Slack allows the same one in two blocks). */
function checkActionIds(note: Note, pointer: string, block: Loose): void {
  const ids = listOf(block['elements']).flatMap((element) =>
    element['action_id'] === undefined ? [] : [element['action_id']],
  )
  ids.forEach((id, at) => {
    if (ids.indexOf(id) !== at) note(`${pointer}/elements/${at}/action_id`, `duplicate action_id: ${asText(id)}`)
  })
}
