import type { DeletionBucket, KeptReason } from '#core/contacts/clean-up.ts'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { TIMING } from '#core/parameters/timing.ts'

type Numbered = (count: number) => string

export interface CleanUpTexts {
  title: string
  /** Under the modal's title. */
  intro: string
  nobody: string
  open: (id: number) => string
  buckets: Record<DeletionBucket, string>
  bucketLine: (name: string, count: number) => string
  option: (name: string, count: number) => string
  reasonLine: (reason: string, count: number) => string
  waitingTitle: (count: number) => string
  kept: Record<KeptReason, string>
  keptLine: (reason: string, count: number) => string
  choose: string
  why: string
  whyHint: string
  submit: string
  proposed: string
  last: (id: number, state: string, deleted: number) => string
  report: string
  reportLabel: (id: number) => string
  file: (url: string) => string
  states: Record<'freezing' | 'proposed' | 'confirmed' | 'running' | 'done' | 'refused' | 'cancelled', string>
  card: {
    header: (id: number) => string
    text: (id: number, state: string) => string
    /** Of a list that may still be deleted, and of one that is over. */
    counts: (listed: number, judged: number) => string
    counted: (listed: number, judged: number) => string
    what: string
    confirm: string
    refuse: string
    cancel: string
    ask: { title: Numbered; text: string; yes: string; no: string }
    askRefuse: { title: string; text: string; yes: string; no: string }
    askCancel: { title: string; text: string; yes: string; no: string }
    history: {
      proposed: (who: string, when: string) => string
      confirmed: (who: string, when: string) => string
      refused: (who: string, when: string) => string
      cancelled: (who: string, when: string) => string
      done: (when: string) => string
      'list-changed': string
      nobody: string
    }
    starts: (when: string) => string
    progress: (deleted: number, kept: number, left: number) => string
    sums: (deleted: number, kept: number, left: number) => string
    reportHow: string
  }
  done: {
    confirmed: (when: string) => string
    refused: string
    cancelled: Numbered
  }
  refusals: Record<string, string>
}

const plural = (count: number) => (count > 1 ? 's' : '')

