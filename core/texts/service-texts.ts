import type { House } from '#core/house.ts'
import type { Language } from '#core/messages/message.ts'
import { gsmWording } from '#core/messages/sms/gsm-wording.ts'
import { SEGMENT_ROOM, segmentsOf } from '#core/messages/sms/segments.ts'

/** What an SMS that answers the person's own act says; one kind, one text. */
export type ServiceSms =
  | { kind: 'text-stopped' | 'text-started' | 'text-help' }
  | { kind: 'text-answered'; answer: 'yes' | 'no' }
  /** Several things were asked: `code` is the short link to the page with one box each. */
  | { kind: 'text-page'; code: string }
  /** Their own page of preferences, by short link. */
  | { kind: 'text-link'; code: string }
  /** A choice they made waits for their confirmation. */
  | { kind: 'text-confirm'; token: string }
  /** An acknowledgement outside opening hours. `opensAt`: when somebody reads again, epoch milliseconds; undefined when no opening is known. */
  | { kind: 'text-received'; opensAt: number | undefined }

export type ServiceSmsKind = ServiceSms['kind']

const KINDS: readonly string[] = [
  'text-stopped',
  'text-started',
  'text-help',
  'text-answered',
  'text-page',
  'text-link',
  'text-confirm',
  'text-received',
] satisfies ServiceSmsKind[]

export function isServiceSmsKind(kind: string): kind is ServiceSmsKind {
  return KINDS.includes(kind)
}

export type ServiceSmsMessage = { language: Language } & ServiceSms

/** In GSM-7 and at most one part: what does not fit is the organisation's name, which is cut, and what is said beside the point, which is left out. */
export function serviceText(
  house: Pick<House, 'organisation' | 'dpo'>,
  message: ServiceSmsMessage,
  publicOrigin: string,
): string {
  const name = gsmName(house.organisation.name)
  const site = gsmWording(house.organisation.site.replace(/^https?:\/\/(?:www\.)?|\/+$/g, ''))
  const facts = { site, contact: house.dpo.email, publicOrigin, timeZone: house.organisation.timeZone }
  const wordings = wordingsOf(message, facts)
  for (const said of wordings) if (fits(`${name}${said}`)) return `${name}${said}`
  const [shortest = ''] = wordings.slice(-1)
  let cut = name
  while (cut !== '' && !fits(`${cut}${shortest}`)) cut = cut.slice(0, -1).trimEnd()
  return `${cut}${shortest}`
}

/** Where a person finds the house: short enough to stand beside a sentence. */
interface Facts {
  site: string
  contact: string
  publicOrigin: string
  timeZone: string
}

/** The fullest first. Each begins where the organisation's name ends. */
function wordingsOf(message: ServiceSmsMessage, { site, contact, publicOrigin, timeZone }: Facts): string[] {
  const texts = SERVICE_TEXTS[message.language]
  switch (message.kind) {
    case 'text-stopped':
      return texts.stopped
    case 'text-started':
      return [...texts.started(site), ...texts.started('')]
    case 'text-help':
      return [...texts.help([site, contact]), ...texts.help([contact]), ...texts.help([])]
    case 'text-answered':
      return texts[message.answer]
    case 'text-page':
      return texts.page(`${publicOrigin}/s/${message.code}`)
    case 'text-link':
      return texts.link(`${publicOrigin}/s/${message.code}`)
    case 'text-confirm':
      return texts.confirm(`${publicOrigin}/c/${message.token}`)
    case 'text-received':
      return texts.received(
        message.opensAt === undefined ? undefined : openingIn(message.language, message.opensAt, timeZone),
      )
  }
}

interface ServiceWordings {
  stopped: string[]
  started: (site: string) => string[]
  help: (contacts: readonly string[]) => string[]
  yes: string[]
  no: string[]
  page: (link: string) => string[]
  link: (link: string) => string[]
  confirm: (link: string) => string[]
  received: (opening: string | undefined) => string[]
}

