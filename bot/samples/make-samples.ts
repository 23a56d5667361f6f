import { writeFileSync } from 'node:fs'
import iconv from 'iconv-lite'

/**
 * Writes the three sample exports beside this file: `node bot/samples/make-samples.ts`. Invented people at reserved domains,
 * with the mess of real exports; the same people stand in several files under different spellings, numbers and answers.
 */
interface Person {
  readonly n: number
  readonly first: string
  readonly last: string
  readonly email: string
  readonly woman: boolean
  readonly country: 'FR' | 'BE' | 'CA' | 'GB'
  readonly language: 'fr' | 'nl' | 'en'
  readonly postcode: string
}

const FRENCH =
  'Chloé Éric Hélène Loïc Zoé François Maëlle Benoît Anaïs Jérôme Inès Gaël Agnès Cédric Noémie Rémi Clémence Stéphane Gisèle Thibault'.split(
    ' ',
  )
const FRENCH_LAST =
  'Lefèvre|Dubois-Œuvrard|Béranger|d’Ormesson|Castaño|Müller|Fabre|Hébert|Gonçalves|Lœuillet|Prévost|Vasseur|Noël|Étienne|Marchand|L’Hermitte|Rousseau|Gérard|Aït Kaci'.split(
    '|',
  )
const DUTCH = 'Joël Lotte Daniël Femke Zoë Bram Noor Wout Eline Sander Anouk Thijs'.split(' ')
const DUTCH_LAST =
  'Van den Bossche|De Smet|Claeys|D’Hondt|Daniëls|Peeters|Coëns|Van Damme|Maes|Wouters|Vermeulen'.split('|')

const PEOPLE: readonly Person[] = Array.from({ length: 190 }, (_, n) => person(n))

function person(n: number): Person {
  const dutch = n >= 90 && n < 140 && n % 3 !== 0
  const [firsts, lasts] = dutch ? [DUTCH, DUTCH_LAST] : [FRENCH, FRENCH_LAST]
  const first = firsts[n % firsts.length] ?? ''
  const last = lasts[(n * 5 + Math.floor(n / firsts.length)) % lasts.length] ?? ''
  const country = n % 23 === 7 ? 'CA' : n % 31 === 11 ? 'GB' : n >= 90 && n < 140 ? 'BE' : 'FR'
  const language = country === 'GB' ? 'en' : dutch ? 'nl' : 'fr'
  const postcode =
    country === 'FR'
      ? ['01000', '06200', '75011', '69003', '44000'][n % 5]
      : country === 'BE'
        ? ['1000', '9000', '4020'][n % 3]
        : country === 'CA'
          ? 'H2X 1Y4'
          : 'SW1A 1AA'
  const domain = ['example.org', 'example.com', 'example.net'][n % 3]
  return {
    n,
    first,
    last,
    email: `${plain(first)}.${plain(last)}${n}@${domain}`,
    woman: n % 2 === 0,
    country,
    language,
    postcode: postcode ?? '',
  }
}

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('Œ', 'OE')
    .replaceAll('œ', 'oe')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()
}

/** Three of five acted within the year before late November 2026, one did not, of one nothing is known. */
function lastAct(n: number): Date | undefined {
  if (n % 5 === 4) return undefined
  return n % 5 === 0 ? date(2024, 1 + (n % 12), 1 + (n % 28)) : date(2026, 1 + (n % 10), 1 + (n % 28))
}

function date(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month - 1, day))
}

function slashed(day: Date | undefined): string {
  return day === undefined ? '' : iso(day).split('-').reverse().join('/')
}

function iso(day: Date | undefined): string {
  return day === undefined ? '' : day.toISOString().slice(0, 10)
}

/** French numbers reserved for fiction, as people write them. */
function frenchPhone(n: number): string {
  const tail = [String(n % 100).padStart(2, '0'), String((n * 7) % 100).padStart(2, '0')]
  return (
    [
      `06 39 98 ${tail.join(' ')}`,
      `06.39.98.${tail.join('.')}`,
      `+33 (0)6\u00a039\u00a098\u00a0${tail.join('\u00a0')}`,
      `0033639 98${tail.join('')}`,
      '',
    ][n % 5] ?? ''
  )
}

