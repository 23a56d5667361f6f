import type { House } from '#core/house.ts'
import { LANGUAGES, type Language } from '#core/messages/message.ts'
import type { LanguageWish } from '#db/operations/preferences/recipient.ts'

/** The language a visitor clicked (`?lang=`), and the one to speak when neither that nor the person's own is known. */
export function languageWish(request: Request, house: House): LanguageWish {
  const asked = languageOf(new URL(request.url).searchParams.get('lang'))
  return { asked, fallback: preferred(request.headers.get('accept-language')) ?? house.organisation.language }
}

/** For pages about nobody in particular. */
export function visitorLanguage(request: Request, house: House): Language {
  const { asked, fallback } = languageWish(request, house)
  return asked ?? fallback
}

export function languageOf(text: string | null | undefined): Language | undefined {
  return LANGUAGES.find((each) => each === text)
}

/** The first of our languages a browser prefers, by its weights. */
export function preferred(header: string | null): Language | undefined {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';')
      const weight = rest.map((each) => /^\s*q=([\d.]+)$/.exec(each)?.[1]).find((each) => each !== undefined)
      return { language: languageOf(tag.split('-', 1)[0]), weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
  return wanted.toSorted((a, b) => b.weight - a.weight).find(({ language }) => language !== undefined)?.language
}

/** The family of a browser, which is as much of it as evidence keeps. */
export function agentFamily(request: Request): string {
  const agent = request.headers.get('user-agent') ?? ''
  const families = [
    ['Edge', /\bEdgA?\//],
    ['Samsung Internet', /SamsungBrowser\//],
    ['Opera', /\bOPR\//],
    ['Firefox', /Firefox\/|FxiOS\//],
    ['Chrome', /Chrome\/|CriOS\//],
    ['Safari', /Safari\//],
  ] as const
  return families.find(([, pattern]) => pattern.test(agent))?.[0] ?? 'other'
}

/**
 * Whether somebody opened the yes page. A browser that loads ahead of its person, or only asks for headers, did not; nor did whoever came by the
 * message's no, whose silence then means what they wanted.
 */
export function isVisit(request: Request): boolean {
  if (request.method !== 'GET' || new URL(request.url).searchParams.get('a') === 'no') return false
  const purpose = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].map((name) => request.headers.get(name) ?? '')
  return !purpose.some((text) => /prefetch|preview|prerender/i.test(text))
}

/** The fields of a posted form; none when the body is something else or empty. */
export async function formFields(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(await request.text())
}
