import type { SegmentOperator } from '#core/contacts/segment.ts'
import type { SegmentKind } from '#core/contacts/segment-fields.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'

const en = {
  title: 'Segments',
  builderTitle: { new: 'New segment', edit: 'Edit a segment', copy: 'Copy a segment' },
  intro:
    'A segment says who a campaign is for. It is counted again at each submission, and the people it keeps then are frozen with the campaign.',
  none: 'There is no segment of your own yet. “Everyone in the base” is always there.',
  everyone: 'Everyone in the base',
  counting: 'counting…',
  notCounted: 'too long to count here: open it to count it alone',
  people: (count: number) => `${number(count, 'en')} ${count === 1 ? 'person' : 'people'}`,
  used: (campaigns: string) => `Used by ${campaigns}.`,
  campaign: (id: number, state: string) => `campaign ${id} (${state})`,
  more: (count: number) => `and ${count} more`,
  buttons: {
    new: 'New segment',
    edit: 'Edit',
    copy: 'Copy',
    delete: 'Delete',
    previous: 'Previous page',
    next: 'Next page',
    add: 'Add a condition',
    count: 'Count again',
    remove: 'Remove',
  },
  editLabel: (name: string) => `Edit ${name}`,
  copyLabel: (name: string) => `Copy ${name}`,
  deleteLabel: (name: string) => `Delete ${name}`,
  removeLabel: (at: number) => `Remove condition ${at}`,
  confirmDelete: {
    title: 'Delete this segment?',
    text: 'Nobody is deleted: only the filter goes. No campaign that is not over uses it.',
    yes: 'Delete',
    no: 'Back',
  },
  saved: (name: string) => `Saved: *${name}*.`,
  deleted: (name: string) => `Deleted: *${name}*.`,
  name: 'Name',
  nameHint: 'For you and your colleagues. Recipients never see it.',
  how: 'Who is in it',
  all: 'People who fit every condition',
  any: 'People who fit at least one condition',
  field: 'Choose what it is about',
  operator: 'How it compares',
  custom: 'A field of your own',
  customName: (at: number) => `${at}. Name of the field`,
  customHint: 'As in the column header of your file.',
  value: (at: number, field: string, operator: string) => `${at}. ${field} · ${operator}`,
  choose: 'Choose',
  linesHint: 'One per line.',
  wordHint: 'Press Enter to count.',
  yes: 'yes',
  no: 'no',
  often: 'Often used',
  groups: {
    person: 'The person',
    where: 'Where',
    work: 'Work',
    acts: 'Acts and dates',
    origin: 'Where the data came from',
    consents: 'Consents',
  },
  by: { email: 'e-mail', sms: 'SMS' },
  consent: (topic: string, by: string) => `Consent: ${topic} by ${by}`,
  kept: 'Kept as it is',
  keptWhy:
    'This part was made on the command line: conditions inside conditions, or too many for this window. It stays as it is or is removed as a whole; here it cannot be edited condition by condition.',
  inWords: 'In words',
  incomplete: 'The count comes once every condition has its value.',
  count: (kept: number, all: number) =>
    `*${number(kept, 'en')}* ${kept === 1 ? 'person' : 'people'} of ${number(all, 'en')}`,
  tooLong: 'This count takes too long to show here. Saving does not wait for it.',
  frozen: (campaigns: string) =>
    `${campaigns}: the people were frozen at submission. What you change here counts for later submissions only.`,
  drafts: (campaigns: string) => `${campaigns}: the draft takes this segment as it stands when it is submitted.`,
  most: (count: number) => `At most ${count} conditions: remove one, or make a second segment.`,
  needsCondition: 'Add at least one condition: without any, it is everyone in the base.',
  chooseField: 'Choose what this condition is about, or remove it.',
  refusals: {
    'segment-name': 'Give it a name of 1 to 75 characters other than “everyone”.',
    'segment-exists': 'There is a segment of this name already: choose another name.',
    'segment-changed': 'Somebody changed or deleted this segment meanwhile: open it again and repeat your change.',
    'unknown-segment': 'This segment does not exist any more: close and open the list again.',
    'segment-used': 'A campaign that is not over uses it: choose another segment there first, then delete this one.',
  } as Readonly<Record<string, string>>,
}

export type SegmentTexts = typeof en

const s = (count: number) => (count > 1 ? 's' : '')