const fr: CleanUpTexts = {
  title: 'Nettoyer la base',
  intro: `Les personnes que la règle propose de supprimer, à cet instant. Rien ne part d’ici\u00A0: une deuxième personne confirme, puis vous avez encore ${TIMING.cleanUpHours}\u00A0heures pour annuler.`,
  nobody: 'Il n’y a personne à supprimer maintenant.',
  open: (id) =>
    `Le nettoyage ${id} n’est pas terminé\u00A0: sa carte est dans le canal des approbations. Il n’y en a qu’un à la fois.`,
  buckets: {
    minor: 'Mineurs sans accord d’un parent ou responsable',
    expired: 'Permission arrivée à son terme',
    doubtful: 'Origine douteuse ou inconnue',
    inactive: `Sans réaction depuis ${TIMING.inactiveMonths}\u00A0mois`,
  },
  bucketLine: (name, count) => `*${name}*\u00A0: ${number(count, 'fr')}`,
  option: (name, count) => `${name} (${number(count, 'fr')})`,
  reasonLine: (reason, count) => `• ${number(count, 'fr')} · ${reason}`,
  waitingTitle: (count) =>
    `*Laissé${plural(count)} de côté*\u00A0: ${number(count, 'fr')}. La règle les propose, mais quelque chose a encore besoin de leur fiche.`,
  kept: {
    'acted-since': 'ont agi depuis la proposition',
    'facts-changed': 'la règle ne les propose plus pour cette raison',
    'open-basis': 'l’origine de leur liste attend la confirmation du référent vie privée',
    'open-change': 'un message qu’ils ont demandé, ou un choix à confirmer, est en cours',
    'open-campaign': 'une campagne qui n’est pas terminée les compte',
    'open-message': 'un message est en route, retenu ou en doute',
    gone: 'n’étaient déjà plus dans la base',
  },
  keptLine: (reason, count) => `• ${number(count, 'fr')} · ${reason}`,
  choose: 'Qui supprimer',
  why: 'Pourquoi maintenant\u00A0?',
  whyHint: 'La personne qui confirme le lit en premier, et la carte le garde. Pas de noms.',
  submit: 'Proposer',
  proposed:
    'C’est noté. La liste est figée, puis une carte paraît dans le canal des approbations\u00A0: une autre personne la confirme là-bas. Rien n’est supprimé d’ici là.',
  last: (id, state, deleted) =>
    `Nettoyage ${id}, ${state}\u00A0: ${number(deleted, 'fr')} contact${plural(deleted)} supprimé${plural(deleted)}.`,
  report: 'Rapport',
  reportLabel: (id) => `Télécharger le rapport du nettoyage ${id}`,
  file: (url) => `<${url}|Télécharger le rapport>. Le lien marche une seule fois, pendant 10\u00A0minutes.`,
  states: {
    freezing: 'liste en préparation',
    proposed: 'attend une confirmation',
    confirmed: 'confirmé, pas encore commencé',
    running: 'en cours',
    done: 'terminé',
    refused: 'refusé',
    cancelled: 'annulé',
  },
  card: {
    header: (id) => `Nettoyage ${id}`,
    text: (id, state) => `Nettoyage ${id}\u00A0: ${state}`,
    counts: (listed, judged) =>
      `*${number(listed, 'fr')} contact${plural(listed)} à supprimer*, sur ${number(judged, 'fr')} examiné${plural(judged)}`,
    counted: (listed, judged) =>
      `*${number(listed, 'fr')} contact${plural(listed)} sur la liste*, sur ${number(judged, 'fr')} examiné${plural(judged)}`,
    what: 'Supprimer enlève le nom, les adresses, l’origine, les accords et leurs preuves. Les refus et les arrêts restent, sous forme d’empreinte\u00A0: ces adresses ne seront pas sollicitées si une liste les ramène.',
    confirm: 'Confirmer',
    refuse: 'Refuser',
    cancel: 'Annuler le nettoyage',
    ask: {
      title: (count) => `Supprimer ${number(count, 'fr')} contact${plural(count)}\u00A0?`,
      text: `La suppression commence dans ${TIMING.cleanUpHours}\u00A0heures. Chacun est examiné de nouveau à cet instant. Jusque-là, l’équipe peut tout annuler\u00A0; ensuite, ce qui est supprimé l’est pour de bon.`,
      yes: 'Confirmer',
      no: 'Retour',
    },
    askRefuse: {
      title: 'Refuser ce nettoyage\u00A0?',
      text: 'Personne n’est supprimé. Un autre nettoyage peut être proposé ensuite.',
      yes: 'Refuser',
      no: 'Retour',
    },
    askCancel: {
      title: 'Annuler ce nettoyage\u00A0?',
      text: 'Ceux qui ne sont pas encore supprimés restent dans la base.',
      yes: 'Annuler le nettoyage',
      no: 'Retour',
    },
    history: {
      proposed: (who, when) => `Proposé par ${who}, ${when}`,
      confirmed: (who, when) => `Confirmé par ${who}, ${when}`,
      refused: (who, when) => `Refusé par ${who}, ${when}\u00A0: personne n’est supprimé.`,
      cancelled: (who, when) => `Annulé par ${who}, ${when}`,
      done: (when) => `Terminé ${when}`,
      'list-changed':
        'Arrêté\u00A0: la liste enregistrée n’est plus celle qui a été confirmée. Personne n’a été supprimé\u00A0; prévenez qui tient le serveur.',
      nobody: 'La règle ne proposait personne dans les catégories choisies.',
    },
    starts: (when) => `*La suppression commence ${when}.* D’ici là, l’équipe peut l’annuler.`,
    progress: (deleted, kept, left) =>
      `*En cours*\u00A0: ${number(deleted, 'fr')} supprimé${plural(deleted)}, ${number(kept, 'fr')} gardé${plural(kept)}, ${number(left, 'fr')} à venir`,
    sums: (deleted, kept, left) =>
      `*Résultat*\u00A0: ${number(deleted, 'fr')} supprimé${plural(deleted)}, ${number(kept, 'fr')} gardé${plural(kept)}${left > 0 ? `, ${number(left, 'fr')} laissé${plural(left)} en place` : ''}`,
    reportHow: 'Le rapport, contact par contact, se télécharge avec `/egard nettoyer`.',
  },
  done: {
    confirmed: (when) => `C’est confirmé. La suppression commence ${when}\u00A0; d’ici là, la carte permet d’annuler.`,
    refused: 'C’est refusé\u00A0: personne n’est supprimé.',
    cancelled: (deleted) =>
      deleted === 0
        ? 'C’est annulé\u00A0: personne n’a été supprimé.'
        : `C’est annulé. ${number(deleted, 'fr')} contact${plural(deleted)} étai${deleted > 1 ? 'en' : ''}t déjà supprimé${plural(deleted)}\u00A0; les autres restent.`,
  },
  refusals: {
    'unknown-clean-up': 'Ce nettoyage n’existe pas.',
    'not-possible-now': 'Ce nettoyage n’en est plus là\u00A0: sa carte montre où il en est.',
    'clean-up-changed': 'La liste n’est plus celle de cette carte\u00A0: relisez la carte à jour.',
    'own-clean-up': 'Vous l’avez proposé\u00A0: une autre personne doit le confirmer.',
    'clean-up-open': 'Un autre nettoyage n’est pas terminé\u00A0: sa carte est dans le canal des approbations.',
    'nothing-chosen': 'Cochez au moins une catégorie.',
    'why-missing': 'Dites en une phrase pourquoi.',
    'nothing-to-report': 'Ce nettoyage n’a pas de rapport\u00A0: sa liste n’a jamais été figée.',
  },
}

