import type { Language } from '#core/messages/message.ts'

/** What real newsletters end with; numbers are made up, have the right shapes and pass their check digits. */
export const FOOTERS: readonly { readonly name: string; readonly country: string; readonly text: string }[] = [
  {
    name: 'a French limited company',
    country: 'FR',
    text: 'SARL Les Jardins d’Émilie au capital de 15 000 € · 12 rue des Lilas, 69003 LYON · RCS Lyon B 382 123 453 · SIRET 382 123 453 00013 · APE 4776Z · TVA FR 40 382123453 · Tél. 04 72 00 12 34',
  },
  {
    name: 'a French simplified company, numbers without spaces',
    country: 'FR',
    text: 'Maison Lumière SAS\n12 rue des Lilas - 75011 PARIS CEDEX 11\nSIREN 849123450 - SIRET 38212345300013 - TVA intracommunautaire FR83849123450\nTél. : +33 (0)1 23 45 67 89 - Fax : 01.23.45.67.90',
  },
  {
    name: 'a French association, SIRET without its name',
    country: 'FR',
    text: 'Association loi 1901 « Les Amis du Parc » — W751234567 — 30412378900014 — 3 bis, place de la République, 13001 Marseille — 06 12 34 56 78 / 04 91 12 34 56 — contact@amis-du-parc.example',
  },
  {
    name: 'a French town hall',
    country: 'FR',
    text: 'Mairie de Saint-Ouen-l’Aumône, 2 place Pierre-Mendès-France, BP 90001, 95318 Cergy-Pontoise CEDEX. SIRET : 365 123 991 00017. Ouvert du lundi au vendredi de 8 h 30 à 17 h 30, le samedi de 9 h à 12 h. Numéro vert : 0 800 123 456.',
  },
  {
    name: 'a Belgian company',
    country: 'BE',
    text: 'Huis van het Licht BV · Nieuwstraat 12 bus 4 · B-1000 Brussel · BTW BE 0403.170.701 · RPR Brussel · KBO 0403170701 · Tel. +32 2 123 45 67 · Gsm 0470 12 34 56',
  },
  {
    name: 'a Belgian association with its own account',
    country: 'BE',
    text: 'ASBL Les Jardins d’Émilie — Rue de la Loi 16, 1000 Bruxelles — BE 0403.170.701 — IBAN : BE68 5390 0754 7034 — BIC : TRIOBEBB — +32 (0)2 123.45.67',
  },
  {
    name: 'a Canadian company, in French',
    country: 'CA',
    text: 'Les Jardins d’Émilie inc. · 1234, boul. Saint-Laurent, bureau 300 · Montréal (Québec) H2X 2S6 · NEQ 1161234567 · NE 130 987 654 RC0001 · TPS 130987654 RT0001 · TVQ 1012345678 TQ0001 · 514 555-1234, poste 12 · 1 800 555-1234',
  },
  {
    name: 'a Canadian charity, in English',
    country: 'CA',
    text: 'The Garden Society, 55 Wellington Street West, Suite 1200, Toronto, ON M5V 3L9. Registered charity number: 130 987 654 RR0001. Toll-free 1-800-555-0199, fax 416-555-0123.',
  },
  {
    name: 'a British company',
    country: 'GB',
    text: 'House of Light Ltd. Registered in England and Wales, company number 01234567. Registered office: 10 Downing Way, London SW1A 2AB. VAT number GB 123 4567 82. Telephone 020 7946 0123. ICO registration ZA123456.',
  },
  {
    name: 'a Dutch foundation with its own account',
    country: 'NL',
    text: 'Stichting Huis van het Licht · Postbus 1234 · 1000 AB AMSTERDAM · KvK 12345678 · RSIN 123456782 · BTW NL123456789B01 · IBAN NL91 ABNA 0417 1643 00 · 020 123 45 67 · 06-12345678',
  },
]

