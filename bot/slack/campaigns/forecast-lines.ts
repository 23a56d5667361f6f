import type { Forecast, ForecastReason } from '#core/campaigns/forecast.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { reasonText } from '#core/texts/reasons.ts'
import { counted } from '#core/texts/slack/counted.ts'
import { textingTexts } from '#core/texts/slack/texting.ts'

export interface ForecastLines {
  /** Undefined where everything goes by e-mail: there is nothing to tell apart. */
  channels: string | undefined
  cost: string | undefined
  waits: string[]
  leftOut: string[]
}

/** A simulation in words. `date`: an instant as people read it. */
export function forecastLines(
  { channels, sms, reasons }: Forecast,
  language: StaffLanguage,
  date: (at: number) => string,
): ForecastLines {
  const texts = textingTexts(language)
  const held = reasons.filter(({ verdict }) => verdict === 'hold')
  const refused = reasons.filter(({ verdict }) => verdict === 'refuse')
  const count = (reason: ForecastReason) => counted(reason.count, language)
  const why = (reason: ForecastReason) => reasonText({ code: reason.code }, language)
  return {
    channels: channels.sms === 0 ? undefined : texts.byChannel(channels.email, channels.sms),
    cost: sms && texts.cost(sms.messages, sms.segments, costText(sms, language)),
    waits: held.map((reason) => {
      const next = reason.next === undefined ? undefined : date(reason.next)
      return texts.waits(count(reason), why(reason), next)
    }),
    leftOut: refused.map((reason) => texts.leftOut(count(reason), why(reason))),
  }
}

const LOCALES: Readonly<Record<StaffLanguage, string>> = { fr: 'fr-FR', en: 'en-GB' }

function costText({ cost, currency }: NonNullable<Forecast['sms']>, language: StaffLanguage): string | undefined {
  if (cost === undefined || currency === undefined) return undefined
  return new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency }).format(cost)
}
