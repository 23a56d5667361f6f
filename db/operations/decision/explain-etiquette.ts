import { attentionLayers, budgetOf, textAgainAt } from '#core/etiquette/attention-layers.ts'
import { firstMoment } from '#core/etiquette/first-moment.ts'
import { knowsHolidays } from '#core/etiquette/holiday-calendar.ts'
import type { EtiquetteFacts } from '#core/etiquette/layers.ts'
import type { ExplainedEtiquette } from '#core/texts/explanation-etiquette.ts'

const DAY_MS = 86_400_000

/** What the rules of when know of one person at an instant, for who asks why. */
export function explainEtiquette(facts: EtiquetteFacts, at: number): ExplainedEtiquette {
  const { channel, place, settings, attention, holidays } = facts
  const since = (days: number) => attention.sentAt.filter((sentAt) => sentAt > at - days * DAY_MS).length
  const year = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').year
  const againAt = textAgainAt(facts)
  return {
    place,
    // Only a text message waits for the end of a holiday.
    holidaysKnown: channel === 'sms' ? knowsHolidays(place.country, place.region, year, holidays) : undefined,
    settings,
    budget: budgetOf(facts),
    spent: { per7Days: since(7), per30Days: since(30) },
    reserved: attention.reservedUntil.length,
    nextSlot: nextSlot(facts, at),
    texted:
      againAt === undefined || againAt <= at || attention.textedAt === undefined
        ? undefined
        : { at: attention.textedAt, againAt },
  }
}

function nextSlot(facts: EtiquetteFacts, at: number): ExplainedEtiquette['nextSlot'] {
  // By e-mail: a text that was sent lately takes no slot.
  const free = firstMoment(attentionLayers({ ...facts, channel: 'email' }), at)
  return free.at === at ? undefined : (free.at ?? 'never')
}
