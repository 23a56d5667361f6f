import { readCampaign } from '#db/operations/campaigns/read-campaign.ts'
import type { World } from './world.ts'

interface Row {
  id: number
  campaign: number
  contact: number
  step: string
  state: string
  going: string
}

/** Looks at every card: one whose numbers do not add up throws. */
export async function readCards({ stage, now, witness }: World): Promise<void> {
  for (const id of stage.campaigns) {
    try {
      await readCampaign(stage.memory, now, id)
    } catch (error) {
      witness.object('sums-add-up', String(error))
    }
  }
}

/** When nothing more can happen: does what the database says agree with what the server took? */
export async function checkEnding(world: World): Promise<void> {
  const { stage, witness } = world
  const { store } = stage
  await readCards(world)
  const rows = store.rows<Row>(
    `select d.id, d.campaign_id as campaign, d.contact_id as contact, d.step, d.state, c.state as going
     from deliveries d join campaigns c on c.id = d.campaign_id order by d.id`,
  )
  for (const row of rows) checkDelivery(row)
  for (const { campaign, contact, state } of store.rows<{ campaign: number; contact: number; state: string }>(
    `select a.campaign_id as campaign, a.contact_id as contact, c.state from campaign_audience a join campaigns c on c.id = a.campaign_id
     where c.state not in ('paused', 'stopped', 'void', 'approved')
       and not exists (select 1 from deliveries d where d.campaign_id = a.campaign_id and d.contact_id = a.contact_id)`,
  ))
    witness.object('nobody-lost', `person ${contact} of campaign ${campaign} (${state}) has no message in any state`)
  for (const { campaign, contact, steps, sent } of store.rows<{
    campaign: number
    contact: number
    steps: number
    sent: number
  }>(
    `select a.campaign_id as campaign, a.contact_id as contact, a.steps_sent as steps, count(d.id) as sent
     from campaign_audience a left join deliveries d on d.campaign_id = a.campaign_id and d.contact_id = a.contact_id and d.state = 'sent'
     group by 1, 2 having a.steps_sent <> count(d.id)`,
  ))
    witness.object(
      'sums-add-up',
      `person ${contact} of campaign ${campaign} counts ${steps} steps, ${sent} messages are sent`,
    )

  function checkDelivery({ id, campaign, contact, state, going }: Row): void {
    const known = witness.deliveries.get(id)
    const accepted = known?.accepted ?? 0
    const name = `d${id} (campaign ${campaign}, ${going}; person ${contact})`
    if (state === 'sending' || ((state === 'queued' || state === 'held') && going !== 'paused' && going !== 'approved'))
      witness.object('nothing-left-behind', `${name} is ${state} for ever`)
    if (state === 'sent' && accepted === 0 && !known?.countedAsSent)
      witness.object('nobody-lost', `${name} counts as sent, and the server never took it`)
    if (accepted > 0 && state !== 'sent' && state !== 'in-doubt' && known?.agains === 0 && !known.cameBack)
      witness.object('sums-equal-the-server', `${name} is ${state}, and the server took it`)
  }
}