/** Ordinary letters of ordinary organisations: nothing in them is to be corrected but, at most, what they lack. */
export const LETTERS: readonly {
  readonly name: string
  readonly language: Language
  readonly subject: string
  readonly text: string
}[] = [
  {
    name: 'a French shop',
    language: 'fr',
    subject: 'Nos ventes privées commencent le 12 mars',
    text: 'Vous êtes cliente ou client depuis 2019 : nos ventes privées vous sont ouvertes du 12 au 26 mars 2026, de 9 h à 19 h, et jusqu’à 21 h le jeudi.\n\n300 articles à 20 %, 150 à 30 %. Les chaussures passent de 89,90 € à 62,93 €. Code : PRINTEMPS26, valable jusqu’au 26 mars à 23 h 59.\n\n- Lyon, 12 rue des Lilas, tél. 04 72 00 12 34\n- Paris, 5e étage, porte 12\n- Commande n° 2026031200457812, colis 6A12345678901\n\nMerci de votre confiance ! À bientôt.',
  },
  {
    name: 'a French theatre',
    language: 'fr',
    subject: 'La saison 2026-2027 en 12 rendez-vous',
    text: 'Vous recevez cette lettre parce que vous êtes abonnés. La saison compte 12 spectacles, dont 3 créations et 2 ou 3 concerts par mois. Salle 2, rang 14 : les places à 18 € partent vite. Sur 100 spectateurs, 62 viennent à pied ; 7 jours sur 7, la billetterie répond au 01 44 55 66 77 de 10 h 30 à 18 h.\n\nLe XIXe siècle sera à l’honneur avec « 1789 », puis avec Molière. Nous nous réjouissons de vous retrouver le 3 octobre, avant 20 h. La SNCF met 2 trains à disposition.\n\nMerci, et très bel été.',
  },
  {
    name: 'a Belgian association',
    language: 'fr',
    subject: 'Votre don de 40 € ouvre droit à une attestation',
    text: 'Grâce à vous, 1 250 familles ont été accueillies en 2025, soit 15 % de plus qu’en 2024. À partir de 40 € par an, l’ASBL vous envoie une attestation fiscale (article 145 du code des impôts). Notre assemblée générale aura lieu le samedi 14 mars à 14 h 30, salle 12, à 1000 Bruxelles.\n\nNous suivons le RGPD : vos données ne quittent pas l’UE. Une question ? Appelez le 02 123 45 67, du lundi au jeudi.\n\nUn grand merci.',
  },
  {
    name: 'an English museum',
    language: 'en',
    subject: 'Three late openings in November, and 20% off',
    text: 'You are receiving this letter because you joined in 2021. Our new exhibition runs from 3 March to 28 June 2026 and shows 120 paintings, 45 of them for the first time. Tickets are £12, or £8 for under-18s. The café on level 2 is open until 6 pm, 7 days a week; call 020 7946 0123 or see page 4.\n\nOn Saturday 14 March, at 10:30, Room 12 opens its doors. About 300 people came last time. Please bring your GDPR form if you have one.\n\nThank you, and see you soon!',
  },
  {
    name: 'a Canadian shop',
    language: 'en',
    subject: 'Your spring order ships on April 6',
    text: 'As you ordered before, here is what is new. Free shipping over $75 until April 30; orders placed by 2 p.m. leave the same day. Order number 4539 1488 0343 is ready at 1234 Queen Street West, Toronto, ON M5V 2A4. Call 1-800-555-0199, extension 12.\n\nThank you for your trust. We will write again in May.',
  },
  {
    name: 'a Dutch library',
    language: 'nl',
    subject: 'Nieuw in de bibliotheek: 40 luisterboeken',
    text: 'U ontvangt deze brief omdat u sinds 2018 lid bent. In maart komen er 40 luisterboeken bij, en 3 van de 5 zalen zijn open tot 21 uur. Op zaterdag 14 maart om 10.30 uur leest de schrijver voor in zaal 2. Een kaartje kost € 7,50; kinderen tot 12 jaar betalen niets. Bel 020 123 45 67 of kom langs: Nieuwstraat 12, 1000 AB Amsterdam.\n\nUw gegevens blijven bij ons: wij volgen de AVG.\n\nDank u wel en tot binnenkort!',
  },
]
