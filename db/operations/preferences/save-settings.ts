import { budgetOf } from '#core/etiquette/attention-layers.ts'
import type { Budget } from '#core/etiquette/budget.ts'
import type { RecipientSettings } from '#core/etiquette/recipient-settings.ts'
import type { Write } from '#db/open.ts'
import type { Memory } from '#db/operations/memory.ts'
import { settingsText, writeSettings } from '#db/tables/preferences.ts'
import { lookAgain } from './look-again.ts'
import type { AskedBudget } from './pending-change.ts'

const PARTS = ['preferredChannel', 'hours', 'quiet', 'pausedUntil', 'budget'] as const
export type SettingsPart = (typeof PARTS)[number]

export interface SettingsSaved {
  /** What holds from now on. */
  changed: SettingsPart[]
  /** More messages than they get now: that waits for a confirmation. */
  asked: AskedBudget | undefined
}

/** Keeps how a person wants to be written to. Fewer messages hold at once, more of them do not. */
export async function saveSettings(
  db: Write,
  { house }: Pick<Memory, 'house'>,
  now: number,
  { contactId, before, wanted }: { contactId: number; before: RecipientSettings; wanted: RecipientSettings },
): Promise<SettingsSaved> {
  const current = budgetOf({ house, settings: before })
  const most = budgetOf({ house, settings: wanted })
  const budget = {
    ...lowerOf('per7Days', { before, wanted, current, most }),
    ...lowerOf('per30Days', { before, wanted, current, most }),
  }
  const { budget: _, ...rest } = wanted
  const kept: RecipientSettings = Object.keys(budget).length === 0 ? rest : { ...rest, budget }
  const changed = PARTS.filter((part) => textOf(before, part) !== textOf(kept, part))
  if (changed.length > 0) {
    await writeSettings(db, contactId, kept, now)
    await lookAgain(db, contactId, now)
  }
  const isMore = most.per7Days > current.per7Days || most.per30Days > current.per30Days
  // What was lowered at once beside it is what the confirmation finds in place.
  return { changed, asked: isMore ? { chosen: wanted.budget ?? {}, before: budget, most } : undefined }
}

interface Budgets {
  before: RecipientSettings
  wanted: RecipientSettings
  /** What they get at most as it stands, and as they want it. */
  current: Budget
  most: Budget
}

/** Their wish where it is not more than now, else what they chose before. */
function lowerOf(span: keyof Budget, { before, wanted, current, most }: Budgets): Partial<Budget> {
  const chosen = most[span] <= current[span] ? wanted.budget?.[span] : before.budget?.[span]
  return chosen === undefined ? {} : { [span]: chosen }
}

function textOf(settings: RecipientSettings, part: SettingsPart): string {
  return settingsText({ [part]: settings[part] })
}
