import { canonical } from '#core/campaigns/seal.ts'
import type { HouseRules } from '#core/etiquette/layers.ts'
import type { Campaign } from '#db/tables/campaigns.ts'

/**
 * The rules of when that were sealed with a campaign, where they are not today's: both hold then, so that what became stricter holds at once and
 * what became looser never does. Undefined where they say the same: no message is judged twice for nothing.
 */
export function sealedRulesOf({ submitted }: Pick<Campaign, 'submitted'>, house: HouseRules): HouseRules | undefined {
  if (submitted === undefined) return undefined
  const { rules } = submitted
  const known = compared.get(rules)
  if (known?.house === house) return known.differs ? rules : undefined
  const differs = textOf(rules) !== textOf(house)
  compared.set(rules, { house, differs })
  return differs ? rules : undefined
}

/** A claim asks for every group of a few messages, about the same two. */
const compared = new WeakMap<HouseRules, { house: HouseRules; differs: boolean }>()

function textOf({ windows, closures, budget, organisation }: HouseRules): string {
  return canonical({ windows, closures, budget, organisation })
}
