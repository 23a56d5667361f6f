import { settingsNl } from './settings-nl.ts'
import type { RecipientPageTexts } from './texts.ts'

export const nl: RecipientPageTexts = {
  languageName: 'Nederlands',
  locale: 'nl-NL',
  listAnd: ' en ',
  colon: ': ',
  testMark: 'TEST: deze pagina is een proef, er wordt geen antwoord vastgelegd.',
  skip: 'Naar de inhoud',
  footer: {
    languages: 'Taal van deze pagina',
    privacy: 'Uw gegevens en uw rechten',
    contact: (name) => `Een vraag? ${name}`,
    postal: 'Adres',
  },
  channel: { email: 'e-mail', sms: 'sms' },
  ask: {
    title: (organisation) => `Wilt u dat ${organisation} u blijft schrijven?`,
    introOne: 'Ja of nee, beide antwoorden zijn goed. Er wordt niets vastgelegd voordat u op een knop drukt.',
    introSeveral:
      'Vink aan wat u wilt ontvangen; de rest sturen we u niet. Er wordt niets vastgelegd voordat u op een knop drukt.',
    choiceLegend: 'Wat we u mogen sturen',
    yesOne: 'Ja, blijf mij schrijven',
    noOne: 'Nee, schrijf mij niet meer',
    yesSeveral: 'Ja tegen wat ik heb aangevinkt',
    noSeveral: 'Nee tegen alles',
    nothingTicked: 'Er is niets aangevinkt. Vink aan wat u wilt ontvangen, of kies “Nee tegen alles”.',
    changedMeanwhile:
      'Deze tekst is gewijzigd sinds u de pagina opende. Er is niets vastgelegd: lees hem opnieuw en antwoord dan.',
  },
  answered: {
    title: 'Genoteerd, dank u.',
    preview: 'Dit is de pagina die de persoon zou zien. Er is niets vastgelegd.',
    granted: 'U ontvangt',
    refused: 'U ontvangt niet meer',
    refusedAll: 'We schrijven u hier niet meer over. Dit geldt vanaf nu.',
    recordedAt: (when) => `Vastgelegd op ${when}.`,
    changeTitle: 'Van gedachten veranderen',
    change: 'Deze keuze is nooit definitief. De link in ons bericht blijft geldig, en uw laatste antwoord telt.',
    again: 'Terug naar de vraag',
    preferences: 'Kiezen wat ik ontvang',
  },
  terms: {
    title: 'Waar u mee instemt, of niet',
    who: 'Wie schrijft u',
    whoText: (organisation, address) => `${organisation}, ${address}.`,
    purpose: 'Waarom',
    purposeText: (topics) => `Om u te sturen: ${topics}.`,
    channel: 'Hoe',
    channelText: (channels) => `Per ${channels}.`,
    frequency: 'Hoe vaak',
    frequencyText: (per7Days, per30Days) =>
      `Hoogstens ${per7Days} bericht${per7Days > 1 ? 'en' : ''} in 7 dagen en ${per30Days} in 30 dagen, alle onderwerpen samen.`,
    retention: 'Hoe lang',
    retentionText: (years) =>
      years === undefined
        ? 'Tot u van gedachten verandert.'
        : `Tot u van gedachten verandert, en hoogstens ${years} jaar na uw laatste teken van leven (een klik, een antwoord).`,
    sharing: 'Met wie',
    sharingText:
      'De dienstverleners die onze berichten bezorgen krijgen uw adres alleen daarvoor, op onze instructies.',
    sharingSms:
      'De dienstverleners die onze berichten bezorgen krijgen uw nummer alleen daarvoor, op onze instructies.',
    sharingBoth:
      'De dienstverleners die onze berichten bezorgen krijgen uw adres of uw nummer alleen daarvoor, op onze instructies.',
    outsideEurope: 'Buiten de Europese Unie',
    outsideEuropeText: (dpo) =>
      `Als een van hen uw gegevens buiten de Europese Unie verwerkt, gebeurt dat met de waarborgen van de AVG; ${dpo} vertelt u wie dat is en welke waarborgen gelden.`,
    withdraw: 'Om te stoppen',
    withdrawText:
      'Eén klik op “Uitschrijven” onder elk bericht, zonder account of wachtwoord. Het werkt meteen, en is even eenvoudig als instemmen.',
    withdrawSms:
      'Elke sms zegt hoe: antwoord STOP, of volg de uitschrijflink. Het werkt meteen, en is even eenvoudig als instemmen.',
    withdrawBoth:
      'Per e-mail: één klik op “Uitschrijven” onder het bericht; per sms: antwoord STOP of volg de uitschrijflink, zoals elke sms zegt. Zonder account of wachtwoord werkt het meteen, en het is even eenvoudig als instemmen.',
    proof: 'Wat we van uw antwoord bewaren',
    proofText: 'Uw keuze, de datum en deze tekst, zodat we kunnen aantonen dat we die naleven.',
    questions: 'Uw rechten en vragen',
    questionsText: (name, email) =>
      `Inzage, rectificatie, wissing, beperking, bezwaar, overdraagbaarheid: ${name}, ${email}. U kunt ook terecht bij de gegevensbeschermingsautoriteit.`,
  },
  unsubscribe: {
    title: 'Uitschrijven',
    ask: 'We schrijven u niet meer over',
    topic: 'U ontvangt niet meer',
    everything: (organisation) => `U ontvangt geen enkele informatieve e-mail meer van ${organisation}.`,
    everythingSms: (organisation) => `U ontvangt geen enkele informatieve sms meer van ${organisation}.`,
    nothingYet: 'Er is nog niets veranderd: u moet nog op de knop drukken.',
    button: 'Uitschrijven',
    doneTitle: 'U bent uitgeschreven.',
    done: 'Dit geldt vanaf nu. U ontvangt niet meer',
    doneEverything: 'Dit geldt vanaf nu: we sturen u geen informatieve e-mails meer.',
    doneEverythingSms: 'Dit geldt vanaf nu: we sturen u geen informatieve sms’en meer.',
    doneEverythingBoth: 'Dit geldt vanaf nu: we sturen u geen informatie meer, noch per e-mail, noch per sms.',
    change: 'Twijfelt u, of zijn het alleen te veel berichten? U kunt per onderwerp kiezen.',
  },
  preferences: {
    title: 'Wat u ontvangt',
    intro: (organisation) =>
      `Kies welke e-mails ${organisation} u mag sturen. Wat niet is aangevinkt, wordt niet verstuurd.`,
    introSms: (organisation) =>
      `Kies welke sms’en ${organisation} u mag sturen. Wat niet is aangevinkt, wordt niet verstuurd.`,
    introBoth: (organisation) =>
      `Kies wat ${organisation} u mag sturen, en langs welke weg. Wat niet is aangevinkt, wordt niet verstuurd.`,
    legend: 'Per e-mail',
    legendSms: 'Per sms',
    legendBoth: 'Per e-mail of per sms',
    language: 'Taal van onze berichten',
    save: 'Opslaan',
    confirmNote:
      'Uitvinken werkt meteen. Vinkt u een onderwerp aan, dan sturen we u een e-mail ter bevestiging: niemand kan u in uw plaats inschrijven.',
    confirmNoteSms:
      'Uitvinken werkt meteen. Vinkt u een onderwerp aan, dan sturen we u een sms ter bevestiging: niemand kan u in uw plaats inschrijven.',
    notSaved: 'Nog niet opgeslagen',
    undo: 'Mijn wijzigingen ongedaan maken',
    willStop: 'Stopt zodra u opslaat',
    willAsk: 'Na het opslaan te bevestigen per e-mail',
    willAskSms: 'Na het opslaan te bevestigen per sms',
    stopTitle: 'Alles stoppen',
    stopText: (organisation) => `${organisation} stuurt u geen informatie meer, noch per e-mail, noch per sms.`,
    stop: 'Alles stoppen',
    stoppedTitle: 'Alles is gestopt.',
    stopped: (organisation) => `${organisation} stuurt u geen informatie meer. Dit geldt vanaf nu.`,
    comeBack: 'Wilt u ooit terugkomen, vink dan op de pagina met uw keuzes een onderwerp aan en bevestig.',
    savedTitle: 'Opgeslagen.',
    saved: 'Uw keuzes zijn bijgewerkt.',
    nothingChanged: 'Er is niets veranderd: dit waren al uw keuzes.',
    lowered: 'Vanaf nu gestopt',
    raised:
      'We hebben u een e-mail ter bevestiging gestuurd. De link werkt 15 minuten; zonder bevestiging verandert er niets voor',
    raisedSms:
      'We hebben u een sms ter bevestiging gestuurd. De link werkt 15 minuten; zonder bevestiging verandert er niets voor',
    tooSoon: 'Er is al een e-mail naar u onderweg. Wacht enkele minuten voor u er nog een vraagt voor',
    tooSoonSms: 'Er is al een sms naar u onderweg. Wacht enkele minuten voor u er nog een vraagt voor',
    noAddress: 'We hebben geen werkend e-mailadres om u de bevestiging te sturen van',
    languageSaved: 'We schrijven u in het Nederlands.',
    conflict:
      'Uw keuzes waren intussen gewijzigd, op een andere pagina of via een andere link. Er is niets aangepast: dit is de huidige stand.',
    stoppedBefore: 'U hebt alles gestopt: we sturen u niets.',
  },
  settings: settingsNl,
  confirm: {
    title: 'Uw keuze bevestigen',
    text: 'U hebt gevraagd om per e-mail te ontvangen',
    textAny: 'U hebt gevraagd om te ontvangen',
    budget: (per7Days, per30Days) =>
      `U hebt gevraagd om tot ${per7Days} bericht${per7Days > 1 ? 'en' : ''} in 7 dagen en ${per30Days} in 30 dagen te ontvangen, alle onderwerpen samen.`,
    budgetDone: (per7Days, per30Days) =>
      `U ontvangt hoogstens ${per7Days} bericht${per7Days > 1 ? 'en' : ''} in 7 dagen en ${per30Days} in 30 dagen.`,
    button: 'Ja, ik bevestig',
    nothingYet: 'Was u het niet? Sluit deze pagina: er verandert niets.',
    doneTitle: 'Bevestigd, dank u.',
    done: 'U ontvangt',
    outdated: 'U hebt uw keuzes na deze aanvraag gewijzigd; uw laatste keuze telt. Er is niets aangepast.',
  },
  link: {
    title: {
      cut: 'Deze link is onvolledig',
      forged: 'Deze link werkt niet',
      expired: 'Deze link is verlopen',
      used: 'Deze link is al gebruikt',
      gone: 'Deze link leidt nergens meer naartoe',
      ask: 'Een link ontvangen',
    },
    text: {
      cut: 'Het einde van de link is verloren gegaan, vaak door een regeleinde in het bericht. Er is niets veranderd.',
      forged: 'Misschien is hij verkeerd overgenomen. Er is niets veranderd.',
      expired: 'Voor uw veiligheid was hij maar een tijd geldig. Er is niets veranderd.',
      used: 'Hij kon maar één keer dienen. Was u het, dan is het al gebeurd.',
      gone: 'We hebben geen gegevens meer onder deze naam.',
      ask: 'Om te kiezen wat u ontvangt, vraagt u een persoonlijke link.',
    },
    label: 'Uw e-mailadres, of uw mobiele nummer als we u sms’en',
    button: 'Een nieuwe link ontvangen',
    sentTitle: 'Kijk in uw berichten',
    sent: 'Als we dit adres of nummer kennen, is er net een link naartoe gestuurd. Die komt binnen enkele minuten aan; u hoeft niet opnieuw te vragen.',
    badAddress: 'Dit lijkt niet volledig. Voorbeelden: naam@voorbeeld.be, 0470 12 34 56',
  },
  wording: {
    title: 'Getoonde tekst',
    text: 'Dit is, woord voor woord, een tekst die we mensen toonden voordat ze antwoordden.',
    firstShown: 'Eerste antwoord op',
    hash: 'SHA-256-vingerafdruk',
    unknown: 'Geen enkele tekst heeft deze vingerafdruk.',
  },
  notFound: {
    title: 'Op dit adres is niets te vinden',
    text: 'Misschien is de link afgebroken. Neem hem opnieuw uit het bericht, of vraag een nieuwe.',
  },
  notAllowed: { title: 'Dat kan hier niet', text: 'Ga terug naar de vorige pagina en gebruik de knoppen daar.' },
  failed: {
    title: 'Er ging iets mis aan onze kant',
    text: 'Uw keuze is misschien niet vastgelegd. Probeer het over enkele minuten opnieuw.',
  },
  privacy: {
    title: 'Uw gegevens en uw rechten',
    intro: (organisation) =>
      `Hoe ${organisation} uw contactgegevens gebruikt om u te schrijven, en wat u kunt beslissen.`,
    controller: 'Verwerkingsverantwoordelijke',
    dpo: 'Uw aanspreekpunt voor uw gegevens',
    what: 'Wat we bewaren',
    whatText:
      'Uw e-mailadres en, als u ze ons gaf, uw naam, telefoonnummer, taal en land; waar deze gegevens vandaan komen; uw keuzes, met hun datum en de tekst die u voor u had.',
    why: 'Waarom, en op welke grond',
    whyText:
      'Om u de berichten te sturen waarmee u hebt ingestemd, en geen andere. De grond is uw toestemming, die u altijd kunt intrekken zonder gevolgen voor wat eerder werd verstuurd. We nemen geen geautomatiseerde beslissingen over u, en onze berichten bevatten geen pixel die nagaat of u ze opent.',
    keep: 'Hoe lang',
    keepText: (years) =>
      `${years === undefined ? 'Tot u van gedachten verandert.' : `Tot u van gedachten verandert, en hoogstens ${years} jaar na uw laatste teken van leven.`} Maakt u bezwaar tegen onze berichten, dan bewaren we alleen een vingerafdruk van uw adres, om u nooit meer te schrijven.`,
    shared: 'Met wie',
    rights: 'Uw rechten',
    rightsText: 'Op elk moment en kosteloos kunt u:',
    rightsList: [
      'vragen wat we over u weten en er een kopie van krijgen;',
      'laten verbeteren wat fout is;',
      'uw gegevens laten wissen;',
      'het gebruik ervan laten beperken zolang iets wordt nagegaan;',
      'bezwaar maken tegen onze berichten, zonder te zeggen waarom;',
      'de gegevens meenemen die u ons hebt toevertrouwd;',
      'uw toestemming intrekken, even eenvoudig als u ze gaf.',
    ],
    rightsHow: (name, email) => `Schrijf naar ${name}, ${email}. We antwoorden binnen een maand.`,
    complain: 'Een klacht indienen',
    complainText: (authority, site) =>
      `Bent u niet tevreden met ons antwoord, dan kunt u terecht bij ${authority} (${site}).`,
    complainAny:
      'Bent u niet tevreden met ons antwoord, dan kunt u terecht bij de gegevensbeschermingsautoriteit van uw land.',
    pages: 'Deze pagina’s',
    pagesText: 'Ze plaatsen geen cookies, laden niets van elders en werken zonder JavaScript.',
  },
}
