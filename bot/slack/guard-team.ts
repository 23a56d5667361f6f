import type { AckFn, RespondArguments } from '@slack/bolt'
import { slackTexts, staffLanguage } from '#core/texts/slack/slack-texts.ts'
import { createOnce } from './once.ts'
import type { Surface } from './surface.ts'

/** Before any listener: the payload comes from our workspace, and has not come before. */
export function guardTeam({ app, house, memory }: Surface): void {
  const isFirst = createOnce()
  app.use(async (args) => {
    const { body, next } = args
    const ack = 'ack' in args ? (args.ack as AckFn<RespondArguments | undefined> | undefined) : undefined
    if (teamOf(body) !== house.team) {
      const { denied } = slackTexts(staffLanguage(memory.house.organisation.language))
      await ack?.('command' in body ? { response_type: 'ephemeral', text: denied.team } : undefined)
      return
    }
    if (!isFirst(body)) {
      await ack?.(undefined)
      return
    }
    await next()
  })
}

function teamOf(body: object): string | undefined {
  const { team_id, team } = body as { team_id?: string; team?: { id?: string } | null }
  return team?.id ?? team_id
}
