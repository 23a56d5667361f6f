import { z } from 'zod'
import type { House } from '#core/house.ts'
import { houseSchema } from './house-schema.ts'
import { weekWindow } from './week-window.ts'

/** Who may do what in Slack, and where cards are posted: ids of users (`U…`) and user groups (`S…`). */
export interface SlackHouse {
  team: string
  channels: { approvals: string; campaigns: string; oncall: string }
  roles: Record<Role, readonly string[]>
}

export const ROLES = ['staff', 'approver', 'privacy', 'dpo', 'oncall'] as const
export type Role = (typeof ROLES)[number]

/** The organisation's file, understood. */
export interface HouseConfig {
  house: House
  slack: SlackHouse
}

export type ParsedHouse = { config: HouseConfig; file: unknown } | { problems: string[] }

/** Parses the organisation's file. Problems name the path inside the file, one sentence each. */
export function parseHouse(text: string): ParsedHouse {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch (error) {
    return { problems: [`it is not valid JSON: ${(error as Error).message}.`] }
  }
  const parsed = houseSchema.safeParse(file)
  if (!parsed.success) return { problems: parsed.error.issues.flatMap(sentences) }
  return { config: configOf(parsed.data), file }
}

/** What is worth a warning at start: an act that needs two people needs two who can do it. */
export function fourEyesWarnings({ roles }: SlackHouse): string[] {
  // A group's members are known to Slack only, at the click.
  const alone = (role: Role, others: readonly Role[] = [role]) =>
    roles[role].length > 0 && new Set([...roles[role], ...others.flatMap((other) => roles[other])]).size < 2
  const isGroup = (role: Role) => roles[role].some((id) => id.startsWith('S'))
  const warnings: string[] = []
  if (roles.staff.length === 0)
    warnings.push('Nobody has the role staff: no campaign can be submitted. Add people to slack.roles.staff.')
  if (roles.approver.length === 0) {
    warnings.push('Nobody has the role approver: no campaign can be approved. Add people to slack.roles.approver.')
  } else if (!isGroup('approver') && !isGroup('staff') && alone('approver', ['approver', 'staff'])) {
    warnings.push(
      'The only approver is also the only author: nobody approves their own campaign. Add a second person to slack.roles.staff or slack.roles.approver.',
    )
  }
  return warnings
}

type HouseFile = z.infer<typeof houseSchema>

function configOf({ organisation, dpo, contactKey, topics, windows, budget, slack }: HouseFile): HouseConfig {
  return {
    house: {
      organisation,
      dpo,
      contactKey,
      topics,
      windows: { email: weekWindow(windows.email), sms: weekWindow(windows.sms) },
      budget,
    },
    slack,
  }
}

function sentences(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${[...path, key].join('.')} is not a known key: remove it or correct its name.`)
  }
  const place = path.join('.') || 'the file'
  if (issue.code === 'invalid_type' && issue.input === undefined && /received undefined/.test(issue.message)) {
    return [`${place} is missing.`]
  }
  return [
    `${place} ${issue.code === 'custom' || !issue.message.startsWith('Invalid') ? issue.message : `is not right (${issue.message})`}`.replace(
      /([^.])$/,
      '$1.',
    ),
  ]
}