const crlf = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n`

/** The list of a trade fair: Windows-1252, semicolons, French dates, no status column, half of it without any trace. */
function salon(): string {
  const header =
    'Civilité;Prénom;Nom;Adresse e-mail;Téléphone;Langue;Code postal;Pays;Société;Dernier clic;Dernière ouverture;Date de consentement;Origine du consentement;Thèmes acceptés;Canaux;Remarques'
  const rows = PEOPLE.slice(0, 90).map((one) => {
    const { n } = one
    const documented = n % 6 === 1
    const act = lastAct(n)
    return [
      ['Mme', 'M.', 'Madame', 'Monsieur'][(one.woman ? 0 : 1) + (n % 4 > 1 ? 2 : 0)],
      one.first,
      n % 9 === 0 ? one.last.toUpperCase() : one.last,
      n % 8 === 3 ? ` ${one.email.toUpperCase()} ` : one.email,
      one.country === 'FR' ? frenchPhone(n) : '',
      one.country === 'GB' ? 'anglais' : ['Français', 'FR', 'français', 'fr_FR', ''][n % 5],
      one.postcode,
      { FR: 'France', BE: 'Belgique', CA: 'Canada', GB: 'Royaume-Uni' }[one.country],
      '',
      n % 2 === 1 ? slashed(act) : '',
      slashed(act),
      documented ? ['12/03/2018', 'mars 2018', '2018'][n % 3] : '',
      documented ? 'Salon de l’habitat – stand 12, tirage à 50 €' : '',
      documented ? ['newsletter', 'newsletter, offers'][n % 2] : '',
      documented ? ['e-mail', 'e-mail, SMS'][n % 4 === 1 ? 1 : 0] : '',
      n === 12 ? '"Rappeler après 18 h ; préfère le « tu »"' : n === 40 ? '"Deux lignes\r\nde remarques"' : '',
    ].join(';')
  })
  const mess = [
    ';Odile;Sans-Adresse;odile.example.org;;FR;75011;France;;;;;;;;',
    'M.;Marc;Deux;marc@example.org, marc.deux@example.com;;FR;75011;France;;;;;;;;',
    'Mme;Nadège;Téléphone-Seul;;06 39 98 12 34;FR;69003;France;;;02/09/2026;;;;;',
    'M.;Yann;Arrondi;yann.arrondi@example.org;6,39E+08;breton ?;29000;France;;14/10/2026;;;;;;',
    'Mme;Solène;Impossible;solene.impossible@example.org;;FR;44000;France;;31/02/2026;;;;;;',
    'M.;Paul;Trop;paul.trop@example.org;;FR;44000;France;;;;;;;;;une cellule de trop;',
    ';;;;;;;;;;;;;;;',
    'Mme;Lucie;Domaine;lucie@domaine_invalide;;FR;44000;France;;;;;;;;',
  ]
  return crlf([header, ...rows.slice(0, 30), '', ...rows.slice(30), ...mess])
}

/** A newsletter tool of a Belgian office: UTF-16, tabs, two languages mixed, opt-outs in its status column. */
function newsletter(): string {
  const header = [
    'Voornaam',
    'Achternaam',
    'E-mailadres',
    'GSM-nummer',
    'Taal',
    'Land',
    'Postcode',
    'Lijst',
    'Status',
    'Status date',
    'Laatste klik',
    'Laatst geopend',
    'Datum toestemming',
    'Bron',
    'Onderwerpen',
    'Kanalen',
    'Gewijzigd op',
  ].join('\t')
  const rows = PEOPLE.slice(50, 140).map((one) => {
    const { n } = one
    const documented = n % 7 === 2
    const stopped = n % 11 === 6
    const status = stopped
      ? ['Uitgeschreven', 'désabonné', 'Afgemeld le 03/02/2026', 'Hard bounce (user unknown)', 'Zwarte lijst', 'NPAI'][
          n % 6
        ]
      : n % 4 === 0
        ? 'Abonné'
        : 'Actief'
    const act = lastAct(n)
    const spelled = n < 90 && n % 6 === 0 ? plain(one.last).replace(/^./, (letter) => letter.toUpperCase()) : one.last
    return [
      one.first,
      spelled,
      one.email,
      one.country === 'BE'
        ? [`0470 12 ${String(n % 100).padStart(2, '0')} ${String((n * 3) % 100).padStart(2, '0')}`, ''][n % 2]
        : n % 10 === 0
          ? '06 39 98 77 70'
          : '',
      one.language === 'nl'
        ? ['Nederlands', 'NL', 'néerlandais', 'Vlaams'][n % 4]
        : one.language === 'en'
          ? 'EN-us'
          : ['Frans', 'FR_fr', 'Français'][n % 3],
      { FR: 'Frankrijk', BE: ['België', 'Belgique', 'BE'][n % 3], CA: 'Canada', GB: 'Verenigd Koninkrijk' }[
        one.country
      ],
      one.postcode,
      n % 2 === 0 ? 'Nieuwsbrief België' : 'Clients Wallonie',
      status,
      stopped ? '3-2-2026' : '',
      slashed(act).replaceAll('/', '-'),
      slashed(act).replaceAll('/', '-'),
      documented ? ['14 maart 2024', '2024-05', '5/6/24'][n % 3] : '',
      documented ? 'Inschrijfformulier website' : '',
      documented ? ['newsletter', 'newsletter | service-news', 'offers'][n % 3] : '',
      documented ? 'e-mail' : '',
      `${1 + (n % 28)}-${1 + (n % 10)}-2026`,
    ].join('\t')
  })
  const mess = [
    'Geen\tStatus\tgeen.status@example.org\t\tNL\tBelgië\t9000\tNieuwsbrief België\ten vrac\t\t1-9-2026\t1-9-2026\t\t\t\t\t1-9-2026',
    'Onbekend\tTaal\tonbekend.taal@example.net\t\tKlingon\tBelgië\t9000\tNieuwsbrief België\tActief\t\t1-9-2026\t\t\t\t\t\t1-9-2026',
    'Toekomst\tMens\ttoekomst.mens@example.com\t\tNL\tBelgië\t9000\tNieuwsbrief België\tActief\t\t1-9-2027\t\t\t\t\t\t1-9-2026',
    'Dode\tPost\tdode.post@mail.invalid\t\tNL\tBelgië\t9000\tNieuwsbrief België\tbounced\t\t\t\t\t\t\t\t1-9-2026',
    'Te\tWeinig\tte.weinig@example.org',
    'Œuvre\t"Le “Rond-Point”, asbl"\tINFO@asbl-rondpoint.test\t\tFR\tBelgique\t1000\tClients Wallonie\tActief\t\t\t2-10-2026\t\t\t\t\t2-10-2026',
  ]
  return crlf([header, ...rows, ...mess])
}

/** A web shop's customers: UTF-8, commas and quotes, the same customer twice, minors with guardians, companies. */
function shop(): string {
  const header =
    'Customer ID,First name,Last name,Email,Mobile,Language,Country,Zip,Account type,Company,Job title,Informed at collection,Date of birth,Guardian email,Parental consent date,Last click,Last open,Last order date,Consent date,Consent source,Topics,Subscription status,Status date,Tags,Last changed,Loyalty card'.split(
      ',',
    )
  const people = [...PEOPLE.slice(20, 70), ...PEOPLE.slice(140, 180)]
  const rows = people.map((one) => {
    const { n } = one
    const company = n % 8 === 5
    const minor = n % 13 === 1
    const stopped = n % 9 === 8
    const documented = n % 10 === 2
    const act = lastAct(n)
    return [
      String(n + 7).padStart(6, '0'),
      n % 12 === 0 ? '' : one.first,
      n < 70 && n % 14 === 0 ? `${one.last}-Martin` : one.last,
      company && n % 2 === 1 ? `${['info', 'compta', 'contact'][n % 3]}@atelier-${n}.test` : one.email,
      one.country === 'FR' && n % 3 === 0 ? `'+33639981${String(n).padStart(3, '0')}` : '',
      { fr: 'French', nl: 'Dutch', en: 'EN' }[one.language],
      one.country,
      one.postcode,
      company ? 'B2B' : 'B2C',
      company ? `Atelier ${one.last}, ${n % 2 === 0 ? 'SARL' : '“Bois & Cie”'}` : '',
      company ? 'Responsable des achats' : '',
      company ? ['yes', 'no'][n % 2] : '',
      minor ? `${2013 + (n % 3)}-0${1 + (n % 9)}-15` : n % 4 === 0 ? `19${60 + (n % 35)}-11-0${1 + (n % 9)}` : '',
      minor ? `parent.${plain(one.last)}${n}@example.org` : '',
      minor && n % 2 === 0 ? '2026-01-20' : '',
      n % 3 === 0 ? iso(act) : '',
      iso(act),
      n % 6 === 0 ? iso(date(2025, 1 + (n % 12), 9)) : '',
      documented ? `2025-0${1 + (n % 9)}-11T09:30:00Z` : '',
      documented ? 'checkout form' : '',
      documented ? 'newsletter; offers' : '',
      stopped ? ['Unsubscribed', 'cleaned', 'spam complaint', 'opt-out'][n % 4] : 'Subscribed',
      stopped ? '2026-03-14' : '',
      ['vip', 'vip|gift card', ''][n % 3],
      `2026-0${1 + (n % 9)}-2${n % 9} 08:15:00`,
      n % 5 === 0 ? `0012${n}` : '',
    ]
  })
  const twice = rows
    .slice(0, 4)
    .map((row, index) =>
      row.map((cell, column) =>
        column === 1 ? cell?.toUpperCase() : column === 24 ? `2026-10-0${index + 1} 10:00:00` : cell,
      ),
    )
  const mess = [
    oddCustomer(
      900001,
      'Jo "le Grand"',
      'Guillemet',
      'jo.guillemet@example.org',
      'FR',
      'Subscribed',
      '',
      'note\nover two lines',
    ),
    oddCustomer(900002, 'Ana', 'Perhaps', 'ana.perhaps@example.com', 'EN', 'maybe later', '', ''),
    oddCustomer(900003, 'Tom', 'Nowhere', 'tom@@example.com', 'EN', 'Subscribed', '', ''),
    oddCustomer(900004, 'Zélie', 'Pending', 'zelie.pending@example.net', 'FR', 'pending', 'newsletter', ''),
    oddCustomer(900005, 'Igor', 'Topic', 'igor.topic@example.net', 'FR', 'Subscribed', 'newsletter; gardening', ''),
  ]
  const lines = [header, ...rows, ...twice, ...mess].map((cells) => cells.map(quoted).join(','))
  return `${lines.join('\n')}\n`
}