const fr: SegmentTexts = {
  title: 'Segments',
  builderTitle: { new: 'Nouveau segment', edit: 'Modifier un segment', copy: 'Copier un segment' },
  intro:
    'Un segment dit à qui s’adresse une campagne. Il est recompté à chaque soumission, et les personnes qu’il retient alors sont figées avec la campagne.',
  none: 'Vous n’avez pas encore de segment. «\u00A0Toute la base\u00A0» est toujours là.',
  everyone: 'Toute la base',
  counting: 'compte en cours…',
  notCounted: 'trop long à compter ici\u00A0: ouvrez-le pour le compter seul',
  people: (count) => `${number(count, 'fr')} personne${s(count)}`,
  used: (campaigns) => `Utilisé par ${campaigns}.`,
  campaign: (id, state) => `la campagne ${id} (${state})`,
  more: (count) => `et ${count} de plus`,
  buttons: {
    new: 'Nouveau segment',
    edit: 'Modifier',
    copy: 'Copier',
    delete: 'Supprimer',
    previous: 'Page précédente',
    next: 'Page suivante',
    add: 'Ajouter une condition',
    count: 'Recompter',
    remove: 'Retirer',
  },
  editLabel: (name) => `Modifier ${name}`,
  copyLabel: (name) => `Copier ${name}`,
  deleteLabel: (name) => `Supprimer ${name}`,
  removeLabel: (at) => `Retirer la condition ${at}`,
  confirmDelete: {
    title: 'Supprimer ce segment\u00A0?',
    text: 'Personne n’est supprimé\u00A0: seul le filtre disparaît. Aucune campagne encore ouverte ne l’utilise.',
    yes: 'Supprimer',
    no: 'Retour',
  },
  saved: (name) => `Enregistré\u00A0: *${name}*.`,
  deleted: (name) => `Supprimé\u00A0: *${name}*.`,
  name: 'Nom',
  nameHint: 'Pour vous et vos collègues. Les destinataires ne le voient jamais.',
  how: 'Qui en fait partie',
  all: 'Les personnes qui remplissent toutes les conditions',
  any: 'Les personnes qui remplissent au moins une condition',
  field: 'Choisissez de quoi il s’agit',
  operator: 'Comparaison',
  custom: 'Un champ à vous',
  customName: (at) => `${at}. Nom du champ`,
  customHint: 'Comme dans l’en-tête de colonne de votre fichier.',
  value: (at, field, operator) => `${at}. ${field} · ${operator}`,
  choose: 'Choisissez',
  linesHint: 'Une valeur par ligne.',
  wordHint: 'Appuyez sur Entrée pour compter.',
  yes: 'oui',
  no: 'non',
  often: 'Souvent choisis',
  groups: {
    person: 'La personne',
    where: 'Où',
    work: 'Métier',
    acts: 'Activité et dates',
    origin: 'D’où viennent les données',
    consents: 'Consentements',
  },
  by: { email: 'e-mail', sms: 'SMS' },
  consent: (topic, by) => `Consentement\u00A0: ${topic} par ${by}`,
  kept: 'Gardé tel quel',
  keptWhy:
    'Cette partie a été faite en ligne de commande\u00A0: des conditions dans des conditions, ou trop pour cette fenêtre. Elle reste telle quelle ou se retire d’un bloc\u00A0; ici, elle ne se modifie pas condition par condition.',
  inWords: 'En toutes lettres',
  incomplete: 'Le compte vient dès que chaque condition a sa valeur.',
  count: (kept, all) => `*${number(kept, 'fr')}* personne${s(kept)} sur ${number(all, 'fr')}`,
  tooLong: 'Ce compte est trop long pour être montré ici. L’enregistrement ne l’attend pas.',
  frozen: (campaigns) =>
    `${campaigns}\u00A0: les personnes sont figées depuis la soumission. Ce que vous changez ici ne vaut que pour les soumissions suivantes.`,
  drafts: (campaigns) => `${campaigns}\u00A0: le brouillon prendra ce segment tel qu’il sera à la soumission.`,
  most: (count) => `${count} conditions au plus\u00A0: retirez-en une, ou faites un deuxième segment.`,
  needsCondition: 'Ajoutez au moins une condition\u00A0: sans elle, c’est toute la base.',
  chooseField: 'Choisissez de quoi parle cette condition, ou retirez-la.',
  refusals: {
    'segment-name': 'Donnez-lui un nom de 1 à 75 caractères, autre que «\u00A0everyone\u00A0».',
    'segment-exists': 'Un segment porte déjà ce nom\u00A0: choisissez-en un autre.',
    'segment-changed':
      'Quelqu’un a changé ou supprimé ce segment entre-temps\u00A0: rouvrez-le et refaites votre modification.',
    'unknown-segment': 'Ce segment n’existe plus\u00A0: fermez et rouvrez la liste.',
    'segment-used':
      'Une campagne encore ouverte l’utilise\u00A0: choisissez-y d’abord un autre segment, puis supprimez celui-ci.',
  },
}

const TEXTS: Readonly<Record<StaffLanguage, SegmentTexts>> = { fr, en }

export function segmentTexts(language: StaffLanguage): SegmentTexts {
  return TEXTS[language]
}

const OPERATORS: Readonly<Record<StaffLanguage, Readonly<Record<SegmentOperator, string>>>> = {
  fr: {
    is: 'est',
    isNot: 'n’est pas (inconnu compris)',
    in: 'est l’une de ces valeurs',
    contains: 'contient',
    before: 'avant le',
    after: 'à partir du',
    exists: 'a une valeur',
    missing: 'n’a pas de valeur',
  },
  en: {
    is: 'is',
    isNot: 'is not (unknown included)',
    in: 'is one of these',
    contains: 'contains',
    before: 'before',
    after: 'on or after',
    exists: 'has a value',
    missing: 'has no value',
  },
}

const OF_SEVERAL: Readonly<Record<StaffLanguage, Partial<Record<SegmentOperator, string>>>> = {
  fr: {
    is: 'comptent',
    isNot: 'ne comptent pas',
    contains: 'comptent',
    in: 'comptent l’une de celles-ci',
    exists: 'il y en a',
    missing: 'il n’y en a pas',
  },
  en: {
    is: 'include',
    isNot: 'do not include',
    contains: 'include',
    in: 'include one of these',
    exists: 'there are some',
    missing: 'there are none',
  },
}

/** What a menu of comparisons says for fields of this kind. */
export function operatorText(kind: SegmentKind, operator: SegmentOperator, language: StaffLanguage): string {
  const several = kind === 'tags' || kind === 'source' ? OF_SEVERAL[language][operator] : undefined
  return several ?? OPERATORS[language][operator]
}

function number(value: number, language: StaffLanguage): string {
  return value.toLocaleString(language)
}
