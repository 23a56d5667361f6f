import type { FindingCode, Remark } from '#core/messages/finding.ts'
import type { MessageSource } from '#core/messages/message.ts'
import { canadianSins } from './canadian-sin.ts'
import { maskedExcerpt } from './excerpt.ts'
import type { Found } from './found.ts'
import { frenchNirs } from './french-nir.ts'
import { ibans } from './iban.ts'
import { paymentCards } from './payment-card.ts'
import { secretsInClear } from './secret-in-clear.ts'

/** How much of a number may be shown so that its author finds it again. */
const SHOWN = 4

/** Nothing confidential travels by e-mail: anything can be forwarded (etiquette guide). The organisation's own numbers are public. */
export function confidentialRemarks(text: string, organisation: MessageSource['organisation']): readonly Remark[] {
  const isOwn = ownNumbers(organisation)
  const numbers = (code: FindingCode, found: readonly Found[]) =>
    found.filter((one) => !isOwn(one)).map((one) => remark(text, code, one, SHOWN))
  return [
    ...numbers('payment-card', paymentCards(text)),
    ...numbers('iban', ibans(text)),
    ...numbers('social-security-number', frenchNirs(text)),
    ...numbers('social-insurance-number', canadianSins(text, organisation.country)),
    ...secretsInClear(text).map((one) => remark(text, 'secret-in-clear', one, 0)),
  ]
}

function remark(text: string, code: FindingCode, { start, end }: Found, shown: number): Remark {
  return { level: 'block', code, data: {}, excerpt: maskedExcerpt(text, start, end, shown) }
}

/** What the configuration declares as the organisation's own, and what its postal address already shows. */
function ownNumbers({ ownNumbers: declared = [], postalAddress }: MessageSource['organisation']) {
  const own = [...declared, postalAddress].map((one) => one.replaceAll(/[^\p{L}\d]/gu, '').toUpperCase())
  return ({ digits }: Found) => own.some((one) => one.includes(digits))
}
