import type { Language } from '#core/messages/message.ts'

/** The words around a number that decide whether it counts something. Folded: small letters, no accents. */
export type NumberWords = {
  /** After a number, these begin something else: what it counts is missing ("300 tous les jours"). */
  readonly beginSomethingElse: ReadonlySet<string>
  /** Before a number that names, orders or dates: "salle 12", "page 4", "mars 2026". */
  readonly labels: ReadonlySet<string>
  /** Before a day of the month: "le 3". */
  readonly dayArticles: ReadonlySet<string>
  /** Before an hour: "avant 18". */
  readonly hourWords: ReadonlySet<string>
  /** Between two numbers of which only the last needs its noun: "18 à 25 ans". */
  readonly connectors: ReadonlySet<string>
  /** Before a number that counts what was said already, or ourselves: "3 personnes sur 4", "nous serons 100". */
  readonly shares: ReadonlySet<string>
  /** Before a word that a number then numbers: "le quai 9". */
  readonly articles: ReadonlySet<string>
  /** An action before a number that ends the sentence: "nous en avons 300." */
  readonly verb: RegExp
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

export const NUMBER_WORDS: Readonly<Record<Language, NumberWords>> = {
  fr: {
    beginSomethingElse: words(
      'tous toutes tout toute chaque chacun chacune le la les un une ce cet cette ces mon ton son ma ta sa mes tes ses notre nos votre vos leur leurs pendant durant lors lorsque quand parce puisque',
    ),
    labels: words(
      'h heure heures min nº janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche no nr numero article articles page pages chapitre etape point points salle bus ligne tram metro quai porte batiment escalier etage lot apt appartement bureau box bp cs version tome volume niveau annexe tableau figure saison episode acte formule option top an annee poste tel telephone fax taille pointure chambre stand hall rang place places route sortie canton classe groupe niveau code departement',
    ),
    dayArticles: words('le du au des les ce jusqu’au'),
    hourWords: words('a vers avant apres des entre jusqu’a de et'),
    connectors: words('a et ou au x sur - – — , / ; + par'),
    shares: words('sur par x fois × sommes etes sont etions etiez etaient serons serez seront sera etait'),
    articles: words('le la l un une du au notre votre leur ce cet cette des de'),
    verb: /^(?:avons|avez|ont|(?!.*(?:ier|yer)$)\p{L}{3,}(?:er|ir)|\p{L}{3,}(?:issons|erons|irons|eront|iront|erez|irez))$/u,
  },
  en: {
    beginSomethingElse: words(
      'every each all the this that these those my your his her its our their during while when because since whenever throughout',
    ),
    labels: words(
      'h nº january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday no nr number article page pages chapter step point points room bus line tram platform door gate floor flat apartment office suite unit box version volume level annex table figure season episode act option top year ext phone tel fax size stand hall row seat seats road route exit class group part section track lot',
    ),
    dayArticles: words('the'),
    hourWords: words('at by before after until till to from around between and'),
    connectors: words('to and or x of by - – — , / ; + out'),
    shares: words('of by per times x × are were be'),
    articles: words('the a an our your their this'),
    verb: /^(?:guarantee|guarantees|offer|offers|run|provide|have|has|get|got|need|want|reach|reached|expect|welcome|sold|sell|send|sent)$/u,
  },
  nl: {
    beginSomethingElse: words(
      'elke elk iedere ieder alle al de het deze dit die dat mijn jouw uw zijn haar ons onze hun tijdens gedurende terwijl wanneer omdat telkens',
    ),
    labels: words(
      'u uur nº januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag nr nummer artikel pagina bladzijde hoofdstuk stap punt zaal bus lijn tram perron spoor deur gebouw verdieping appartement kantoor postbus versie deel niveau bijlage tabel figuur seizoen aflevering optie top jaar tel telefoon fax maat kamer stand hal rij plaats plaatsen route afrit klas groep bus',
    ),
    dayArticles: words('de den'),
    hourWords: words('om tegen voor na tot van vanaf rond tussen en'),
    connectors: words('tot en of x van op a - – — , / ; +'),
    shares: words('op van per maal keer x × met zijn waren'),
    articles: words('de het een onze ons uw deze dit'),
    verb: /^(?:hebben|heeft|\p{L}{2,}eren|bieden|krijgen|verkopen|verwachten)$/u,
  },
}
