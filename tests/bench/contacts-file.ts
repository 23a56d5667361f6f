import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

const FIRST = ['Marie', 'Jean', 'Zoé', 'François', 'Inès', 'Noël', 'Sofie', 'Pieter', 'Léa', 'Adèle', 'Hugo', 'Émile']
const LAST = ['Dupont', 'Lefèvre', 'Martin', 'Peeters', 'Janssens', 'Müller', 'Bernard', 'Petit', 'Moreau', 'Faÿ']
const ORIGINS = ['Salon de Lille 2023', 'Formulaire du site', 'Boutique de Lyon', 'Jeu concours']
const TOPICS = ['newsletter', 'offers', 'newsletter, offers']
const HEADER =
  'Civilité;Prénom;Nom;E-mail;Téléphone;Langue;Pays;Code postal;Date de naissance;Dernier clic;Date de consentement;Origine du consentement;Thèmes;Statut;Tags'

/**
 * A file as an e-mailing tool exports it: semicolons, French dates, spaced phone numbers; six in ten rows with a consent's trace, one in fifty
 * unsubscribed, one in a hundred a person met before. The same rows for the same size.
 */
export async function writeContactsFile(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path)
  const random = randomFrom(rows)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const day = () => `${two(1 + random() * 28)}/${two(1 + random() * 12)}/${2019 + Math.floor(random() * 7)}`
  file.write(`${HEADER}\r\n`)
  let text = ''
  for (let row = 0; row < rows; row += 1) {
    const person = row > 100 && random() < 0.01 ? row - 100 : row
    const first = pick(FIRST)
    const last = pick(LAST)
    const phone =
      random() < 0.4
        ? `06 ${two(random() * 100)} ${two(random() * 100)} ${two(random() * 100)} ${two(random() * 100)}`
        : ''
    const consent = random() < 0.6 ? `${day()};${pick(ORIGINS)};${pick(TOPICS)}` : ';;'
    const born =
      random() < 0.5 ? `${two(1 + random() * 28)}/${two(1 + random() * 12)}/${1940 + Math.floor(random() * 65)}` : ''
    const status = random() < 0.02 ? 'désabonné' : 'abonné'
    text += `${random() < 0.5 ? 'Mme' : 'M.'};${first};${last};Contact.${mixed(person)}@Example${person % 97}.org;${phone};Français;France;${10_000 + Math.floor(random() * 85_000)};${born};${day()};${consent};${status};client\r\n`
    if (text.length < 262_144) continue
    if (!file.write(text)) await once(file, 'drain')
    text = ''
  }
  file.end(text)
  await once(file, 'close')
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0')
}

/** Addresses come in no order, as in real exports. */
function mixed(number: number): string {
  return (Math.imul(number + 1, 2_654_435_761) >>> 0).toString(36)
}

/** A small generator of numbers in 0..1 that always gives the same ones (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
