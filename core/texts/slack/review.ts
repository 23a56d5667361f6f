import type { StaffLanguage } from '#core/messages/finding-texts.ts'

/** What staff read while they proofread a campaign, submit it, and decide about it. */
export interface ReviewTexts {
  title: string
  submit: string
  /** The link opens the page where a message is seen as people get it. */
  preview: (url: string) => string
  previewTitle: string
  people: (asked: number, total: number) => string
  nothing: string
  blocked: string
  blockedHow: string
  warned: string
  warnedHow: string
  where: (language: string, step: string) => string
  parts: Record<'subject' | 'body' | 'sms', string>
  reason: string
  /** By the rule, and how often it was broken. */
  reasonHint: (rule: string, times: number) => string
  reasonMissing: string
  addWord: string
  addWordLabel: (word: string) => string
  more: (count: number) => string
  aloud: string
  aloudTick: string
  aloudMissing: string
  /** The checks found something else than what the person saw. */
  changed: string
  /** On the approval card. */
  card: {
    waived: string
    times: (count: number) => string
    readBy: (who: string) => string
    changedSinceApproval: (who: string, when: string) => string
    changedSinceRefusal: (who: string, when: string) => string
    nothingChanged: string
    whole: string
    wholeTitle: string
    people: (before: number, after: number) => string
    from: string
    to: string
    added: string
    removed: string
    aSegment: string
    text: (step: string, language: string) => string
  }
  fields: Record<string, string>
  none: string
}

const fr: ReviewTexts = {
  title: 'Relire et soumettre',
  submit: 'Soumettre',
  preview: (url) =>
    `*<${url}|Voir le message comme les destinataires>*\nAvec et sans images, en texte, sur téléphone, en mode sombre, pour plusieurs personnes inventées. Le lien vaut 72\u00A0heures.`,
  previewTitle: 'Aperçu',
  people: (asked, total) =>
    `Si elle partait maintenant\u00A0: *${asked}* ${asked > 1 ? 'personnes recevraient' : 'personne recevrait'} le message, sur ${total} dans le segment.`,
  nothing: 'Vérifications\u00A0: rien à signaler.',
  blocked: 'À corriger d’abord',
  blockedHow:
    'Fermez cette fenêtre, corrigez ces points avec «\u00A0Modifier\u00A0» sur la carte, puis relisez de nouveau.',
  warned: 'À corriger, ou à expliquer',
  warnedHow:
    'Le mieux est de corriger. Sinon, donnez une raison par sorte d’avertissement\u00A0: elle est scellée, et la personne qui approuve la lit.',
  where: (language, step) => `${language}, ${step}`,
  parts: {
    subject: 'objet',
    body: 'texte',
    sms: 'SMS',
  },
  reason: 'Pourquoi l’envoyer ainsi\u00A0?',
  reasonHint: (rule, times) => (times > 1 ? `${rule} Une raison pour les ${times}\u00A0fois.` : rule),
  reasonMissing: 'Donnez une raison, ou fermez et corrigez le texte.',
  addWord: 'Ajouter aux mots de la maison',
  addWordLabel: (word) => `Ajouter ${word} aux mots de la maison`,
  more: (count) => `et ${count} de plus, qui ne ${count > 1 ? 'tiennent' : 'tient'} pas ici`,
  aloud: 'Relecture à voix haute',
  aloudTick: 'Je l’ai lu à voix haute jusqu’au bout, tel qu’une personne le recevra',
  aloudMissing: 'Lisez le message à voix haute jusqu’au bout, puis cochez.',
  changed: 'Les vérifications ont trouvé autre chose depuis que vous avez ouvert cette fenêtre. Relisez ce qui suit.',
  card: {
    waived: 'Raison donnée\u00A0:',
    times: (count) => ` (${count} fois)`,
    readBy: (who) => `${who} l’a lu à voix haute jusqu’au bout.`,
    changedSinceApproval: (who, when) => `Ce qui a changé depuis l’approbation de ${who}, ${when}`,
    changedSinceRefusal: (who, when) => `Ce qui a changé depuis le refus de ${who}, ${when}`,
    nothingChanged: 'Rien n’a changé.',
    whole: 'Voir tout ce qui a changé',
    wholeTitle: 'Ce qui a changé',
    people: (before, after) => `Destinataires\u00A0: ${before} → ${after}`,
    from: 'Avant',
    to: 'Maintenant',
    added: 'ajouté',
    removed: 'retiré',
    aSegment: 'un segment',
    text: (step, language) => `${step}, ${language}`,
  },
  fields: {
    name: 'Nom',
    need: 'Pourquoi',
    segment: 'Qui',
    topics: 'Sujets',
    languageOfRest: 'Langue pour les autres',
    graceHours: 'Heures de délai',
    reminders: 'Relances',
    ticks: 'Interroger aussi',
    from: 'Pas avant',
    until: 'Pas après',
    ratePerMinute: 'Messages par minute',
    carrier: 'Canal',
    overBudget: 'Si la personne a assez reçu',
    subject: 'Objet',
  },
  none: 'rien',
}

