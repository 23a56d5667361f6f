import { fieldText, type LinkField } from './fields.ts'
import { LAYOUT_TEXTS, type LayoutTexts } from './layout-texts.ts'
import type { MessageSource } from './message.ts'

/** The parts around staff's text, in words, shared by the HTML and the plain-text form so that they cannot drift apart. */
export type Layout = {
  readonly testBanner: string | undefined
  readonly preheader: string
  /** Only a re-opt-in message asks. */
  readonly ask: Ask | undefined
  readonly why: string
  readonly origin: string
  readonly question: string
  readonly footerLinks: readonly { readonly field: LinkField; readonly label: string }[]
  readonly linkLabels: Readonly<Record<LinkField, string>>
}

export type Ask = {
  readonly topics: string
  readonly yes: string
  readonly no: string
  readonly noLogin: string
  readonly promise: string | undefined
}

export function layoutOf(source: MessageSource): Layout {
  const texts = LAYOUT_TEXTS[source.language]
  const lost = source.kind === 're-opt-in' ? texts.sourceLost['re-opt-in'] : texts.sourceLost.other
  return {
    testBanner: source.isTest ? texts.testBanner : undefined,
    preheader: preheaderOf(source, texts),
    ask: source.kind === 're-opt-in' ? askOf(source, texts) : undefined,
    why: texts.why[source.kind],
    origin: texts.origin.replace('§sourceLost', () => lost),
    question: texts.question.replace('§name', () => source.dpo.name).replace('§email', () => source.dpo.email),
    footerLinks: [
      { field: 'preferences_link', label: texts.preferences },
      { field: 'unsubscribe_link', label: texts.unsubscribe },
      { field: 'privacy_link', label: texts.privacy },
    ],
    linkLabels: {
      yes_link: texts.yes,
      no_link: texts.no,
      preferences_link: texts.preferences,
      unsubscribe_link: texts.unsubscribe,
      privacy_link: texts.privacy,
    },
  }
}

/** The subject as compiled: one line, marked when it is a test. */
export function subjectOf(source: MessageSource): string {
  const subject = source.subject.trim()
  return source.isTest ? LAYOUT_TEXTS[source.language].testPrefix + subject : subject
}

function askOf(source: MessageSource, texts: LayoutTexts): Ask {
  return {
    topics: `${texts.topics}${texts.colon}${fieldText('topics', undefined)}`,
    yes: texts.yes,
    no: texts.no,
    noLogin: texts.noLogin,
    promise: source.promise === undefined ? undefined : texts.promise,
  }
}

function preheaderOf(source: MessageSource, texts: LayoutTexts): string {
  if (source.kind === 'topic') return texts.preheader.topic
  if (source.kind === 'information') return texts.preheader.information
  return source.step === 'ask' ? texts.preheader.ask : texts.preheader.reminder
}
