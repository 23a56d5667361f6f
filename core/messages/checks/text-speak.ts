import type { Remark } from '#core/messages/finding.ts'
import type { Language } from '#core/messages/message.ts'
import { excerptAt } from './excerpt.ts'
import type { Reading } from './reading.ts'

// biome-ignore format: a table of abbreviations reads better in rows
const SHORTHAND: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  fr: {
    slt: 'salut', bjr: 'bonjour', bsr: 'bonsoir', cdt: 'cordialement', cdlt: 'cordialement', cdmt: 'cordialement',
    stp: 's’il te plaît', svp: 's’il vous plaît', tkt: 'ne vous inquiétez pas', mdr: '', ptdr: '', lol: '', pk: 'pourquoi', pkoi: 'pourquoi', pq: 'pourquoi',
    pcq: 'parce que', parske: 'parce que', qd: 'quand', ds: 'dans', ns: 'nous', ts: 'tous', tjs: 'toujours', tjrs: 'toujours', bcp: 'beaucoup', rdv: 'rendez-vous',
    dsl: 'désolé', auj: 'aujourd’hui', ajd: 'aujourd’hui', qqn: 'quelqu’un', qqch: 'quelque chose', qq: 'quelques', svt: 'souvent', tt: 'tout', tte: 'toute',
    pr: 'pour', pdt: 'pendant', jms: 'jamais', koi: 'quoi', kom: 'comme', dc: 'donc', msg: 'message', rep: 'réponse', nbx: 'nombreux', asap: 'dès que possible',
  },
  en: {
    u: 'you', ur: 'your', r: 'are', thx: 'thanks', tks: 'thanks', ty: 'thank you', thnx: 'thanks', pls: 'please', plz: 'please', asap: 'as soon as possible', btw: 'by the way', lol: '', omg: '',
    rofl: '', gr8: 'great', b4: 'before', '2day': 'today', '2nite': 'tonight', l8r: 'later', cu: 'see you', ppl: 'people', msg: 'message', gonna: 'going to', wanna: 'want to', gotta: 'have to',
    imho: 'in our opinion', imo: 'in our opinion', idk: 'we do not know', tmrw: 'tomorrow', tmr: 'tomorrow', yw: 'you are welcome', bc: 'because', cuz: 'because', coz: 'because', thru: 'through', nite: 'night', wknd: 'weekend', w8: 'wait', appt: 'appointment',
  },
  nl: {
    mvg: 'met vriendelijke groet', grtjs: 'groetjes', grtz: 'groetjes', idd: 'inderdaad', ff: 'even', wrm: 'waarom', egt: 'echt', iig: 'in ieder geval', mss: 'misschien', sws: 'sowieso', thx: 'bedankt', thnx: 'bedankt', pls: 'alstublieft', plz: 'alstublieft',
    lol: '', omg: '', idc: '', gwn: 'gewoon', wss: 'waarschijnlijk', ipv: 'in plaats van', tss: 'tussen', asap: 'zo snel mogelijk', hvj: '', suc6: 'succes', w8: 'wacht', bvd: 'bij voorbaat dank', tnx: 'bedankt', vd: 'van de',
  },
}
const WORD = /(?<![\p{L}\p{M}\p{N}@'’.-])[\p{L}\p{N}]{1,6}(?![\p{L}\p{M}\p{N}@'’-])/gu

export function isTextSpeak(word: string, language: Language): boolean {
  return Object.hasOwn(SHORTHAND[language], word.toLowerCase())
}

/** Abbreviations of text messages, with the words they stand for. */
export function textSpeakRemarks({ text, language, known }: Reading): readonly Remark[] {
  const table = SHORTHAND[language]
  return [...text.matchAll(WORD)].flatMap((match): Remark[] => {
    const word = match[0].toLowerCase()
    const isCapital = match[0].length === 1 && match[0] !== word
    if (isCapital || !Object.hasOwn(table, word) || known.has(word)) return []
    // "BTW" is a tax and "VS" a country: in capitals it is somebody's acronym.
    if (match[0].length > 1 && match[0] === match[0].toUpperCase()) return []
    const excerpt = excerptAt(text, match.index, match.index + word.length)
    return [{ level: 'warn', code: 'text-speak', data: { word: match[0], instead: table[word] ?? '' }, excerpt }]
  })
}
