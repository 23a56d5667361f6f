import type { Store } from './store.ts'

/** A delivery that went from one state to another, or a promise that ran, in the order it was written. */
export interface Move {
  what: 'delivery' | 'lapse'
  campaign: number
  contact: number
  /** 0 for a lapse. */
  delivery: number
  step: string
  was: string
  is: string
  promiseAt: number | null
  address: string
}

/** From here on the database tells of every move by itself, whoever makes it. */
export function watchDeliveries({ sqlite, moves }: Store): void {
  sqlite.function('moved', { varargs: true }, (...values: unknown[]) => {
    const [what, campaign, contact, delivery, step, was, is, promiseAt, address] = values
    moves.push({ what, campaign, contact, delivery, step, was, is, promiseAt, address } as Move)
    return null
  })
  sqlite.exec(`
    create trigger delivery_made after insert on deliveries begin
      select moved('delivery', new.campaign_id, new.contact_id, new.id, new.step, '', new.state, new.promise_at, new.address);
    end;
    create trigger delivery_moved after update of state on deliveries when new.state <> old.state begin
      select moved('delivery', new.campaign_id, new.contact_id, new.id, new.step, old.state, new.state, new.promise_at, new.address);
    end;
    create trigger promise_ran after update of lapsed_at on campaign_audience when new.lapsed_at is not null and old.lapsed_at is null begin
      select moved('lapse', new.campaign_id, new.contact_id, 0, '', '', 'lapsed', new.promise_at, '');
    end;
  `)
}
