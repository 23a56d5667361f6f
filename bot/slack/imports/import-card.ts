import { actions, type Block, button, context, header, section, slackDate } from '#bot/slack/blocks.ts'
import type { CardMessage } from '#bot/slack/tell/teller.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { type ImportTexts, importTexts } from '#core/texts/slack/imports.ts'
import type { ImportCounts } from '#db/operations/imports/begin-import.ts'
import type { UploadWithFiles } from '#db/operations/uploads/read-upload.ts'

export const CANCEL_IMPORT = 'import:cancel'

const BAR = 12
const VERDICTS = ['new', 'merged', 'unchanged', 'conflict', 'refused'] as const

/** An import in the campaigns' channel: numbers only, since a file's name may say who somebody is. Undefined before it has begun. */
export function importCard(upload: UploadWithFiles, language: StaffLanguage): CardMessage | undefined {
  const { card } = importTexts(language)
  const { id, state, files, madeBy } = upload
  if (upload.begunAt === undefined || !(state in card.states)) return undefined
  const shown = card.states[state as keyof typeof card.states]
  const runs = state === 'importing'
  const lines = [`*${shown[0]?.toUpperCase()}${shown.slice(1)}.* ${card.by(`<@${madeBy}>`, files.length)}`]
  if (runs || state === 'cancelling') lines.push(progress(upload, card))
  else lines.push(...results(upload, card))
  const blocks: Block[] = [header(card.title(id)), section(lines.join('\n'))]
  const notes = [...(upload.resumedAt === undefined ? [] : [card.resumed]), ...ended(upload, card)]
  if (notes.length > 0) blocks.push(context(notes.join('\n')))
  if (runs) blocks.push(...actions([cancelButton(id, card)]))
  return { text: card.fallback(id, shown), blocks }
}

function progress({ files }: UploadWithFiles, card: ImportTexts['card']): string {
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const through = files.reduce((sum, { bytesDone }) => sum + bytesDone, 0)
  const share = all === 0 ? 0 : Math.min(1, through / all)
  const { rows } = sumOf(files)
  return `${card.bar(Math.round(share * BAR), BAR)}  ${card.progress(Math.floor(share * 100), rows)}`
}

function results({ files }: UploadWithFiles, card: ImportTexts['card']): string[] {
  const counts = sumOf(files)
  const parts = VERDICTS.map((verdict) => `${counts[verdict]} ${card.verdicts[verdict]}`).join(' + ')
  const failed = files.filter(({ state }) => state === 'failed').length
  const again = files.filter(({ state }) => state === 'done-before').length
  return [
    card.sum(parts, counts.rows),
    ...(again > 0 ? [card.again(again)] : []),
    ...(failed > 0 ? [card.failed(failed)] : []),
  ]
}

function ended({ state, endedAt = 0, endedBy, madeBy }: UploadWithFiles, card: ImportTexts['card']): string[] {
  const who = `<@${endedBy ?? madeBy}>`
  if (state === 'cancelling') return [card.cancelling(who)]
  const iso = Temporal.Instant.fromEpochMilliseconds(endedAt).toString({ smallestUnit: 'minute' })
  const when = slackDate(endedAt, iso)
  if (state === 'done') return [card.done(when)]
  return state === 'cancelled' ? [card.cancelled(who, when)] : []
}

function cancelButton(id: number, card: ImportTexts['card']) {
  return button({
    action: CANCEL_IMPORT,
    text: card.cancel,
    value: String(id),
    label: card.cancelLabel(id),
    style: 'danger',
    confirm: card.ask,
  })
}

function sumOf(files: UploadWithFiles['files']): ImportCounts {
  const sum = { rows: 0, new: 0, merged: 0, unchanged: 0, conflict: 0, refused: 0 }
  for (const { counts } of files) {
    for (const name of Object.keys(sum) as (keyof ImportCounts)[]) sum[name] += counts?.[name] ?? 0
  }
  return sum
}
