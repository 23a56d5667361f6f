import type { Finding, FindingCode } from '#core/messages/finding.ts'

/** Why staff send although a check warned: one reason for every warning of a kind. Sealed with the submission. */
export interface Waiver {
  code: FindingCode
  reason: string
}

/** A reason is a sentence, not an essay: characters. */
export const MOST_REASON = 300

/** The warnings nobody gave a reason for. What blocks is never among them: it cannot be waived. */
export function unwaived(findings: readonly Finding[], waivers: readonly Waiver[]): Finding[] {
  const waived = new Set(keptWaivers(findings, waivers).map(({ code }) => code))
  return findings.filter(({ level, code }) => level === 'warn' && !waived.has(code))
}

/** The waivers that stand for a warning and give a reason, one a kind, in the order of their codes: one submission, one text. */
export function keptWaivers(findings: readonly Finding[], waivers: readonly Waiver[]): Waiver[] {
  const warned = new Set(findings.filter(({ level }) => level === 'warn').map(({ code }) => code))
  const kept = new Map<FindingCode, string>()
  for (const { code, reason } of waivers) {
    const words = reason.trim().slice(0, MOST_REASON)
    if (warned.has(code) && words !== '') kept.set(code, words)
  }
  return [...kept].map(([code, reason]) => ({ code, reason })).toSorted((a, b) => (a.code < b.code ? -1 : 1))
}
