import type { webApi } from '@slack/bolt'
import type { Role, SlackHouse } from '#bot/config/house.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'

export interface Person {
  id: string
  language: StaffLanguage
  /** Their address in Slack, where the app may see it. */
  email: string | undefined
}

/** Why a person is turned away. When Slack cannot be asked, the answer is no. */
export type Denial = 'cannot-ask' | 'outsider' | 'no-role'

/** `anyone`: every full member of the workspace. */
export type Needs = readonly Role[] | 'anyone'

/** Whoever holds a role sees counts and texts of campaigns. */
export const ANY_ROLE: Needs = ['staff', 'approver', 'privacy', 'dpo', 'oncall']

export type Admission =
  | { admitted: true; person: Person }
  | { admitted: false; denial: Denial; language: StaffLanguage; needs: Needs }

export interface People {
  /** The language this person read in last; before Slack ever said, the organisation's. For what is shown before Slack can be asked. */
  languageOf(userId: string): StaffLanguage
  /** May this person do it, now? Role and membership are looked up at the click, never remembered. */
  admit(userId: string, needs: Needs): Promise<Admission>
  /** Everyone who holds a role now, groups resolved; undefined when Slack cannot be asked. */
  holders(role: Role): Promise<string[] | undefined>
}

type Client = Pick<webApi.WebClient, 'users' | 'usergroups'>

/**
 * `client` must give up quickly and never retry: a person waits behind each question. `fallback` is the language of people Slack does not
 * tell us about.
 */
export function createPeople(
  client: Client,
  { team, roles }: Pick<SlackHouse, 'team' | 'roles'>,
  fallback: StaffLanguage,
): People {
  async function holders(role: Role): Promise<string[] | undefined> {
    const named = roles[role].filter((id) => !id.startsWith('S'))
    const groups = roles[role].filter((id) => id.startsWith('S'))
    try {
      const members = await Promise.all(groups.map((usergroup) => client.usergroups.users.list({ usergroup })))
      return [...new Set([...named, ...members.flatMap(({ users }) => users ?? [])])]
    } catch {
      return undefined
    }
  }

  async function holds(userId: string, needs: Needs): Promise<boolean | undefined> {
    if (needs === 'anyone' || needs.some((role) => roles[role].includes(userId))) return true
    const lists = await Promise.all(needs.map(holders))
    if (lists.some((list) => list?.includes(userId))) return true
    return lists.includes(undefined) ? undefined : false
  }

  const languages = new Map<string, StaffLanguage>()
  return {
    holders,
    languageOf: (userId) => languages.get(userId) ?? fallback,
    async admit(userId, needs) {
      // Side by side: Slack must be answered within three seconds, even when it is slow itself.
      const [user, held] = await Promise.all([userOf(client, userId), holds(userId, needs)])
      if (user === undefined) return { admitted: false, denial: 'cannot-ask', language: fallback, needs }
      const language: StaffLanguage = user.locale?.startsWith('fr') ? 'fr' : 'en'
      if (!isOutsider(user, team)) languages.set(userId, language)
      const denied = (denial: Denial): Admission => ({ admitted: false, denial, language, needs })
      if (isOutsider(user, team)) return denied('outsider')
      if (held === undefined) return denied('cannot-ask')
      if (!held) return denied('no-role')
      return { admitted: true, person: { id: userId, language, email: user.profile?.email } }
    },
  }
}

type SlackUser = NonNullable<webApi.UsersInfoResponse['user']>

async function userOf(client: Client, userId: string): Promise<SlackUser | undefined> {
  try {
    const { user } = await client.users.info({ user: userId, include_locale: true })
    return user
  } catch {
    return undefined
  }
}

/** Guests, bots, people who left, and people of another workspace met in a shared channel. */
function isOutsider(user: SlackUser, team: string): boolean {
  return (
    user.team_id !== team ||
    user.is_restricted === true ||
    user.is_ultra_restricted === true ||
    user.is_stranger === true ||
    user.is_bot === true ||
    user.deleted === true
  )
}
