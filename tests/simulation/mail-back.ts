import type { IncomingMail } from '#core/incoming/incoming-mail.ts'
import { mailId } from '#db/keys/mail-ids.ts'
import { answerReply } from '#db/operations/incoming/answer-reply.ts'
import { receiveMail } from '#db/operations/incoming/receive-mail.ts'
import { Actor } from './turns.ts'
import type { World } from './world.ts'

/** What may come back for a message that a server took. */
export type MailBack = 'no-such-mailbox' | 'sent-back' | 'mailbox-full' | 'complaint' | 'please-stop' | 'reply' | 'away'

const MAILS: Record<MailBack, Pick<IncomingMail, 'kind' | 'recipients'> & Partial<IncomingMail>> = {
  'no-such-mailbox': { kind: 'bounce', recipients: [{ permanence: 'permanent', status: '5.1.1' }] },
  'sent-back': { kind: 'bounce', recipients: [{ permanence: 'permanent', status: '5.7.1' }] },
  'mailbox-full': { kind: 'bounce', recipients: [{ permanence: 'temporary', status: '4.2.2' }] },
  complaint: { kind: 'complaint', recipients: [{ permanence: 'unknown' }] },
  'please-stop': { kind: 'human', recipients: [], stop: { phrase: 'arrêtez' }, text: 'Arrêtez.' },
  reply: { kind: 'human', recipients: [], text: 'Bonjour.' },
  away: { kind: 'auto-reply', recipients: [] },
}

/** Something comes in about one of the messages the server took; sometimes the same mail comes in twice. */
export function comeBack(world: World, what: MailBack): void {
  const { random, stage, witness } = world
  const taken = [...witness.deliveries].filter(([, { accepted }]) => accepted > 0)
  const found = random.pick(taken)
  if (found === undefined) return
  const [delivery, known] = found
  const { campaign, contact } = known
  const actor = new Actor(`mail (${what}, d${delivery})`)
  const memory = world.memoryOf(actor)
  const about = { delivery, contact }
  const ourMarks = mailId(stage.memory.keyring, 'd', delivery)
  const mail = { envelopeTo: [], subject: '', inReplyTo: [], text: '', automatic: [], ourMarks, ...MAILS[what] }
  const command = { mail, digest: `${what} ${delivery} ${world.steps}`, via: 'smtp', verified: false } as const
  world.tell(`comes in about d${delivery} of person ${contact}: ${what}`, about)
  const work = async () => {
    await receiveMail(memory, world.now, command)
    learn()
    world.tell(`done about d${delivery}: ${what}`, about)
    if (random.chance(0.2)) await receiveMail(memory, world.now, command)
  }
  // What we were told counts from here on.
  const learn = () => {
    switch (what) {
      case 'no-such-mailbox':
      case 'sent-back':
        known.cameBack = true
        if (what === 'no-such-mailbox') witness.dead.add(known.address)
        return
      case 'complaint':
        witness.goneAddresses.add(known.address)
        witness.person(contact).gone = true
        return
      case 'please-stop':
        witness.person(contact).gone = true
        return
      case 'reply':
        if (waitsToBeRead(world, command.digest)) witness.person(contact).unread.add(campaign)
        return
      case 'mailbox-full':
      case 'away':
    }
  }
  work().catch((error: unknown) =>
    witness.object('no-fault', `${actor.name}: ${String((error as Error)?.stack ?? error)}`),
  )
}

/** Somebody of the house reads what people wrote about an ask: none of it is an answer. */
export function readReplies(world: World): void {
  const { stage, witness } = world
  const memory = world.memoryOf(new Actor('staff (reads replies)'))
  const unread = stage.store.rows<{ id: number; campaign: number; contact: number }>(
    `select id, campaign_id as campaign, contact_id as contact from incoming_mails where wants = 'answer' and settled_at is null`,
  )
  for (const { id, campaign, contact } of unread) {
    // From here on the reply keeps nobody from lapsing.
    witness.person(contact).unread.delete(campaign)
    answerReply(memory, world.now, { id, by: 'U0BRUNO', as: 'not-an-answer' }).catch((error: unknown) =>
      witness.object('no-fault', `staff reads replies: ${String((error as Error)?.stack ?? error)}`),
    )
  }
}

function waitsToBeRead({ stage }: World, digest: string): boolean {
  const [row] = stage.store.rows<{ waits: number }>(
    `select wants = 'answer' and settled_at is null as waits from incoming_mails where digest = ?`,
    digest,
  )
  return row?.waits === 1
}
