import type { StaffLanguage } from '#core/messages/finding-texts.ts'

const rows = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`
const lignes = (count: number) => `${count.toLocaleString('fr')} ${count < 2 ? 'ligne' : 'lignes'}`

const en = {
  link: {
    text: 'Your page to import contacts is ready. It works *once, for 15 minutes*, and is yours alone: do not pass it on. Files never go through Slack.',
    fallback: 'Your page to import contacts is ready.',
    open: 'Open the import page',
    until: (when: string) => `The link works until ${when}.`,
  },
  card: {
    title: (number: number) => `Import ${number}`,
    fallback: (number: number, state: string) => `Import ${number}: ${state}`,
    states: {
      importing: 'under way',
      cancelling: 'stopping',
      done: 'done',
      cancelled: 'stopped',
    },
    by: (who: string, files: number) => `${files} ${files === 1 ? 'file' : 'files'}, started by ${who}.`,
    progress: (percent: number, count: number) => `${percent} % · ${rows(count)} done`,
    bar: (full: number, all: number) => `${'▰'.repeat(full)}${'▱'.repeat(all - full)}`,
    resumed: 'It was interrupted, and went on where it was.',
    verdicts: { new: 'new', merged: 'completed', unchanged: 'unchanged', conflict: 'in conflict', refused: 'refused' },
    sum: (parts: string, count: number) => `${parts} = ${rows(count)}`,
    failed: (files: number) => `${files === 1 ? '1 file was' : `${files} files were`} not imported: the page says why.`,
    again: (files: number) =>
      `${files === 1 ? '1 file was' : `${files} files were`} imported before: nothing changed there.`,
    done: (when: string) => `Done ${when}.`,
    cancelled: (who: string, when: string) => `Stopped by ${who} ${when}; what was committed stays.`,
    cancelling: (who: string) => `${who} stops it after the batch that is being written.`,
    cancel: 'Stop the import',
    cancelLabel: (number: number) => `Stop import ${number}`,
    ask: {
      title: 'Stop this import?',
      text: 'What is committed stays, the rest is left out. The same files with the same choices go on where it stopped.',
      yes: 'Stop it',
      no: 'Let it run',
    },
  },
  notNow: 'This import does not run any more: there is nothing to stop.',
  cancelled: (number: number) => `Import ${number} stops after the batch that is being written.`,
}

export type ImportTexts = typeof en

const fr: ImportTexts = {
  link: {
    text: 'Votre page pour importer des contacts est prête. Elle ne sert *qu’une fois, pendant 15 minutes*, et n’est que pour vous\u00A0: ne la transmettez pas. Les fichiers ne passent jamais par Slack.',
    fallback: 'Votre page pour importer des contacts est prête.',
    open: 'Ouvrir la page d’import',
    until: (when) => `Le lien fonctionne jusqu’à ${when}.`,
  },
  card: {
    title: (number) => `Import ${number}`,
    fallback: (number, state) => `Import ${number}\u00A0: ${state}`,
    states: {
      importing: 'en cours',
      cancelling: 'en cours d’arrêt',
      done: 'terminé',
      cancelled: 'arrêté',
    },
    by: (who, files) => `${files} ${files < 2 ? 'fichier' : 'fichiers'}, lancé par ${who}.`,
    progress: (percent, count) => `${percent}\u00A0% · ${lignes(count)}`,
    bar: (full, all) => `${'▰'.repeat(full)}${'▱'.repeat(all - full)}`,
    resumed: 'Il a été interrompu, et a repris où il en était.',
    verdicts: {
      new: 'nouvelles',
      merged: 'complétées',
      unchanged: 'inchangées',
      conflict: 'en conflit',
      refused: 'refusées',
    },
    sum: (parts, count) => `${parts} = ${lignes(count)}`,
    failed: (files) =>
      `${files < 2 ? '1 fichier n’a pas été importé' : `${files} fichiers n’ont pas été importés`}\u00A0: la page dit pourquoi.`,
    again: (files) =>
      `${files < 2 ? '1 fichier avait déjà été importé' : `${files} fichiers avaient déjà été importés`}\u00A0: rien n’y change.`,
    done: (when) => `Terminé ${when}.`,
    cancelled: (who, when) => `Arrêté par ${who} ${when}\u00A0; ce qui était écrit reste.`,
    cancelling: (who) => `${who} l’arrête après le lot en cours d’écriture.`,
    cancel: 'Arrêter l’import',
    cancelLabel: (number) => `Arrêter l’import ${number}`,
    ask: {
      title: 'Arrêter cet import\u00A0?',
      text: 'Ce qui est écrit reste, le reste n’est pas importé. Les mêmes fichiers avec les mêmes choix continuent où il s’est arrêté.',
      yes: 'Arrêter',
      no: 'Laisser faire',
    },
  },
  notNow: 'Cet import ne tourne plus\u00A0: il n’y a rien à arrêter.',
  cancelled: (number) => `L’import ${number} s’arrête après le lot en cours d’écriture.`,
}

const TEXTS: Readonly<Record<StaffLanguage, ImportTexts>> = { fr, en }

export function importTexts(language: StaffLanguage): ImportTexts {
  return TEXTS[language]
}
