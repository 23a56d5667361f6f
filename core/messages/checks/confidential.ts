import type { FindingCode, Remark } from '#core/messages/finding.ts'
import type { MessageSource } from '#core/messages/message.ts'
import { canadianSins } from './canadian-sin.ts'
import { excerptAt } from './excerpt.ts'
import type { Found } from './found.ts'
import { frenchNirs } from './french-nir.ts'
import { ibans } from './iban.ts'
import { paymentCards } from './payment-card.ts'
import { secretsInClear } from './secret-in-clear.ts'

/** How much of a number may be shown so that its author finds it again. */
const SHOWN = 4
const MASK = '••••'

/** What was found, and the text with every find hidden: no excerpt of any other check carries it on. */
export type Confidential = { readonly remarks: readonly Remark[]; readonly text: string }

/** Nothing confidential travels by e-mail: anything can be forwarded (etiquette guide). The organisation's own numbers are public. */
export function findConfidential(text: string, organisation: MessageSource['organisation']): Confidential {
  const isOwn = ownNumbers(organisation)
  const numbers = (code: FindingCode, found: readonly Found[]) =>
    found.filter((one) => !isOwn(one)).map((one) => ({ code, ...one, shown: one.digits.slice(-SHOWN) }))
  const all = [
    ...numbers('payment-card', paymentCards(text)),
    ...numbers('iban', ibans(text)),
    ...numbers('social-security-number', frenchNirs(text)),
    ...numbers('social-insurance-number', canadianSins(text, organisation.country)),
    ...secretsInClear(text).map((one) => ({ code: 'secret-in-clear' as const, ...one, shown: '' })),
  ]
  return masked(text, all)
}

type Kind = Found & { readonly code: FindingCode; readonly shown: string }

function masked(text: string, all: readonly Kind[]): Confidential {
  const places: { code: FindingCode; start: number; end: number }[] = []
  let hidden = ''
  let from = 0
  for (const { code, start, end, shown } of all.toSorted((one, other) => one.start - other.start)) {
    // Two kinds in one place are hidden as one.
    if (start >= from) {
      hidden += text.slice(from, start)
      places.push({ code, start: hidden.length, end: hidden.length + MASK.length + shown.length })
      hidden += MASK + shown
    }
    from = Math.max(from, end)
  }
  hidden += text.slice(from)
  const remarks = places.map(({ code, start, end }): Remark => {
    return { level: 'block', code, data: {}, excerpt: excerptAt(hidden, start, end) }
  })
  return { remarks, text: hidden }
}

/** What the configuration declares as the organisation's own, and what its postal address already shows. */
function ownNumbers({ ownNumbers: declared = [], postalAddress }: MessageSource['organisation']) {
  const own = [...declared, postalAddress].map((one) => one.replaceAll(/[^\p{L}\d]/gu, '').toUpperCase())
  return ({ digits }: Found) => own.some((one) => one.includes(digits))
}
