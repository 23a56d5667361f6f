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

/** So many campaigns of all kinds over a year, four at a time, so that people have more than their share to come. */
export function planYear(begin: number, random: Random, campaigns: number): Planned[] {
  const heapsApart = 360 / Math.ceil(campaigns / 4)
  return Array.from({ length: campaigns }, (_, i): Planned => {
    const heap = Math.floor(i / 4)
    const at = begin + (Math.floor(heap * heapsApart) + 2 + random.below(9)) * DAY_MS + random.below(24) * HOUR_MS
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
