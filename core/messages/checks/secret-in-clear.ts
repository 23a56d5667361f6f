import type { Found } from './found.ts'

const AFTER = 80

const PASSWORD = /(?<!\p{L})(?:mots? de passe|mdp|password|passwd|passphrase|wachtwoord|paswoord|pwd)(?!\p{L})/giu
const CODE =
  /(?<!\p{L})(?:code (?:pin|secret|confidentiel|personnel|d['’]acc[èe]s|d['’]activation|de (?:v[ée]rification|confirmation|s[ée]curit[ée]|connexion)|d['’]entr[ée]e|de la porte)|digicode|cryptogramme|cvv|cvc|pin(?: code)?|(?:access|verification|confirmation|security|secret|door|one-time) code|passcode|pincode|(?:toegangs|beveiligings|verificatie|bevestigings|deur)code)(?!\p{L})/giu
const YOUR_CODE = /(?<!\p{L})(?:votre|ton|your|uw|je) code(?!\p{L})/giu

/** "mot de passe provisoire : Soleil42", "your password is hunter2". */
const SAID = /^(?:[^:=\n.?!]{0,25}[:=]|[^:=\n.?!]{0,12}?\s(?:est|is|luidt)\s)[\s"«“'‘]*([^\s"»”'’<>\uFFFC]{4,64})/u
const CODE_SAID =
  /^\s*(?:(?:est|is|luidt)\s+)?[:=]?[\s"«“'‘]*((?=[A-Za-z0-9-]*\d)[A-Za-z0-9-]{3,16})(?![A-Za-z0-9%€$£])/u
const DIGITS_SAID = /^\s*(?:(?:est|is|luidt)\s*)?[:=]?\s*(\d{4,8})(?!\d)/u
// "Mot de passe : obligatoire" describes a form.
const NO_SECRET =
  /^(?:oubli|obligatoire|requi|perdu|facultatif|inchang|forgot|required|optional|lost|unchanged|vergeten|verplicht|optioneel)/iu

/** A password, a PIN or a code told in plain words, in French, English or Dutch. Promotional and postal codes are none. */
export function secretsInClear(text: string): readonly Found[] {
  return [
    ...after(text, PASSWORD, (rest) => {
      const [said = '', secret = ''] = SAID.exec(rest) ?? []
      const isLast = /^\s*[.!»”"]?\s*(?:\n|$)/u.test(rest.slice(said.length))
      const told = isLast || /[\d!@#$%&*+_=^~]/.test(secret.replace(/[.,;:!?)]+$/, ''))
      return told && !NO_SECRET.test(secret) ? secret : undefined
    }),
    ...after(text, CODE, (rest) => CODE_SAID.exec(rest)?.[1]),
    ...after(text, YOUR_CODE, (rest) => DIGITS_SAID.exec(rest)?.[1]),
  ]
}

/** The secret that follows a name for one, looked for in the few characters after it. */
function after(text: string, names: RegExp, read: (rest: string) => string | undefined): Found[] {
  return [...text.matchAll(names)].flatMap((match) => {
    const from = match.index + match[0].length
    const rest = text.slice(from, from + AFTER)
    const secret = read(rest)?.replace(/[.,;:!?)]+$/, '')
    if (secret === undefined || secret === '') return []
    const start = from + rest.indexOf(secret)
    return [{ start, end: start + secret.length, digits: secret }]
  })
}
