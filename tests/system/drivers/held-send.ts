import type { OpenMemory } from '#bot/cli/shared/command.ts'
import { type CampaignView, readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import type { DatabaseKind } from '#tests/support/databases.ts'
import type { RunningEgard } from '#tests/support/process.ts'
import { approvedCampaign } from './campaign-by-operations.ts'
import { type HoldingSink, holdingSink } from './holding-sink.ts'
import { askablePeople } from './people.ts'
import { aPlace, memoryOf, type Place, startAt } from './place.ts'

/** As many messages as are handed over at once. */
export const GROUP: Record<DatabaseKind, number> = { sqlite: 32, postgres: 32 }

export interface HeldSend {
  sink: HoldingSink
  place: Place
  memory: OpenMemory
  addresses: string[]
  egard: RunningEgard
  campaign: number
  card(): Promise<CampaignView>
}

/** A campaign on its way to `people`, whose mail server answers the first `answered` messages and keeps the others waiting. */
export async function heldSend(kind: DatabaseKind, people: number, answered = 0): Promise<HeldSend> {
  const sink = await holdingSink()
  const mail = { SMTP_URL: sink.smtpUrl, MAIL_FROM: 'Maison Lumière <bonjour@maison.example>' }
  const place = await aPlace(kind, mail)
  const memory = await memoryOf(place)
  const addresses = await askablePeople(place, memory, people)
  const egard = await startAt(place)
  sink.holdAfter(answered)
  const campaign = await approvedCampaign(memory, memory.now().epochMilliseconds)
  return { sink, place, memory, addresses, egard, campaign, card: () => cardOf(memory, campaign) }
}

/** The campaign as a card would show it: throws when a sum does not add up. */
export async function cardOf(memory: OpenMemory, campaign: number): Promise<CampaignView> {
  const view = await readCampaign(memory, memory.now().epochMilliseconds, campaign)
  if (view === undefined) throw new Error('The campaign is gone.')
  return view
}

/** Who got a message, sorted; somebody who got two stands there twice. */
export function recipients(mails: readonly { to: string }[]): string[] {
  return mails.map(({ to }) => to).toSorted()
}
