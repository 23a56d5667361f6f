import { foldText } from './fold-text.ts'
import { memo } from './memo.ts'

export const ISO_3166 =
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`.split(
    ' ',
  )
const CODES: ReadonlySet<string> = new Set(ISO_3166)

const OTHER_WORDS: Readonly<Record<string, string>> = {
  f: 'FR',
  b: 'BE',
  d: 'DE',
  uk: 'GB',
  fra: 'FR',
  bel: 'BE',
  nld: 'NL',
  deu: 'DE',
  gbr: 'GB',
  usa: 'US',
  can: 'CA',
  che: 'CH',
  lux: 'LU',
  esp: 'ES',
  ita: 'IT',
  prt: 'PT',
  irl: 'IE',
  'u s a': 'US',
  'u s': 'US',
  'u k': 'GB',
  'etats unis d amerique': 'US',
  'united states of america': 'US',
  vs: 'US',
  amerika: 'US',
  angleterre: 'GB',
  england: 'GB',
  engeland: 'GB',
  ecosse: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'grande bretagne': 'GB',
  'great britain': 'GB',
  'groot brittannie': 'GB',
  hollande: 'NL',
  holland: 'NL',
  'the netherlands': 'NL',
  'nederland nl': 'NL',
  quebec: 'CA',
  reunion: 'RE',
  'la reunion': 'RE',
  'ile de la reunion': 'RE',
  'france metropolitaine': 'FR',
  suisse: 'CH',
  schweiz: 'CH',
  deutschland: 'DE',
  belgie: 'BE',
  belgien: 'BE',
}

const NAMES: ReadonlyMap<string, string> = countryNames()

/** ISO 3166 alpha-2 from a code or a name in French, English, Dutch or German. Undefined when it is none. */
export function readCountry(raw: string): string | undefined {
  return read(raw) || undefined
}

const read = memo((raw: string): string => {
  const folded = foldText(raw)
  const code = folded.toUpperCase()
  return CODES.has(code) ? code : (NAMES.get(folded) ?? '')
})

function countryNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>(Object.entries(OTHER_WORDS))
  for (const locale of ['fr', 'en', 'nl', 'de']) {
    const display = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' })
    for (const code of ISO_3166) {
      const name = foldText(display.of(code) ?? '')
      if (name.length > 2 && !names.has(name)) names.set(name, code)
    }
  }
  return names
}
