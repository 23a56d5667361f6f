import type { StaffLanguage } from '#core/messages/finding-texts.ts'

const en = {
  title: 'Your day with Égard',
  unnamed: 'Without a name',
  waits: 'Waits for you',
  nothing: 'Nothing waits for you. Well done.',
  runs: 'What runs',
  nothingRuns: 'No campaign is running.',
  numbers: 'Numbers',
  more: (count: number) => `and ${num(count, 'en')} more`,
  draft: (id: number, name: string) => `Draft *${id}* · ${name}`,
  voided: (id: number, name: string) => `Campaign *${id}* · ${name} · its approval is void: mend and submit it again`,
  resume: 'Resume',
  resumeLabel: (id: number) => `Resume the draft of campaign ${id}`,
  open: 'Open',
  openLabel: (id: number) => `Show the card of campaign ${id}`,
  approve: (id: number, name: string, people: number) =>
    `*${id}* · ${name} · ${num(people, 'en')} ${people === 1 ? 'person' : 'people'} · waits for your approval`,
  visitors: (id: number, name: string, count: number) =>
    `*${id}* · ${name} · ${num(count, 'en')} opened the answer page without answering: decide`,
  doubts: (id: number, name: string, count: number) =>
    `*${id}* · ${name} · ${num(count, 'en')} ${count === 1 ? 'message' : 'messages'} in doubt: decide`,
  basis: (source: number, basis: string) => `Source *${source}* declares “${basis}”: do you stand for it?`,
  cleanUp: (id: number, channel: string) => `Clean-up *${id}* waits for a second person: its card is in ${channel}`,
  imports: {
    collecting: (id: number) => `Import *${id}* · its page is open`,
    previewing: (id: number) => `Import *${id}* · being read`,
    previewed: (id: number) => `Import *${id}* · ready: confirm it on its page`,
    importing: (id: number, percent: number) => `Import *${id}* · under way, ${percent} %`,
    cancelling: (id: number) => `Import *${id}* · being cancelled`,
  },
  withOthers: (names: string) => `With others, for approval: ${names}`,
  sums: (sent: number, audience: number) => `${num(sent, 'en')} sent of ${num(audience, 'en')}`,
  answers: (yes: number, no: number) => `${num(yes, 'en')} yes, ${num(no, 'en')} no`,
  promise: (date: string) => `next promise: ${date}`,
  runningCleanUp: {
    freezing: (id: number) => `Clean-up *${id}* · its list is being made`,
    proposed: (id: number) => `Clean-up *${id}* · waits for a second person`,
    confirmed: (id: number, date: string) => `Clean-up *${id}* · confirmed, begins ${date}`,
    running: (id: number) => `Clean-up *${id}* · deleting`,
  },
  contacts: 'Contacts',
  agreed: (topic: string) => `Agree: ${topic}`,
  asked: 'Asked, 30 days',
  answered: 'Answered, 30 days',
  declined: 'Refused or withdrawn, 30 days',
  count: (count: number) => num(count, 'en'),
  countedAt: (date: string) => `Counted ${date}. People, not messages.`,
  counting: 'The numbers are being counted; they come in a moment.',
  cannotAsk: 'Slack could not tell me your roles just now, so I show little. Open this tab again in a minute.',
  welcome: {
    title: 'Welcome to Égard',
    what: (house: string) =>
      `Égard helps *${house}* ask people for permission to write to them, keep that permission honestly, stop the moment it is taken back, and prove all of it later.`,
    how: 'Colleagues prepare campaigns here, a second person approves each one, and everybody who receives a message can say no with one click.',
    ask: (people: string) =>
      `You have no role in it yet. If you should, ask ${people}: whoever keeps the organisation’s file can add you.`,
    somebody: 'a colleague who works with Égard',
    anyone:
      'Whatever your role: if something is going wrong, you may stop all sending. It is only a pause, and everyone is told who did it.',
  },
}

export type HomeTexts = typeof en

const s = (count: number) => (count > 1 ? 's' : '')

