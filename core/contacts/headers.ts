import { foldText } from './fold-text.ts'

/** Every field a column can be read as. `optIn` and `optOut` are status columns that answer yes, no or a date; `ignore` is left out. */
export const FIELDS = [
  'email',
  'phone',
  'civility',
  'firstName',
  'lastName',
  'fullName',
  'language',
  'country',
  'region',
  'postcode',
  'timeZone',
  'kind',
  'function',
  'company',
  'informed',
  'birthDate',
  'minor',
  'guardianEmail',
  'guardianConsentAt',
  'lastClickAt',
  'lastOpenAt',
  'lastPurchaseAt',
  'lastActAt',
  'consentAt',
  'consentOrigin',
  'consentWording',
  'consentTopics',
  'consentChannels',
  'status',
  'optIn',
  'optOut',
  'statusAt',
  'tags',
  'list',
  'customerNumber',
  'updatedAt',
  'ignore',
] as const
export type KnownField = (typeof FIELDS)[number]
export type Field = KnownField | `custom:${string}`

export const DATE_FIELDS = [
  'birthDate',
  'guardianConsentAt',
  'lastClickAt',
  'lastOpenAt',
  'lastPurchaseAt',
  'lastActAt',
  'consentAt',
  'statusAt',
  'updatedAt',
  'optIn',
  'optOut',
] as const satisfies readonly KnownField[]
/** A stop may stand in any of several columns; all of them are read. */
export const REPEATABLE_FIELDS: ReadonlySet<Field> = new Set<Field>(['status', 'optIn', 'optOut', 'tags', 'ignore'])

