import type { CampaignDraft, Carrier } from '#core/campaigns/draft.ts'
import type { Random } from '#tests/simulation/random.ts'
import { TAGS } from './populate.ts'

/** One campaign of the year: when it is submitted and approved, and what it is. */
export interface Planned {
  at: number
  change: Partial<CampaignDraft>
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const CARRIERS: readonly Carrier[] = ['email', 'sms', 'preferred', 'email', 'sms', 'preferred', 'sms']

const TEXT = {
  subject: 'Des nouvelles de la maison',
  body: '{{greeting}}\n\nVoici ce qui change chez nous.\n\nMerci de votre confiance.',
  sms: 'Merci de votre fidélité : de nos nouvelles sur {{preferences_link}}',
}
const ASK = {
  subject: 'Souhaitez-vous continuer ?',
  body: '{{greeting}}\n\nNous aimerions continuer à vous écrire.',
  sms: 'Nous aimerions continuer à vous écrire.',
}
const LAST = { ...ASK, subject: 'Dernier message sans réponse de votre part' }

/**
 * When campaigns begin, in heaps, so that people have more than their share to come: around Easter and the change to summer time, Ascension, stricter
 * rules and a closure, winter time and All Saints; a longer year has six more.
 */
const HEAPS = ['03-27', '05-05', '07-12', '10-30', '01-03', '02-10', '06-08', '08-12', '11-08', '12-20']
const IN_A_HEAP = 4

/** Campaigns of all kinds over a year, four at a time, in so many heaps. */
export function planYear(year: number, random: Random, heaps: number): Planned[] {
  return Array.from({ length: heaps * IN_A_HEAP }, (_, i): Planned => {
    const heap = Date.parse(`${year}-${HEAPS[Math.floor(i / IN_A_HEAP)]}`)
    const at = heap + random.below(3) * DAY_MS + random.below(24) * HOUR_MS
    const carrier = CARRIERS[i % CARRIERS.length] ?? 'email'
    const from = random.chance(0.3) ? { from: at + random.between(1, 60) * HOUR_MS } : {}
    const common = {
      name: `Campagne ${i + 1}`,
      carrier,
      overBudget: random.chance(0.3) ? ('skip' as const) : ('hold' as const),
      segment: random.chance(0.1) ? 'everyone' : (TAGS[i % TAGS.length] ?? 'everyone'),
      window: from,
      ...(i % 9 === 8 && { ratePerMinute: 40 }),
    }
    if (i % 8 === 0)
      return {
        at,
        change: {
          ...common,
          kind: 're-opt-in',
          topics: i % 16 === 0 ? ['newsletter', 'offers'] : ['offers'],
          reminders: ((i / 8) % 3) as 0 | 1 | 2,
          texts: { fr: { ask: ASK, 'reminder-1': LAST, 'reminder-2': LAST } },
        },
      }
    const kind = i % 4 === 1 ? 'information' : 'topic'
    const topics = kind === 'information' ? [] : [i % 3 === 0 ? 'offers' : 'newsletter']
    return { at, change: { ...common, kind, topics, reminders: 0, texts: { fr: { message: TEXT } } } }
  }).toSorted((a, b) => a.at - b.at)
}
