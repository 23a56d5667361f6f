import { foldText } from './fold-text.ts'
import { memo } from './memo.ts'

export const ISO_639_1 =
  `aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu`.split(
    ' ',
  )
const CODES: ReadonlySet<string> = new Set(ISO_639_1)

const OTHER_WORDS: Readonly<Record<string, string>> = {
  f: 'fr',
  n: 'nl',
  fra: 'fr',
  fre: 'fr',
  eng: 'en',
  nld: 'nl',
  dut: 'nl',
  deu: 'de',
  ger: 'de',
  spa: 'es',
  ita: 'it',
  por: 'pt',
  francophone: 'fr',
  franstalig: 'fr',
  francais: 'fr',
  francaise: 'fr',
  franse: 'fr',
  neerlandophone: 'nl',
  nederlandstalig: 'nl',
  hollandais: 'nl',
  flamand: 'nl',
  flemish: 'nl',
  vlaams: 'nl',
  nederlandse: 'nl',
  neerlandaise: 'nl',
  anglophone: 'en',
  anglaise: 'en',
  british: 'en',
  engelstalig: 'en',
  engelse: 'en',
  germanophone: 'de',
  duitstalig: 'de',
  allemande: 'de',
  deutsch: 'de',
  espanol: 'es',
  castellano: 'es',
  italiano: 'it',
  portugues: 'pt',
}

const NAMES: ReadonlyMap<string, string> = languageNames()

/** ISO 639-1 from what people write: "Français", "néerlandais", "EN-us", "FR_fr", "Dutch". Undefined when it is none. */
export function readLanguage(raw: string): string | undefined {
  return read(raw) || undefined
}

const read = memo((raw: string): string => {
  const folded = foldText(raw)
  const named = NAMES.get(folded)
  if (named !== undefined) return named
  const [first = '', region = ''] = folded.split(' ')
  return CODES.has(first) && /^[a-z]{0,4}$/.test(region) ? first : (NAMES.get(first) ?? '')
})

function languageNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>(Object.entries(OTHER_WORDS))
  for (const locale of ['fr', 'en', 'nl', 'de']) {
    const display = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' })
    for (const code of ISO_639_1) {
      const name = foldText(display.of(code) ?? '')
      if (name.length > 2 && !names.has(name)) names.set(name, code)
    }
  }
  return names
}