/** Column titles in French, English and Dutch, the surest first: when two columns mean one field, the earlier word wins. */
const SYNONYMS: Readonly<Record<KnownField, string>> = {
  email:
    'email|e-mail|adresse e-mail|adresse email|e-mail address|email address|adresse mail|mail|courriel|adresse courriel|adresse électronique|e-mailadres|emailadres|mailadres|e-mail adres|email adres|mail adres|adresse de messagerie|contact email|email contact|email 1|e-mail 1|email du client|customer email|user email|subscriber|abonné email|primary email',
  phone:
    'mobile|téléphone mobile|tél mobile|tel mobile|portable|tél portable|téléphone portable|numéro de portable|gsm|gsm-nummer|gsm nummer|mobile phone|mobile number|cell|cell phone|cellulaire|sms|sms number|mobiel|mobiel nummer|mobiele telefoon|téléphone|telephone|tél|tel|phone|phone number|numéro de téléphone|n° de téléphone|no de téléphone|telefoon|telefoonnummer|téléphone fixe|landline',
  civility:
    'civilité|civ|titre de civilité|titre|salutation|title|aanspreking|aanspreektitel|aanhef|genre|sexe|gender|sex|geslacht|mr mme|m mme',
  firstName:
    'prénom|prenoms|prénom du contact|first name|firstname|given name|fname|voornaam|forename|billing first name|roepnaam',
  lastName:
    'nom de famille|last name|lastname|surname|family name|lname|achternaam|familienaam|patronyme|nom du contact|nom usuel|billing last name|nom',
  fullName:
    'nom complet|nom et prénom|nom prénom|prénom nom|prénom et nom|full name|fullname|contact name|customer name|volledige naam|naam|name|display name|contact|client',
  language:
    'langue|language|taal|lang|locale|langue de contact|langue préférée|preferred language|langue du contact|voorkeurstaal|contacttaal|code langue|language code|idiome',
  country: 'pays|country|land|country code|code pays|pays de résidence|landcode|country region|billing country',
  region: 'région|region|province|provincie|state|département|departement|state province|canton|regio',
  postcode:
    'code postal|cp|postcode|post code|zip|zip code|zipcode|postal code|cp ville code|billing zip|billing postcode|npa',
  timeZone: 'fuseau horaire|fuseau|time zone|timezone|tijdzone|tz',
  kind: 'type de client|type client|type de contact|type contact|b2b b2c|b2b|b2c b2b|segment client|customer type|contact type|account type|klanttype|soort klant|nature|pro particulier|particulier pro|type',
  function: 'fonction|function|functie|poste|job title|job|position|rôle|role|profession|intitulé de poste|métier',
  company:
    'société|societe|entreprise|company|company name|raison sociale|organisation|organization|bedrijf|bedrijfsnaam|firme|account name|employeur|organisatie|firma|nom de la société',
  informed:
    'informé|informée|informé à la collecte|informed|informed at collection|information à la collecte|geïnformeerd|geïnformeerd bij verzameling|mention d information',
  birthDate:
    'date de naissance|né le|née le|né e le|naissance|anniversaire|birth date|birthdate|date of birth|dob|birthday|geboortedatum|année de naissance|year of birth|geboortejaar|ddn',
  minor: 'mineur|mineure|minor|is minor|minderjarig|moins de 18 ans|enfant|child',
  guardianEmail:
    'e-mail du tuteur|email tuteur|mail tuteur|email parent|e-mail parent|e-mail des parents|email des parents|email du parent|email responsable légal|e-mail du responsable légal|guardian email|guardian e-mail|parent email|parent e-mail|parental email|e-mail voogd|email voogd|e-mail ouder|email ouder|tuteur|responsable légal|guardian',
  guardianConsentAt:
    'consentement du tuteur|consentement parental|accord parental|accord du tuteur|date accord parental|date du consentement parental|date consentement tuteur|autorisation parentale|guardian consent|guardian consent date|parental consent|parental consent date|toestemming voogd|toestemming ouder|datum toestemming ouder',
  lastClickAt:
    'dernier clic|date dernier clic|date du dernier clic|last click|last clicked|last click date|last clicked at|laatste klik|laatst geklikt|datum laatste klik',
  lastOpenAt:
    'dernière ouverture|date dernière ouverture|date de dernière ouverture|date de la dernière ouverture|last open|last opened|last open date|last opened at|laatste opening|laatst geopend|datum laatste opening',
  lastPurchaseAt:
    'dernier achat|date dernier achat|date du dernier achat|dernière commande|date dernière commande|date de dernière commande|last purchase|last purchase date|last order|last order date|laatste aankoop|laatste bestelling|datum laatste aankoop|datum laatste bestelling',
  lastActAt:
    'dernière activité|date dernière activité|dernière action|dernière interaction|dernière réponse|dernier contact entrant|last activity|last active|last activity date|last seen|last interaction|last reply|laatste activiteit|laatst actief|laatste interactie',
  consentAt:
    'date de consentement|date consentement|date du consentement|date opt-in|date optin|date d opt-in|date de l opt-in|optin date|opt-in date|optin time|opt in time|confirm time|consent date|date of consent|consent at|subscribed at|subscription date|signup date|sign-up date|subscribe date|date d inscription|date inscription|date d abonnement|datum toestemming|toestemmingsdatum|datum inschrijving|inschrijfdatum|inscrit le|abonné le',
  consentOrigin:
    'origine du consentement|origine|source|provenance|source d inscription|source du consentement|lieu de collecte|origin|consent source|consent origin|signup source|opt-in source|optin source|herkomst|bron|oorsprong|bron toestemming|formulaire|formulaire d inscription',
  consentWording:
    'texte du consentement|formulation|libellé du consentement|mention acceptée|consent text|consent wording|wording|toestemmingstekst|tekst toestemming',
  consentTopics:
    'thèmes|thématiques|thème|sujets|topics|topic|consent topics|centres d intérêt|intérêts|interests|onderwerpen|onderwerp|interesses|abonnements|newsletters|préférences|thèmes acceptés|voorkeuren',
  consentChannels: 'canaux|canal|channels|channel|consent channels|kanalen|kanaal|canaux acceptés|canal accepté',
  status:
    'statut|status|état|statut e-mail|statut email|email status|e-mail status|subscription status|statut abonnement|statut d abonnement|statut de l abonnement|marketing status|email marketing status|abonnementsstatus|etat abonnement|member rating status|staat|toestand',
  optIn:
    'opt-in|optin|opt in|abonné|abonnée|inscrit|subscribed|is subscribed|accepts marketing|accepts email marketing|ingeschreven|newsletter oui non|accepte la newsletter|toestemming',
  optOut:
    'opt-out|optout|opt out|désabonné|désabonnée|désinscrit|désinscrite|unsubscribed|unsubscribed at|unsub time|is unsubscribed|uitgeschreven|afgemeld|blacklisted|email blacklisted|email blacklist|emailblacklisted|sms blacklisted|has opted out of email|email opt out|email optout|do not contact|do not email|donotemail|ne plus contacter|liste noire|date de désabonnement|date désabonnement|date de désinscription|date désinscription|date unsubscribed|uitschrijfdatum|datum uitschrijving|désabonné le|désinscrit le|plainte|hard bounce|opposition',
  statusAt:
    'date de statut|date du statut|date statut|status date|status at|statut le|statusdatum|date changement statut|status changed at',
  tags: 'tags|tag|étiquettes|étiquette|labels|label|mots-clés|mots clés|keywords|trefwoorden',
  list: 'liste|liste de diffusion|nom de la liste|list|list name|mailing list|lijst|lijstnaam|segment|groupe|group|groep|base|audience|fichier',
  customerNumber:
    'numéro client|n° client|no client|num client|code client|référence client|ref client|id client|identifiant client|customer number|customer id|customer no|client id|client number|klantnummer|klantnr|klant id|numéro d adhérent|n° adhérent|member id|membership number|lidnummer|account number',
  updatedAt:
    'date de modification|modifié le|mis à jour le|mise à jour|date de mise à jour|date mise à jour|dernière modification|updated at|updated|last updated|last changed|last modified|modified at|date modified|gewijzigd op|laatst gewijzigd|wijzigingsdatum|bijgewerkt op',
  ignore: 'euid|leid',
}

