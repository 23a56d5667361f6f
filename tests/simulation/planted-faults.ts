import type { Mailer } from '#bot/mail/send.ts'
import type { Memory } from '#db/operations/memory.ts'
import type { Store } from './store.ts'
import type { Invariant } from './witnessed.ts'

/** A fault known from other senders, put in the place of what the product does: the simulation must notice it. */
export interface PlantedFault {
  name: string
  /** The promise it breaks. */
  breaks: Invariant
  /** Put into the database before the story. */
  plant?: (store: Store) => void
  /** Done by a process at its start. */
  atStart?: (memory: Memory, now: number) => Promise<void>
  /** In the place of what finds messages of dead workers. */
  doubts?: (memory: Memory, now: number) => Promise<void>
  mailer?: (mailer: Mailer) => Mailer
  /** A withdrawal is answered before it is written, and written when somebody gets round to it. */
  answersEarly?: boolean
}

const MINUTE_MS = 60_000

export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: 'checkpoint moved on fetch',
    breaks: 'nobody-lost',
    plant: ({ sqlite }) =>
      sqlite.exec(`
        create trigger done_when_fetched after update of state on deliveries when new.state = 'sending' begin
          update deliveries set state = 'sent', finished_at = new.sending_at where id = new.id;
          update campaign_audience
            set asked_at = coalesce(asked_at, new.sending_at), last_step_at = new.sending_at, steps_sent = steps_sent + 1, promise_at = new.promise_at
            where campaign_id = new.campaign_id and contact_id = new.contact_id;
        end`),
  },
  {
    name: 'reclaim after a timeout',
    breaks: 'never-twice',
    doubts: (memory, now) => queueAgain(memory, 'sending', now - 5 * MINUTE_MS, now),
  },
  {
    name: 'doubts sent again by a restart',
    breaks: 'never-twice',
    atStart: (memory, now) => queueAgain(memory, 'in-doubt', now, now),
  },
  {
    name: 'a Message-ID made anew at each attempt',
    breaks: 'one-name-a-message',
    mailer: (mailer) => {
      let attempts = 0
      const anew = (text: string) => text.replace('@', `.${(attempts += 1)}@`)
      return {
        ...mailer,
        send: (mail, mayBegin) => mailer.send({ ...mail, messageId: anew(mail.messageId) }, mayBegin),
        sendReady: ({ envelope, message }, mayBegin) => {
          const other = Buffer.from(message.toString('latin1').replace(/^Message-ID: .*$/im, anew), 'latin1')
          return mailer.sendReady({ envelope, message: other }, mayBegin)
        },
      }
    },
  },
  {
    name: 'a withdrawal answered before it is written',
    breaks: 'withdrawal-holds',
    answersEarly: true,
  },
  {
    name: 'a result counted twice',
    breaks: 'sums-add-up',
    plant: ({ sqlite }) =>
      sqlite.exec(`
        create trigger counted_twice after update of state on deliveries when new.state = 'sent' and old.state = 'sending' begin
          update campaign_audience set steps_sent = steps_sent + 1
            where campaign_id = new.campaign_id and contact_id = new.contact_id;
        end`),
  },
  {
    name: 'an ask the server refused counts as asked',
    breaks: 'lapse-deserved',
    plant: ({ sqlite }) =>
      sqlite.exec(`
        create trigger refused_is_asked after update of state on deliveries when new.state = 'failed' and old.state = 'sending' begin
          update campaign_audience set asked_at = coalesce(asked_at, new.finished_at), promise_at = coalesce(promise_at, new.promise_at)
            where campaign_id = new.campaign_id and contact_id = new.contact_id;
        end`),
  },
  {
    name: 'a spent slot forgotten',
    breaks: 'budget-kept',
    plant: ({ sqlite }) =>
      sqlite.exec(`
        create trigger slot_forgotten after update of state on deliveries when new.state = 'sent' begin
          update deliveries set finished_at = 1 where id = new.id;
        end`),
  },
  {
    name: 'a dead address written to again',
    breaks: 'address-is-theirs',
    plant: ({ sqlite }) =>
      sqlite.exec(`
        create trigger dead_is_usable after update of email_state on contacts when new.email_state = 'bounced' begin
          update contacts set email_state = 'usable' where id = new.id;
        end`),
  },
  {
    name: 'a pause nobody reads',
    breaks: 'pause-holds',
    plant: ({ sqlite }) =>
      sqlite.exec(`
        create trigger pause_unread after update of state on campaigns when new.state = 'paused' begin
          update campaigns set state = old.state where id = new.id;
        end`),
  },
  {
    name: 'a hand-over nobody stops waiting for',
    breaks: 'nothing-left-behind',
    mailer: (mailer) => {
      let sent = 0
      return {
        ...mailer,
        sendReady: async (mail, mayBegin) => {
          const outcome = await mailer.sendReady(mail, mayBegin)
          sent += 1
          return sent % 5 === 0 ? new Promise(() => {}) : outcome
        },
      }
    },
  },
]

function queueAgain({ database }: Memory, state: string, before: number, now: number): Promise<void> {
  return database.write(async (db) => {
    await db
      .updateTable('deliveries')
      .set({ state: 'queued', due_at: now, finished_at: null, worker_id: null, sending_at: null })
      .where('state', '=', state)
      .where('sending_at', '<=', before)
      .execute()
  })
}
