import type { Surface } from '#bot/slack/surface.ts'
import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { House } from '#core/house.ts'
import type { Language, Step } from '#core/messages/message.ts'
import { gsmWording } from '#core/messages/sms/gsm-wording.ts'
import { segmentsOf } from '#core/messages/sms/segments.ts'
import { isAlphanumeric } from '#core/messages/sms/sender.ts'
import { smsSource } from '#core/messages/sms/sms-source.ts'
import { smsValues } from '#core/messages/sms/sms-values.ts'
import { fillSms, smsText } from '#core/messages/sms/write-sms.ts'
import { exampleFacts } from './wizard-fields.ts'

/** As long as a real short link's code. */
const CODE = '7k2m9x4q1r5t'

/** What SMS are sent with, as far as it changes what people read. */
export interface SmsMeans {
  /** Where the house names no sender for its own country; undefined where none leave from here. */
  from: string | undefined
  /** What short links begin with. */
  origin: string
}

export function smsMeans({ smsFrom, publicOrigin }: Pick<Surface, 'smsFrom' | 'publicOrigin'>): SmsMeans {
  return { from: smsFrom, origin: publicOrigin() }
}

export interface ExampleGiven {
  house: House
  draft: CampaignDraft
  written: Language
  step: Step
  means: SmsMeans
  now: number
}

export interface ExampleSms {
  text: string
  characters: number
  parts: number
  /** Characters that are not in the alphabet of SMS. */
  forcing: string[]
  /** How many parts without them. */
  partsWithout: number
}

/** An SMS as an example person in the house's own country reads it, and how many parts it takes. `sealed`: the text that will leave, where it is known. */
export function exampleSms(given: ExampleGiven, sealed?: string): ExampleSms {
  const { house, draft, written, step, means, now } = given
  const link = `${means.origin}/s/${CODE}`
  const sender = house.sms?.senders[house.organisation.country] ?? means.from ?? ''
  const values = smsValues({
    ...exampleFacts({ draft, house, written, now }),
    canReceive: !isAlphanumeric(sender),
    links: { answer: link, preferences: link, unsubscribe: link },
  })
  const template = sealed ?? smsText(smsSource(house, draft, { language: written, step }))
  // A field nobody knows stays as it is written: the checks speak of it.
  const text = fillSms(template, values, (name) => `{{${name}}}`)
  const { characters, segments, forcing } = segmentsOf(text)
  return { text, characters, parts: segments, forcing, partsWithout: segmentsOf(gsmWording(text)).segments }
}
