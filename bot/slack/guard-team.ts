import type { AckFn, RespondArguments, RespondFn, ViewResponseAction } from '@slack/bolt'
import { slackTexts, staffLanguage } from '#core/texts/slack/slack-texts.ts'
import { sentenceView, whisper } from './answers.ts'
import { createOnce } from './once.ts'
import type { Surface } from './surface.ts'

type Answer = RespondArguments | ViewResponseAction | undefined

/** Before any listener: the payload comes from our workspace, and has not come before. */
export function guardTeam({ app, house, memory }: Surface): void {
  const isFirst = createOnce()
  app.use(async (args) => {
    const { body, next } = args
    const ack = 'ack' in args ? (args.ack as AckFn<Answer> | undefined) : undefined
    if (teamOf(body) !== house.team) {
      const language = staffLanguage(memory.house.organisation.language)
      const { denied, loading } = slackTexts(language)
      const view = sentenceView(loading.title, denied.team, language)
      if ('command' in body) return ack?.({ response_type: 'ephemeral', text: denied.team })
      if (isSubmission(body)) return ack?.({ response_action: 'update', view })
      await ack?.(undefined)
      if ('respond' in args && args.respond !== undefined) await whisper(args.respond as RespondFn, denied.team)
      return
    }
    if (!isFirst(body)) {
      await ack?.(undefined)
      return
    }
    await next()
  })
}

function isSubmission(body: object): boolean {
  return (body as { type?: unknown }).type === 'view_submission'
}

function teamOf(body: object): string | undefined {
  const { team_id, team } = body as { team_id?: string; team?: { id?: string } | null }
  return team?.id ?? team_id
}
