import { isSegmentProblem } from '#core/contacts/segment.ts'
import { segmentProblemText, segmentText } from '#core/contacts/segment-text.ts'
import { isRefused } from '#db/operations/memory.ts'
import { countSegment } from '#db/operations/segments/count-segment.ts'
import { listSegments } from '#db/operations/segments/list-segments.ts'
import { saveSegment } from '#db/operations/segments/save-segment.ts'
import { type Command, type CommandContext, type OpenMemory, readArguments } from './shared/command.ts'
import { UsageError } from './shared/usage-error.ts'

/** `egard segment`: lists the named filters with their counts, or saves one. */
export const command: Command = {
  name: 'segment',
  usage: 'segment [NAME --filter JSON] [--json]',
  summary: 'List the segments with their counts, or save one.',
  async run(context, args) {
    const options = { filter: { type: 'string' }, json: { type: 'boolean' } } as const
    const { values, positionals } = readArguments(args, options, { most: 1 })
    const [name] = positionals
    if (name !== undefined && values.filter === undefined) throw new UsageError('A segment needs --filter.')
    if (name === undefined && values.filter !== undefined) throw new UsageError('A segment needs a name.')
    await using memory = await context.openMemory()
    if (name === undefined) return await list(context, memory, values.json === true)
    return await save(context, memory, name, values.filter ?? '', values.json === true)
  },
}

async function list(context: CommandContext, memory: OpenMemory, json: boolean): Promise<0> {
  const segments = []
  for (const { name, filter } of await listSegments(memory)) {
    segments.push({ name, filter, contacts: await countSegment(memory.database.read, filter) })
  }
  if (json) context.print(JSON.stringify({ segments }))
  else
    for (const { name, filter, contacts } of segments)
      context.print(`${name}: ${contacts} (${segmentText(filter, 'en')})`)
  return 0
}

async function save(
  context: CommandContext,
  memory: OpenMemory,
  name: string,
  text: string,
  json: boolean,
): Promise<0 | 1> {
  const saved = await saveSegment(memory, memory.now().epochMilliseconds, {
    name,
    filter: parsed(text),
    by: 'command line',
  })
  if (isRefused(saved)) return context.refuse('A segment’s name has 1 to 200 characters, and “everyone” is taken.')
  if ('problem' in saved && isSegmentProblem(saved)) return context.refuse(segmentProblemText(saved, 'en'))
  const contacts = await countSegment(memory.database.read, saved.filter)
  if (json) context.print(JSON.stringify({ ...saved, contacts }))
  else context.print(`${saved.name}: ${contacts} (${segmentText(saved.filter, 'en')})`)
  return 0
}

/** What is no JSON is refused as the filter it is not. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
