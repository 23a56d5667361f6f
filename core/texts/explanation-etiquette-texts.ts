import type { Place } from '#core/etiquette/place.ts'
import type { Language } from '#core/messages/message.ts'

/** What `explain` says of where a person is, what they chose and what they had of us. Dates, hours and zones come as texts. */
export interface EtiquetteTexts {
  inZone: (date: string, zone: string) => string
  where: (zone: string, from: string) => string
  severalZones: (zones: string, from: string) => string
  more: (count: number) => string
  from: Record<Place['from'], string>
  noHolidays: (country: string) => string
  someCountry: string
  nothingChosen: string
  preferred: Record<'email' | 'sms', string>
  hours: (week: string) => string
  noHours: string
  quiet: (from: string, to: string) => string
  paused: (when: string) => string
  budget: (limits: string) => string
  limit: (most: number, days: number) => string
  had: (spent: number, most: number, days: number) => string
  hadBoth: (week: string, month: string) => string
  reserved: (count: number) => string
  nextSlot: (when: string) => string
  noSlot: string
  texted: (when: string, again: string) => string
}

const fr: EtiquetteTexts = {
  inZone: (date, zone) => `${date} (heure de ${zone})`,
  where: (zone, from) => `Fuseau de la personne : ${zone}, d’après ${from}.`,
  severalZones: (zones, from) =>
    `Plusieurs fuseaux possibles, d’après ${from} : ${zones}. Un moment doit convenir à tous.`,
  more: (count) => `et ${count} autres`,
  from: {
    own: 'sa fiche',
    region: 'sa région',
    postcode: 'son code postal',
    country: 'son pays',
    phone: 'son numéro de téléphone',
    house: 'l’organisation, faute d’autre indication',
  },
  noHolidays: (country) =>
    `Les jours fériés de ${country} ne sont pas connus : ceux de l’organisation et tous les dimanches en tiennent lieu.`,
  someCountry: 'son pays',
  nothingChosen: 'La personne n’a rien choisi pour elle-même : les règles de l’organisation valent.',
  preferred: { email: 'Canal préféré : l’e-mail.', sms: 'Canal préféré : le SMS.' },
  hours: (week) => `Ses heures : ${week}.`,
  noHours: 'aucune',
  quiet: (from, to) => `Ses heures de calme : de ${from} à ${to}.`,
  paused: (when) => `Pause demandée jusqu’au ${when}.`,
  budget: (limits) => `Son rythme choisi : ${limits}.`,
  limit: (most, days) => `au plus ${most} en ${days} jours`,
  had: (spent, most, days) => `${spent} sur ${most} en ${days} jours`,
  hadBoth: (week, month) => `Messages reçus : ${week}, ${month}.`,
  reserved: (count) =>
    count === 1
      ? 'Une place est gardée pour une campagne déjà approuvée.'
      : `${count} places sont gardées pour des campagnes déjà approuvées.`,
  nextSlot: (when) => `Plus de place : on regarde de nouveau le ${when}.`,
  noSlot: 'La personne ne veut aucun message : aucune place ne se libère.',
  texted: (when, again) => `Dernier SMS le ${when} ; pas d’autre avant sa réponse ou le ${again}.`,
}

const en: EtiquetteTexts = {
  inZone: (date, zone) => `${date} (${zone} time)`,
  where: (zone, from) => `The person’s time zone: ${zone}, told from ${from}.`,
  severalZones: (zones, from) =>
    `Several time zones are possible, told from ${from}: ${zones}. A moment must suit all.`,
  more: (count) => `and ${count} more`,
  from: {
    own: 'their record',
    region: 'their region',
    postcode: 'their postcode',
    country: 'their country',
    phone: 'their phone number',
    house: 'the organisation, for want of anything else',
  },
  noHolidays: (country) =>
    `The public holidays of ${country} are not known: the organisation’s own and every Sunday stand in for them.`,
  someCountry: 'their country',
  nothingChosen: 'The person chose nothing for themselves: the organisation’s rules hold.',
  preferred: { email: 'Preferred channel: e-mail.', sms: 'Preferred channel: text message.' },
  hours: (week) => `Their hours: ${week}.`,
  noHours: 'none',
  quiet: (from, to) => `Their quiet hours: ${from} to ${to}.`,
  paused: (when) => `Pause asked for until ${when}.`,
  budget: (limits) => `The rhythm they chose: ${limits}.`,
  limit: (most, days) => `at most ${most} in ${days} days`,
  had: (spent, most, days) => `${spent} of ${most} in ${days} days`,
  hadBoth: (week, month) => `Messages they had: ${week}, ${month}.`,
  reserved: (count) =>
    count === 1
      ? 'One slot is kept for a campaign that is approved already.'
      : `${count} slots are kept for campaigns that are approved already.`,
  nextSlot: (when) => `No slot is free: looked at again on ${when}.`,
  noSlot: 'The person wants no message at all: no slot will be free.',
  texted: (when, again) => `Last text message on ${when}; no other before their reply or ${again}.`,
}

const nl: EtiquetteTexts = {
  inZone: (date, zone) => `${date} (tijd van ${zone})`,
  where: (zone, from) => `Tijdzone van de persoon: ${zone}, volgens ${from}.`,
  severalZones: (zones, from) =>
    `Verschillende tijdzones zijn mogelijk, volgens ${from}: ${zones}. Een moment moet in alle passen.`,
  more: (count) => `en nog ${count}`,
  from: {
    own: 'de eigen gegevens',
    region: 'de regio',
    postcode: 'de postcode',
    country: 'het land',
    phone: 'het telefoonnummer',
    house: 'de organisatie, bij gebrek aan iets anders',
  },
  noHolidays: (country) =>
    `De feestdagen van ${country} zijn niet bekend: die van de organisatie en alle zondagen tellen in de plaats.`,
  someCountry: 'het land',
  nothingChosen: 'De persoon koos zelf niets: de regels van de organisatie gelden.',
  preferred: { email: 'Voorkeurskanaal: e-mail.', sms: 'Voorkeurskanaal: sms.' },
  hours: (week) => `Eigen uren: ${week}.`,
  noHours: 'geen',
  quiet: (from, to) => `Eigen stille uren: van ${from} tot ${to}.`,
  paused: (when) => `Pauze gevraagd tot ${when}.`,
  budget: (limits) => `Zelf gekozen ritme: ${limits}.`,
  limit: (most, days) => `hoogstens ${most} in ${days} dagen`,
  had: (spent, most, days) => `${spent} van ${most} in ${days} dagen`,
  hadBoth: (week, month) => `Ontvangen berichten: ${week}, ${month}.`,
  reserved: (count) =>
    count === 1
      ? 'Eén plaats is gereserveerd voor een campagne die al is goedgekeurd.'
      : `${count} plaatsen zijn gereserveerd voor campagnes die al zijn goedgekeurd.`,
  nextSlot: (when) => `Geen plaats vrij: opnieuw bekeken op ${when}.`,
  noSlot: 'De persoon wil geen enkel bericht: er komt geen plaats vrij.',
  texted: (when, again) => `Laatste sms op ${when}; geen andere vóór een antwoord of ${again}.`,
}

export const ETIQUETTE_TEXTS: Readonly<Record<Language, EtiquetteTexts>> = { fr, en, nl }
