import { CONFIDENTIAL_TEXTS } from './checks/texts/confidential-texts.ts'
import { COURTESY_TEXTS } from './checks/texts/courtesy-texts.ts'
import { FIELD_TEXTS } from './checks/texts/field-texts.ts'
import { LAYOUT_FINDING_TEXTS } from './checks/texts/layout-finding-texts.ts'
import { LINK_TEXTS } from './checks/texts/link-texts.ts'
import { SMS_FINDING_TEXTS } from './checks/texts/sms-finding-texts.ts'
import { SUBJECT_TEXTS } from './checks/texts/subject-texts.ts'
import { WORDING_TEXTS } from './checks/texts/wording-texts.ts'
import type { FindingTexts } from './checks/texts/words-of-finding.ts'
import type { Finding, FindingCode, FindingPart } from './finding.ts'

/** The languages staff read findings in. */
export type StaffLanguage = 'fr' | 'en'

/** One finding for a person: where it is (within its language and step), what the rule is and why, what to write instead. */
export type ExplainedFinding = {
  /** "Texte · «…garantir 300 tous…»". */
  readonly place: string
  readonly rule: string
  readonly proposal: string
}

const TEXTS: FindingTexts = {
  ...SUBJECT_TEXTS,
  ...FIELD_TEXTS,
  ...LINK_TEXTS,
  ...CONFIDENTIAL_TEXTS,
  ...WORDING_TEXTS,
  ...COURTESY_TEXTS,
  ...LAYOUT_FINDING_TEXTS,
  ...SMS_FINDING_TEXTS,
}

/** Every code a check can say. */
export const FINDING_CODES = Object.keys(TEXTS) as readonly FindingCode[]

const PARTS: Readonly<Record<StaffLanguage, Readonly<Record<FindingPart, string>>>> = {
  fr: {
    subject: 'Objet',
    body: 'Texte',
    html: 'Message mis en page',
    text: 'Version texte',
    sms: 'SMS',
    sender: 'Expéditeur',
    promise: 'Promesse',
    topics: 'Sujets',
  },
  en: {
    subject: 'Subject',
    body: 'Text',
    html: 'Laid-out message',
    text: 'Text alternative',
    sms: 'SMS',
    sender: 'Sender',
    promise: 'Promise',
    topics: 'Topics',
  },
}

/** The three things to say of a finding. Its step and language are told by the card around it, which groups by them. */
export function explainFinding({ code, where, data }: Finding, language: StaffLanguage): ExplainedFinding {
  const { rule, proposal } = TEXTS[code][language]
  const quoted = language === 'fr' ? `«\u00A0${where.excerpt}\u00A0»` : `“${where.excerpt}”`
  const part = PARTS[language][where.part]
  return {
    place: where.excerpt === undefined ? part : `${part} · ${quoted}`,
    rule: rule(data),
    proposal: proposal(data),
  }
}

/** What is wrong, and what to write instead. Where it is (step, language, part) is told by the card around it. */
export function findingText(finding: Finding, language: StaffLanguage): string {
  const { rule, proposal } = explainFinding(finding, language)
  return `${rule} ${proposal}`
}