function oddCustomer(
  id: number,
  first: string,
  last: string,
  email: string,
  language: string,
  status: string,
  topics: string,
  tags: string,
): string[] {
  const cells = Array.from({ length: 26 }, () => '')
  const consent = topics === '' ? [] : ['2026-02-02', 'web form', topics]
  const filled = [String(id), first, last, email, '', language, 'FR', '75011', 'B2C']
  filled.forEach((cell, column) => cells.splice(column, 1, cell))
  consent.forEach((cell, column) => cells.splice(18 + column, 1, cell))
  cells.splice(15, 1, '2026-09-09')
  cells.splice(21, 4, status, '', tags, '2026-09-09')
  return cells
}

function quoted(cell: string | undefined): string {
  const text = cell ?? ''
  return /[",\n]/.test(text) || text.includes(' ') ? `"${text.replaceAll('"', '""')}"` : text
}

/** The exact bytes of each sample, by file name. */
export function sampleFiles(): Readonly<Record<string, Buffer>> {
  return {
    'salon-2018.csv': iconv.encode(salon(), 'windows-1252'),
    'newsletter-export.txt': iconv.encode(newsletter(), 'utf-16le', { addBOM: true }),
    'shop-customers.csv': iconv.encode(shop(), 'utf-8'),
  }
}

if (import.meta.main) {
  for (const [name, bytes] of Object.entries(sampleFiles())) writeFileSync(new URL(`./${name}`, import.meta.url), bytes)
}
