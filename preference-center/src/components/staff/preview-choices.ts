import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { slackTexts } from '#core/texts/slack/slack-texts.ts'
import { staffPreviewTexts } from '#core/texts/staff-preview.ts'
import type { Preview } from '#db/operations/previews/show-preview.ts'

/** How a message is looked at; whom it is for is the preview's own choice. */
export interface Look {
  view: 'mail' | 'text'
  width: 'phone' | 'desktop'
  scheme: 'light' | 'dark'
  images: 'on' | 'off'
}

export interface Choice {
  label: string
  href: string
  chosen: boolean
}

export interface ChoiceGroup {
  name: string
  choices: Choice[]
}

const LOOKS: { readonly [Name in keyof Look]: readonly Look[Name][] } = {
  view: ['mail', 'text'],
  width: ['phone', 'desktop'],
  scheme: ['light', 'dark'],
  images: ['on', 'off'],
}

/** What the address asks for; anything else is the first. */
export function lookOf(search: URLSearchParams): Look {
  const chosen = <Name extends keyof Look>(name: Name): Look[Name] =>
    LOOKS[name].find((each) => each === search.get(name)) ?? (LOOKS[name][0] as Look[Name])
  return { view: chosen('view'), width: chosen('width'), scheme: chosen('scheme'), images: chosen('images') }
}

/** The address of this page with another choice; everything that is not named stays. */
export function address(
  { chosen, sms }: Preview,
  look: Look,
  language: StaffLanguage,
  other: Record<string, string> = {},
): string {
  return `?${new URLSearchParams({ lang: language, ...chosen, ...look, ...(sms && { sender: sms.sender }), ...other })}`
}

/** Every choice as a link, so that the page needs no script. */
export function choiceGroups(preview: Preview, look: Look, language: StaffLanguage, hasImages: boolean): ChoiceGroup[] {
  const texts = staffPreviewTexts(language)
  const { languages, steps } = slackTexts(language)
  const group = <Id extends string>(
    name: string,
    parameter: string,
    ids: readonly Id[],
    chosen: Id,
    label: (id: Id) => string,
  ): ChoiceGroup => ({
    name,
    choices: ids.map((id) => ({
      label: capital(label(id)),
      href: address(preview, look, language, { [parameter]: id }),
      chosen: id === chosen,
    })),
  })
  const { chosen, channels, sms } = preview
  const laidOut: ChoiceGroup[] = [
    group(texts.width, 'width', LOOKS.width, look.width, (id) => texts.widths[id]),
    group(texts.scheme, 'scheme', LOOKS.scheme, look.scheme, (id) => texts.schemes[id]),
    ...(hasImages ? [group(texts.images, 'images', LOOKS.images, look.images, (id) => texts.imagesOf[id])] : []),
  ]
  const mail: ChoiceGroup[] = [
    group(texts.view, 'view', LOOKS.view, look.view, (id) => texts.views[id]),
    ...(look.view === 'mail' ? laidOut : []),
  ]
  const senders = sms && sms.senders.length > 1
  return [
    ...(channels.length > 1
      ? [group(texts.channel, 'channel', channels, chosen.channel, (id) => texts.channels[id])]
      : []),
    group(texts.language, 'language', preview.languages, chosen.language, (id) => languages[id]),
    group(texts.step, 'step', preview.steps, chosen.step, (id) => steps[id]),
    group(texts.person, 'person', preview.people, chosen.person, (id) => texts.people[id]),
    ...(senders ? [group(texts.from, 'sender', sms.senders, sms.sender, (id) => id)] : []),
    ...(sms ? [] : mail),
  ]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