interface Known {
  readonly field: KnownField
  readonly rank: number
}

const KNOWN: ReadonlyMap<string, Known> = knownHeaders()

function knownHeaders(): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>()
  for (const field of FIELDS) {
    known.set(foldText(field), { field, rank: -1 })
    SYNONYMS[field].split('|').forEach((word, rank) => {
      const folded = foldText(word)
      const other = known.get(folded)
      if (other !== undefined && other.field !== field)
        throw new Error(`the header "${folded}" means both ${other.field} and ${field}`)
      if (other === undefined) known.set(folded, { field, rank })
    })
  }
  return known
}

/** The field a title means, alone; a title nobody knows is kept as a custom field under its own name. */
export function readHeader(header: string): Field {
  return lookUp(header)?.field ?? customField(header)
}

/** Without its bracketed hint when the whole is unknown: "Date de naissance (jj/mm/aaaa) *". */
function lookUp(header: string): Known | undefined {
  const split = header.replace(/([a-z])([A-Z])/g, '$1 $2')
  return (
    KNOWN.get(foldText(header)) ?? KNOWN.get(foldText(split)) ?? KNOWN.get(foldText(header.replace(/[([{].*$/, '')))
  )
}

/** A custom field under a title, cut to 60 characters; `ignore` when the title is empty. */
export function customField(header: string): Field {
  const name = header
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 60)
    .replace(/^__proto__$/, 'proto')
  return name === '' ? 'ignore' : `custom:${name}`
}

/** Two columns with one title: only a person can say which is which. */
export interface DuplicateHeader {
  readonly header: string
  /** Counted from 1. */
  readonly columns: readonly number[]
}

export interface HeaderReading {
  /** One field per column. */
  readonly fields: readonly Field[]
  readonly duplicates: readonly DuplicateHeader[]
}

/** Reads a header line as a whole: duplicates, the surer of two titles for one field, "Nom" alone as a full name. */
export function readHeaders(headers: readonly string[]): HeaderReading {
  const fields: Field[] = headers.map((header) => readHeader(header))
  headers.forEach((header, column) => {
    const field = fields[column]
    if (field === undefined || REPEATABLE_FIELDS.has(field)) return
    const best = bestColumn(headers, fields, field)
    if (best !== column && !sameTitle(headers[best], header)) fields[column] = customField(header)
  })
  if (!fields.includes('firstName') && !fields.includes('fullName')) {
    const alone = headers.findIndex((header, column) => fields[column] === 'lastName' && foldText(header) === 'nom')
    if (alone >= 0) fields[alone] = 'fullName'
  }
  if (fields.includes('firstName') && !fields.includes('lastName')) {
    const dutch = headers.findIndex(
      (header, column) => fields[column] === 'fullName' && ['naam', 'name'].includes(foldText(header)),
    )
    if (dutch >= 0) fields[dutch] = 'lastName'
  }
  return { fields, duplicates: duplicates(headers) }
}

function bestColumn(headers: readonly string[], fields: readonly Field[], field: Field): number {
  let best = -1
  headers.forEach((header, column) => {
    if (fields[column] === field && (best < 0 || rank(header) < rank(headers[best]))) best = column
  })
  return best
}

function rank(header: string | undefined): number {
  return lookUp(header ?? '')?.rank ?? Number.MAX_SAFE_INTEGER
}

function sameTitle(a: string | undefined, b: string): boolean {
  return foldText(a ?? '') === foldText(b)
}

function duplicates(headers: readonly string[]): readonly DuplicateHeader[] {
  const columns = new Map<string, number[]>()
  headers.forEach((header, column) => {
    const folded = foldText(header)
    if (folded !== '') columns.set(folded, [...(columns.get(folded) ?? []), column + 1])
  })
  return [...columns.values()]
    .filter((list) => list.length > 1)
    .map((list) => ({ header: headers[(list[0] ?? 1) - 1]?.trim() ?? '', columns: list }))
}
