import type { z } from 'zod'
import type { House } from '#core/house.ts'
import { closure } from './closure.ts'
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
  return [...approvalWarnings(roles), ...cleanUpWarnings(roles)]
}

function approvalWarnings({ staff, approver }: SlackHouse['roles']): string[] {
  if (staff.length === 0) return ['Nobody can submit a campaign: add people to slack.roles.staff.']
  if (approver.length === 0) return ['Nobody can approve a campaign: add people to slack.roles.approver.']
  if (twoPeople(staff, approver)) return []
  return [
    'One person alone is staff and approver, and nobody approves their own campaign: add a second one to slack.roles.',
  ]
}

function cleanUpWarnings({ staff, privacy }: SlackHouse['roles']): string[] {
  if (privacy.length === 0) return ['Nobody can confirm a basis or a clean-up: add people to slack.roles.privacy.']
  if (staff.length === 0 || twoPeople(staff, privacy)) return []
  return [
    'One person alone is staff and privacy lead, and nobody confirms their own clean-up: add a second one to slack.roles.',
  ]
}

/** Who belongs to a group is known to Slack only, at the click: a group counts as others. */
function twoPeople(...roles: (readonly string[])[]): boolean {
  const people = new Set(roles.flat())
  return people.size > 1 || [...people].some((id) => id.startsWith('S'))
}

type HouseFile = z.infer<typeof houseSchema>

function configOf({
  organisation,
  dpo,
  contactKey,
  topics,
  windows,
  budget,
  practices,
  sending,
  sms,
  slack,
}: HouseFile): HouseConfig {
  return {
    house: {
      organisation,
      dpo,
      contactKey,
      topics,
      windows: { email: weekWindow(windows.email), sms: weekWindow(windows.sms) },
      closures: windows.closures.map(closure).filter((days) => 'from' in days),
      budget,
      practices,
      sending,
      sms,
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
