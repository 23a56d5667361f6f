import { checkBlocks, type Surface } from './block-checks.ts'
import { isLoose, type Loose, listOf } from './block-kit.ts'
import { SLACK_LIMITS } from './slack-limits.ts'
import { checkOptionalString, checkOptionalText, checkText, type Note } from './text-checks.ts'

/** Why Slack refuses a payload: its error name, and a line per problem. */
export interface PayloadRefusal {
  error: string
  problems: string[]
}

/**
 * Every reason why Slack would refuse a message `{text, blocks}`, a modal or a home; empty when it takes it.
 * Stricter than Slack in one point: a message with blocks needs its top-level text, for notifications and screen readers.
 */
export function blockProblems(surface: Surface, payload: Loose): string[] {
  return payloadRefusal(surface, payload)?.problems ?? []
}

/** The refusal of a payload with Slack's name for it, or nothing. */
export function payloadRefusal(surface: Surface, payload: Loose): PayloadRefusal | undefined {
  return surface === 'message' ? messageRefusal(payload) : viewRefusal(surface, payload)
}

function messageRefusal({ text, blocks }: Loose): PayloadRefusal | undefined {
  if (blocks !== undefined && !(Array.isArray(blocks) && blocks.every(isLoose))) {
    return {
      error: 'invalid_blocks_format',
      problems: ['blocks must be a JSON array of objects [json-pointer:/blocks]'],
    }
  }
  const hasBlocks = listOf(blocks).length > 0
  const problems = hasBlocks ? collect((note) => checkBlocks(note, '/blocks', blocks, 'message')) : []
  if (problems.length > 0) return { error: 'invalid_blocks', problems }
  if (hasBlocks && JSON.stringify(blocks).length > SLACK_LIMITS.messageBlocksLength) {
    return {
      error: 'msg_blocks_too_long',
      problems: [
        `all blocks together must be less than ${SLACK_LIMITS.messageBlocksLength + 1} characters [json-pointer:/blocks]`,
      ],
    }
  }
  if (typeof text !== 'string' || text.trim() === '') {
    return {
      error: 'no_text',
      problems: [
        `missing top-level text${hasBlocks ? ' beside the blocks: notifications and screen readers need it' : ''} [json-pointer:/text]`,
      ],
    }
  }
  if (text.length > SLACK_LIMITS.messageText) {
    return {
      error: 'msg_too_long',
      problems: [`must be less than ${SLACK_LIMITS.messageText + 1} characters [json-pointer:/text]`],
    }
  }
  return undefined
}

function viewRefusal(surface: 'modal' | 'home', view: Loose): PayloadRefusal | undefined {
  const problems = collect((note) => {
    if (view['type'] !== surface) note('/view/type', `must be ${surface}`)
    checkOptionalString(
      note,
      '/view/private_metadata',
      view['private_metadata'] || undefined,
      SLACK_LIMITS.privateMetadata,
    )
    checkOptionalString(note, '/view/callback_id', view['callback_id'] || undefined, SLACK_LIMITS.id)
    checkOptionalString(note, '/view/external_id', view['external_id'] || undefined, SLACK_LIMITS.id)
    if (surface === 'modal') checkModalHead(note, view)
    checkBlocks(note, '/view/blocks', view['blocks'], surface)
  })
  if (problems.length > 0) return { error: 'invalid_arguments', problems }
  if (Buffer.byteLength(JSON.stringify(view)) > SLACK_LIMITS.viewBytes) {
    return {
      error: 'view_too_large',
      problems: [`must be less than ${SLACK_LIMITS.viewBytes} bytes [json-pointer:/view]`],
    }
  }
  return undefined
}

function checkModalHead(note: Note, view: Loose): void {
  const short = { max: SLACK_LIMITS.viewTitle }
  checkText(note, '/view/title', view['title'], short)
  checkOptionalText(note, '/view/submit', view['submit'], short)
  checkOptionalText(note, '/view/close', view['close'], short)
  const hasInput = listOf(view['blocks']).some((block) => block['type'] === 'input')
  if (hasInput && view['submit'] === undefined)
    note('/view/submit', 'missing required field when an input block is used')
}

function collect(check: (note: Note) => void): string[] {
  const problems: string[] = []
  check((pointer, problem) => problems.push(`${problem} [json-pointer:${pointer}]`))
  return problems
}