const fr: HomeTexts = {
  title: 'Votre journée avec Égard',
  unnamed: 'Sans nom',
  waits: 'Ce qui vous attend',
  nothing: 'Rien ne vous attend. Tout est à jour.',
  runs: 'Ce qui est en cours',
  nothingRuns: 'Aucune campagne n’est en cours.',
  numbers: 'Chiffres',
  more: (count) => `et ${num(count, 'fr')} de plus`,
  draft: (id, name) => `Brouillon *${id}* · ${name}`,
  voided: (id, name) =>
    `Campagne *${id}* · ${name} · son approbation n’est plus valable\u00A0: corrigez-la et soumettez-la de nouveau`,
  resume: 'Reprendre',
  resumeLabel: (id) => `Reprendre le brouillon de la campagne ${id}`,
  open: 'Ouvrir',
  openLabel: (id) => `Montrer la carte de la campagne ${id}`,
  approve: (id, name, people) =>
    `*${id}* · ${name} · ${num(people, 'fr')} personne${s(people)} · attend votre approbation`,
  visitors: (id, name, count) =>
    `*${id}* · ${name} · ${num(count, 'fr')} personne${s(count)} ${count > 1 ? 'ont' : 'a'} ouvert la page sans répondre\u00A0: à vous de décider`,
  doubts: (id, name, count) =>
    `*${id}* · ${name} · ${num(count, 'fr')} message${s(count)} en doute\u00A0: à vous de décider`,
  basis: (source, basis) => `La source *${source}* déclare «\u00A0${basis}\u00A0»\u00A0: en répondez-vous\u00A0?`,
  cleanUp: (id, channel) => `Le nettoyage *${id}* attend une deuxième personne\u00A0: sa carte est dans ${channel}`,
  imports: {
    collecting: (id) => `Import *${id}* · sa page est ouverte`,
    previewing: (id) => `Import *${id}* · en cours de lecture`,
    previewed: (id) => `Import *${id}* · prêt\u00A0: confirmez-le sur sa page`,
    importing: (id, percent) => `Import *${id}* · en cours, ${percent}\u00A0%`,
    cancelling: (id) => `Import *${id}* · en cours d’annulation`,
  },
  withOthers: (names) => `Chez d’autres, pour approbation\u00A0: ${names}`,
  sums: (sent, audience) => `${num(sent, 'fr')} envoyé${s(sent)} sur ${num(audience, 'fr')}`,
  answers: (yes, no) => `${num(yes, 'fr')} oui, ${num(no, 'fr')} non`,
  promise: (date) => `prochaine échéance\u00A0: ${date}`,
  runningCleanUp: {
    freezing: (id) => `Nettoyage *${id}* · sa liste se prépare`,
    proposed: (id) => `Nettoyage *${id}* · attend une deuxième personne`,
    confirmed: (id, date) => `Nettoyage *${id}* · confirmé, commence ${date}`,
    running: (id) => `Nettoyage *${id}* · suppression en cours`,
  },
  contacts: 'Contacts',
  agreed: (topic) => `D’accord\u00A0: ${topic}`,
  asked: 'Interrogés, 30 jours',
  answered: 'Ont répondu, 30 jours',
  declined: 'Refus et retraits, 30 jours',
  count: (count) => num(count, 'fr'),
  countedAt: (date) => `Compté ${date}. Des personnes, pas des messages.`,
  counting: 'Les chiffres se comptent\u00A0; ils arrivent dans un instant.',
  cannotAsk:
    'Slack n’a pas pu me dire vos rôles\u00A0: je montre donc peu de choses. Rouvrez cet onglet dans une minute.',
  welcome: {
    title: 'Bienvenue chez Égard',
    what: (house) =>
      `Égard aide *${house}* à demander aux gens la permission de leur écrire, à la garder honnêtement, à s’arrêter dès qu’elle est reprise, et à le prouver ensuite.`,
    how: 'Des collègues préparent ici des campagnes, une deuxième personne approuve chacune d’elles, et quiconque reçoit un message peut dire non en un clic.',
    ask: (people) =>
      `Vous n’y avez pas encore de rôle. Si vous devez en avoir un, demandez à ${people}\u00A0: la personne qui tient le fichier de l’organisation peut vous ajouter.`,
    somebody: 'un ou une collègue qui travaille avec Égard',
    anyone:
      'Quel que soit votre rôle, si quelque chose tourne mal, vous pouvez arrêter tous les envois. Ce n’est qu’une pause, et chacun apprend qui l’a demandée.',
  },
}

const TEXTS: Readonly<Record<StaffLanguage, HomeTexts>> = { fr, en }

export function homeTexts(language: StaffLanguage): HomeTexts {
  return TEXTS[language]
}

function num(value: number, language: StaffLanguage): string {
  return value.toLocaleString(language)
}