const en: ReviewTexts = {
  title: 'Read and submit',
  submit: 'Submit',
  preview: (url) =>
    `*<${url}|See the message as people will get it>*\nWith and without images, as text, on a phone, in dark mode, for several made-up people. The link works for 72 hours.`,
  previewTitle: 'Preview',
  people: (asked, total) =>
    `If it left now: *${asked}* ${asked === 1 ? 'person' : 'people'} would get the message, out of ${total} in the segment.`,
  nothing: 'Checks: nothing to report.',
  blocked: 'To correct first',
  blockedHow: 'Close this window, correct these points with “Edit” on the card, then read again.',
  warned: 'To correct, or to explain',
  warnedHow:
    'Correcting is best. Otherwise give one reason for each kind of warning: it is sealed, and whoever approves reads it.',
  where: (language, step) => `${language}, ${step}`,
  parts: {
    subject: 'subject',
    body: 'text',
    sms: 'SMS',
  },
  reason: 'Why send it like this?',
  reasonHint: (rule, times) => (times > 1 ? `${rule} One reason for all ${times}.` : rule),
  reasonMissing: 'Give a reason, or close this and correct the text.',
  addWord: 'Add to the house’s words',
  addWordLabel: (word) => `Add ${word} to the house’s words`,
  more: (count) => `and ${count} more that ${count === 1 ? 'does' : 'do'} not fit here`,
  aloud: 'Read aloud',
  aloudTick: 'I read it aloud to the end, as a person will get it',
  aloudMissing: 'Read the message aloud to the end, then tick this.',
  changed: 'The checks found something else since you opened this window. Please read what follows.',
  card: {
    waived: 'Reason given:',
    times: (count) => ` (${count} times)`,
    readBy: (who) => `${who} read it aloud to the end.`,
    changedSinceApproval: (who, when) => `What changed since ${who} approved it, ${when}`,
    changedSinceRefusal: (who, when) => `What changed since ${who} refused it, ${when}`,
    nothingChanged: 'Nothing changed.',
    whole: 'See everything that changed',
    wholeTitle: 'What changed',
    people: (before, after) => `Recipients: ${before} → ${after}`,
    from: 'Before',
    to: 'Now',
    added: 'added',
    removed: 'removed',
    aSegment: 'a segment',
    text: (step, language) => `${step}, ${language}`,
  },
  fields: {
    name: 'Name',
    need: 'Why',
    segment: 'Who',
    topics: 'Topics',
    languageOfRest: 'Language for the rest',
    graceHours: 'Hours of grace',
    reminders: 'Reminders',
    ticks: 'Also ask',
    from: 'Not before',
    until: 'Not after',
    ratePerMinute: 'Messages a minute',
    carrier: 'Channel',
    overBudget: 'If somebody has had enough',
    subject: 'Subject',
  },
  none: 'nothing',
}

const TEXTS: Readonly<Record<StaffLanguage, ReviewTexts>> = { fr, en }

export function reviewTexts(language: StaffLanguage): ReviewTexts {
  return TEXTS[language]
}