/** Each in the letters of GSM-7: French without ç, ê, â, û, œ, typographic apostrophes and no-break spaces. */
const SERVICE_TEXTS: Readonly<Record<Language, ServiceWordings>> = {
  fr: {
    stopped: [
      " : c'est noté, vous ne recevrez plus nos SMS. Pour en recevoir à nouveau, répondez START.",
      " : c'est noté, vous ne recevrez plus nos SMS. Pour revenir : START.",
    ],
    started: (site) => [
      ` : c'est noté. Vous recevez à nouveau par SMS ce que vous aviez choisi, et rien d'autre.${site && ` Pour en choisir plus : ${site}`}`,
      ` : c'est noté. Par SMS, seulement ce que vous aviez choisi.${site && ` Pour en choisir plus : ${site}`}`,
    ],
    help: (contacts) => [
      `${contacts.length > 0 ? `. Nous joindre : ${contacts.join(' ou ')}.` : ' : écrivez-nous ici.'} Pour ne plus recevoir de SMS, répondez STOP.`,
    ],
    yes: [
      " : merci, votre oui est bien enregistré. Pour changer d'avis, répondez STOP à tout moment.",
      ' : merci, votre oui est enregistré.',
    ],
    no: [
      " : c'est noté, vous avez répondu non. Nous ne vous écrirons pas à ce sujet. Merci de votre réponse.",
      " : c'est noté, votre réponse est non. Merci.",
    ],
    page: (link) => [
      ` : nous vous avons demandé plusieurs choses. Dites oui ou non à chacune ici : ${link}`,
      ` : choisissez ici : ${link}`,
    ],
    link: (link) => [` : voici le lien vers vos choix, comme vous l'avez demandé : ${link}`, ` : vos choix : ${link}`],
    confirm: (link) => [
      ` : confirmez votre choix d'ici 15 minutes : ${link} Ce n'était pas vous ? Ne faites rien.`,
      ` : confirmez d'ici 15 minutes : ${link}`,
    ],
    received: (opening) =>
      opening === undefined
        ? [' : merci, votre message est bien arrivé. Nous le lirons dès notre retour.']
        : [
            ` : merci, votre message est bien arrivé. Nous le lirons à partir du ${opening}.`,
            ` : message bien arrivé, lu à partir du ${opening}.`,
          ],
  },
  en: {
    stopped: [
      ': done, you will get no more SMS from us. To get them again, reply START.',
      ': done, no more SMS from us. To come back: START.',
    ],
    started: (site) => [
      `: done. You get by SMS what you had chosen before, and nothing else.${site && ` To choose more: ${site}`}`,
      `: done. By SMS, only what you had chosen.${site && ` To choose more: ${site}`}`,
    ],
    help: (contacts) => [
      `${contacts.length > 0 ? `. How to reach us: ${contacts.join(' or ')}.` : ': write to us here.'} To get no more SMS, reply STOP.`,
    ],
    yes: [
      ': thank you, your yes is recorded. If you change your mind, reply STOP at any time.',
      ': thank you, your yes is recorded.',
    ],
    no: [
      ': noted, you said no. We will not write to you about this. Thank you for your answer.',
      ': noted, your answer is no. Thank you.',
    ],
    page: (link) => [
      `: we asked you about several things. Say yes or no to each here: ${link}`,
      `: please choose here: ${link}`,
    ],
    link: (link) => [`: here is the link to your choices, as you asked: ${link}`, `: your choices: ${link}`],
    confirm: (link) => [
      `: please confirm your choice within 15 minutes: ${link} Not you? Do nothing.`,
      `: confirm within 15 minutes: ${link}`,
    ],
    received: (opening) =>
      opening === undefined
        ? [': thank you, your message has arrived. We will read it when we are back.']
        : [
            `: thank you, your message has arrived. We will read it from ${opening} on.`,
            `: message received, read from ${opening} on.`,
          ],
  },
  nl: {
    stopped: [
      ': genoteerd, u krijgt geen sms meer van ons. Wilt u ze toch weer krijgen, antwoord dan START.',
      ': genoteerd, geen sms meer. Toch weer wel: START.',
    ],
    started: (site) => [
      `: genoteerd. U krijgt weer per sms wat u eerder had gekozen, en niets anders.${site && ` Meer kiezen: ${site}`}`,
      `: genoteerd. Per sms alleen wat u had gekozen.${site && ` Meer kiezen: ${site}`}`,
    ],
    help: (contacts) => [
      `${contacts.length > 0 ? `. U bereikt ons via ${contacts.join(' of ')}.` : ': schrijf ons hier.'} Geen sms meer ontvangen? Antwoord STOP.`,
    ],
    yes: [
      ': dank u, uw ja is genoteerd. Verandert u van gedachten, antwoord dan STOP.',
      ': dank u, uw ja is genoteerd.',
    ],
    no: [
      ': genoteerd, u antwoordde nee. Wij schrijven u hier niet meer over. Dank u voor uw antwoord.',
      ': genoteerd, uw antwoord is nee. Dank u.',
    ],
    page: (link) => [
      `: we vroegen u meerdere dingen. Zeg hier ja of nee op elk daarvan: ${link}`,
      `: kies hier: ${link}`,
    ],
    link: (link) => [`: hier is de link naar uw keuzes, zoals u vroeg: ${link}`, `: uw keuzes: ${link}`],
    confirm: (link) => [
      `: bevestig uw keuze binnen 15 minuten: ${link} Was u dit niet? Doe niets.`,
      `: bevestig binnen 15 minuten: ${link}`,
    ],
    received: (opening) =>
      opening === undefined
        ? [': dank u, uw bericht is goed aangekomen. Wij lezen het zodra we terug zijn.']
        : [
            `: dank u, uw bericht is goed aangekomen. Wij lezen het vanaf ${opening}.`,
            `: bericht ontvangen, wij lezen het vanaf ${opening}.`,
          ],
  },
}

const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB', nl: 'nl-BE' }

/** “lundi 23 novembre, 9:00”, on the organisation's clock. */
function openingIn(language: Language, at: number, timeZone: string): string {
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  const day = here.toLocaleString(LOCALES[language], { weekday: 'long', day: 'numeric', month: 'long' })
  const minutes = String(here.minute).padStart(2, '0')
  return gsmWording(`${day}, ${here.hour}:${minutes}`)
}

/** What has no likeness in GSM-7 is left out: one such letter in a name would cost every text its length. */
function gsmName(name: string): string {
  return [...gsmWording(name)]
    .filter((character) => segmentsOf(character).encoding === 'GSM-7')
    .join('')
    .trim()
}

function fits(text: string): boolean {
  return segmentsOf(text).characters <= SEGMENT_ROOM['GSM-7'].alone
}