const en: CleanUpTexts = {
  title: 'Clean up the base',
  intro: `The people the rule proposes to delete, as of now. Nothing goes from here: a second person confirms, and then there are still ${TIMING.cleanUpHours} hours to cancel.`,
  nobody: 'There is nobody to delete now.',
  open: (id) => `Clean-up ${id} is not over: its card is in the approvals channel. There is one at a time.`,
  buckets: {
    minor: 'Minors without a guardian’s consent',
    expired: 'Permission that has ended',
    doubtful: 'Doubtful or unknown origin',
    inactive: `No reaction for ${TIMING.inactiveMonths} months`,
  },
  bucketLine: (name, count) => `*${name}*: ${number(count, 'en')}`,
  option: (name, count) => `${name} (${number(count, 'en')})`,
  reasonLine: (reason, count) => `• ${number(count, 'en')} · ${reason}`,
  waitingTitle: (count) =>
    `*Left aside*: ${number(count, 'en')}. The rule proposes them, but something still needs their record.`,
  kept: {
    'acted-since': 'have acted since the proposal',
    'facts-changed': 'the rule no longer proposes them for that reason',
    'open-basis': 'where their list comes from waits for the privacy lead’s word',
    'open-change': 'a message they asked for, or a choice to confirm, is under way',
    'open-campaign': 'a campaign that is not over counts them',
    'open-message': 'a message is on its way, held or in doubt',
    gone: 'were no longer in the base',
  },
  keptLine: (reason, count) => `• ${number(count, 'en')} · ${reason}`,
  choose: 'Who to delete',
  why: 'Why now?',
  whyHint: 'Whoever confirms reads it first, and the card keeps it. No names.',
  submit: 'Propose',
  proposed:
    'Noted. The list is frozen, then a card appears in the approvals channel: another person confirms it there. Nothing is deleted before that.',
  last: (id, state, deleted) => `Clean-up ${id}, ${state}: ${number(deleted, 'en')} contact${plural(deleted)} deleted.`,
  report: 'Report',
  reportLabel: (id) => `Download the report of clean-up ${id}`,
  file: (url) => `<${url}|Download the report>. The link works once, for 10 minutes.`,
  states: {
    freezing: 'its list is being written',
    proposed: 'waits for confirmation',
    confirmed: 'confirmed, not begun yet',
    running: 'under way',
    done: 'done',
    refused: 'refused',
    cancelled: 'cancelled',
  },
  card: {
    header: (id) => `Clean-up ${id}`,
    text: (id, state) => `Clean-up ${id}: ${state}`,
    counts: (listed, judged) =>
      `*${number(listed, 'en')} contact${listed === 1 ? '' : 's'} to delete*, of ${number(judged, 'en')} looked at`,
    counted: (listed, judged) =>
      `*${number(listed, 'en')} contact${listed === 1 ? '' : 's'} on the list*, of ${number(judged, 'en')} looked at`,
    what: 'Deleting removes name, addresses, origin, consents and their proof. Refusals and opt-outs stay, as a fingerprint: these addresses will not be asked should a list bring them back.',
    confirm: 'Confirm',
    refuse: 'Refuse',
    cancel: 'Cancel the clean-up',
    ask: {
      title: (count) => `Delete ${number(count, 'en')} contact${count === 1 ? '' : 's'}?`,
      text: `Deletion begins in ${TIMING.cleanUpHours} hours, and everyone is looked at again at that instant. Until then staff can cancel all of it; after that, what is deleted is gone for good.`,
      yes: 'Confirm',
      no: 'Back',
    },
    askRefuse: {
      title: 'Refuse this clean-up?',
      text: 'Nobody is deleted. Another clean-up can be proposed afterwards.',
      yes: 'Refuse',
      no: 'Back',
    },
    askCancel: {
      title: 'Cancel this clean-up?',
      text: 'Whoever is not deleted yet stays in the base.',
      yes: 'Cancel the clean-up',
      no: 'Back',
    },
    history: {
      proposed: (who, when) => `Proposed by ${who}, ${when}`,
      confirmed: (who, when) => `Confirmed by ${who}, ${when}`,
      refused: (who, when) => `Refused by ${who}, ${when}: nobody is deleted.`,
      cancelled: (who, when) => `Cancelled by ${who}, ${when}`,
      done: (when) => `Done ${when}`,
      'list-changed':
        'Stopped: the stored list is no longer the one that was confirmed. Nobody was deleted; tell whoever runs the server.',
      nobody: 'The rule proposed nobody of the chosen kinds.',
    },
    starts: (when) => `*Deletion begins ${when}.* Until then staff can cancel it.`,
    progress: (deleted, kept, left) =>
      `*Under way*: ${number(deleted, 'en')} deleted, ${number(kept, 'en')} kept, ${number(left, 'en')} to go`,
    sums: (deleted, kept, left) =>
      `*Result*: ${number(deleted, 'en')} deleted, ${number(kept, 'en')} kept${left > 0 ? `, ${number(left, 'en')} left in place` : ''}`,
    reportHow: 'The report, contact by contact, downloads from `/egard cleanup`.',
  },
  done: {
    confirmed: (when) => `Confirmed. Deletion begins ${when}; until then the card can cancel it.`,
    refused: 'Refused: nobody is deleted.',
    cancelled: (deleted) =>
      deleted === 0
        ? 'Cancelled: nobody was deleted.'
        : `Cancelled. ${number(deleted, 'en')} contact${deleted === 1 ? ' was' : 's were'} deleted already; the others stay.`,
  },
  refusals: {
    'unknown-clean-up': 'There is no such clean-up.',
    'not-possible-now': 'This clean-up is past that: its card shows where it is.',
    'clean-up-changed': 'The list is no longer the one on this card: read the current card.',
    'own-clean-up': 'You proposed it: another person must confirm it.',
    'clean-up-open': 'Another clean-up is not over: its card is in the approvals channel.',
    'nothing-chosen': 'Tick at least one kind.',
    'why-missing': 'Say why in a sentence.',
    'nothing-to-report': 'This clean-up has no report: its list was never frozen.',
  },
}

/** What staff read of deletions in Slack. */
export const CLEAN_UP_TEXTS: Readonly<Record<StaffLanguage, CleanUpTexts>> = { fr, en }

function number(count: number, language: StaffLanguage): string {
  return count.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB')
}
