import type { ImportPageTexts } from './en.ts'

const many = (count: number, one: string, several: string) =>
  `${count.toLocaleString('fr')} ${count < 2 ? one : several}`

export const fr: ImportPageTexts = {
  locale: 'fr-FR',
  number: (count) => count.toLocaleString('fr'),
  title: 'Importer des contacts',
  skip: 'Aller au contenu',
  steps: ['Fichiers', 'Lecture', 'Aperçu', 'Import'],
  stepsLabel: 'Étapes',
  stepDone: 'fait',
  whose:
    'Cette page n’est que pour vous : qui a son adresse peut agir en votre nom. Elle se ferme d’elle-même, avec les fichiers.',
  endsAt: (when) => `Elle fonctionne jusqu’au ${when}.`,

  drop: {
    title: 'Apportez vos fichiers',
    lead: 'Des exports CSV ou texte, de n’importe quel outil : l’encodage, le séparateur et le sens de chaque colonne sont détectés, et vous pouvez les corriger avant que rien ne soit écrit.',
    label: 'Fichiers à importer',
    zone: 'Déposez vos fichiers ici, ou choisissez-les',
    limits: 'Jusqu’à 20 fichiers de 2 Go chacun. Classeurs Excel : enregistrez-les d’abord au format « CSV UTF-8 ».',
    button: 'Envoyer ces fichiers',
    more: 'Ajouter des fichiers',
    once: 'Ce lien ne sert qu’une fois : le premier fichier l’utilise, et la page continue à une adresse à elle.',
    sending: (name, percent) => `${name} : ${percent} %`,
    waiting: (name) => `${name} : attend son tour`,
    sent: (name) => `${name} : reçu`,
    failed: (name) => `${name} : n’est pas arrivé ; vérifiez votre connexion et choisissez-le à nouveau.`,
    private:
      'Les fichiers restent sur le serveur d’Égard, ne sont montrés à personne d’autre, et sont supprimés dès que l’import est fini ou abandonné.',
  },

  files: {
    title: 'Comment chaque fichier est lu',
    lead: 'Regardez chaque fichier : le sens de ses colonnes, d’où viennent ses contacts, et ce qui permet de leur écrire.',
    size: (text) => text,
    columns: (known, all) => `${known} sur ${many(all, 'colonne reconnue', 'colonnes reconnues')}`,
    describe: 'Regarder et corriger',
    remove: 'Retirer',
    removeLabel: (name) => `Retirer ${name}`,
    describeLabel: (name) => `Regarder et corriger ${name}`,
    basis: 'Base',
    source: 'Source',
    suppression: 'Liste de suppression : ces adresses seront arrêtées, aucun contact n’est créé.',
    preview: 'Voir l’aperçu de l’import',
    previewNote: 'Rien n’est encore écrit : les fichiers sont essayés dans une copie.',
    cancel: 'Abandonner et supprimer les fichiers',
    notReady: 'Corrigez d’abord ce qui est signalé plus haut.',
  },

  warnings: {
    noStatus:
      'Aucune colonne ne dit qui s’est désabonné. Si l’outil le sait, exportez à nouveau le fichier avec sa colonne de statut : qui a dit non doit rester dehors.',
    recentSend: (when) =>
      `Des messages d’une campagne sont partis ${when} : des personnes sont peut-être encore en train de répondre ou de se désabonner. Un fichier exporté avant l’ignore : exportez-le à nouveau si possible, ou attendez deux jours.`,
  },

  file: {
    back: 'Retour aux fichiers',
    readTitle: 'Comment il est lu',
    encoding: 'Encodage',
    delimiter: 'Séparateur',
    detect: (found) => (found === undefined ? 'Détecter' : `Détecter (trouvé : ${found})`),
    delimiters: { semicolon: 'point-virgule ;', comma: 'virgule ,', tab: 'tabulation', pipe: 'barre |' },
    reread: 'Relire',
    sampleTitle: (rows) =>
      rows < 2 ? 'La première ligne, telle que lue' : `Les ${rows} premières lignes, telles que lues`,
    sampleHint:
      'Des accents abîmés ? Choisissez un autre encodage. Une colonne mal placée ? Un autre séparateur ou un autre sens.',
    line: 'Ligne',
    meaning: (title) => `Sens de « ${title} »`,
    untitled: (column) => `colonne ${column}`,
    custom: 'Un champ à vous, sous ce titre',
    fromTitle: 'd’après son titre',
    refused: 'Serait refusée :',
    tellTitle: 'Ce que vous en savez',
    source: 'Nom de la source',
    sourceHint:
      'D’où viennent ces contacts, comme on le dit chez vous : « Salon 2018 », « boutique ». Par défaut : le nom du fichier.',
    basis: 'Qu’est-ce qui permet d’écrire à ces personnes ?',
    reason: 'Pourquoi pouvez-vous le dire ?',
    reasonHint:
      'Comment les personnes sont arrivées dans ce fichier : formulaire, registre des visiteurs, commandes… Le référent vie privée le lit et le confirme avant que cela compte.',
    collected: 'Quand ont-ils été recueillis ?',
    collectedHint:
      'Une date, une année ou une période : 12/03/2019, 2018, 2018-2019. Laissez vide si les lignes ont leurs propres dates.',
    topics: 'Thèmes acceptés',
    topicsHint: 'Seulement pour un accord documenté dont les lignes ne le disent pas.',
    channels: 'Canaux acceptés',
    channelNames: { email: 'E-mail', sms: 'SMS' },
    country: 'Pays',
    countryHint: 'Pour les contacts sans pays, et les numéros sans indicatif : FR, BE…',
    language: 'Langue',
    languageHint: 'Pour les contacts sans langue.',
    noLanguage: 'Aucune',
    languages: { fr: 'Français', en: 'Anglais', nl: 'Néerlandais' },
    suppression: 'C’est une liste de suppression',
    suppressionHint:
      'On ne doit plus écrire à personne dans ce fichier : les adresses sont arrêtées, aucun contact n’est créé.',
    save: 'Enregistrer et revenir',
    cannot: 'Ce fichier ne peut pas encore être lu.',
  },

  bases: {
    documented: {
      name: 'Accord documenté',
      text: 'Vous pouvez montrer qui a dit oui, où et quand : origine et date ou période, thèmes et canaux.',
    },
    lawful: {
      name: 'Recueil licite, trace perdue',
      text: 'Recueilli dans les règles, mais la preuve s’est perdue. On peut redemander, une fois, aux personnes encore actives.',
    },
    customer: {
      name: 'Clients',
      text: 'Ils ont acheté chez vous : produits semblables seulement, avec la date d’achat.',
    },
    inquiry: {
      name: 'Demandes d’information',
      text: 'Ils vous ont demandé quelque chose ; le droit de leur écrire s’éteint vite.',
    },
    professional: {
      name: 'Contacts professionnels',
      text: 'On leur écrit pour leur fonction, et ils en ont été informés lors de la collecte.',
    },
    doubtful: {
      name: 'Douteuse',
      text: 'Vous avez des doutes sur la collecte : on n’écrit à personne, la suppression est proposée.',
    },
    unknown: { name: 'Inconnue', text: 'On ne sait rien : on n’écrit à personne tant que vous ne savez pas.' },
  },
  needsConfirmation: 'Le référent vie privée est invité à la confirmer dans Slack.',
  reasonMissing: 'Écrivez pourquoi cette base vaut : le référent vie privée en a besoin pour la confirmer.',

  preview: {
    title: 'Ce que ferait l’import',
    nothingYet: 'Rien n’est encore écrit.',
    running: 'Les fichiers sont à l’essai',
    runningText: 'Vous pouvez fermer cette page et revenir : le travail continue sans elle.',
    total: 'Tous les fichiers',
    verdicts: {
      new: 'nouvelles',
      merged: 'complétées',
      unchanged: 'inchangées',
      conflict: 'en conflit',
      refused: 'refusées',
    },
    verdictHints: {
      new: 'Des contacts que personne ne connaissait.',
      merged: 'Des contacts connus dont on apprend quelque chose.',
      unchanged: 'Des contacts connus, rien à ajouter.',
      conflict: 'Deux sources se contredisent ; une règle par champ décide.',
      refused: 'Pas importées ; le rapport dit pourquoi, ligne par ligne.',
    },
    rows: (count) => many(count, 'ligne', 'lignes'),
    sum: (parts, total) => `${parts} = ${total}`,
    file: 'Fichier',
    again: 'Déjà importé : rien ne change.',
    conflictsTitle: 'Là où les sources se contredisent',
    conflictsText:
      'Une règle par champ, pour toutes les lignes de tous les fichiers. Sans règle, la valeur la plus récente est retenue.',
    field: 'Champ',
    conflicting: 'Lignes',
    rule: 'Valeur retenue',
    rules: {
      newest: 'La plus récente',
      known: 'Pour toutes : garder ce qui est connu',
      'this-file': 'Pour toutes : prendre celle du fichier',
    },
    applyRules: 'Appliquer et refaire l’aperçu',
    refusedTitle: 'Lignes refusées',
    reason: 'Raison',
    report: 'Télécharger le rapport (CSV)',
    reportHint: 'La ligne, le verdict et la raison ; jamais le contenu de la ligne.',
    import: (rows) => `Importer ${rows}`,
    change: 'Revenir aux fichiers',
    attest:
      'Une fois l’import fait, le référent vie privée est invité dans Slack à confirmer les bases déclarées ; d’ici là, on n’écrit à personne sur leur foi.',
  },

  work: {
    title: 'Import en cours',
    cancelling: 'Arrêt après le lot en cours d’écriture…',
    share: (percent) => `${percent} %`,
    progress: (rows, percent) => `${rows}, ${percent} %`,
    waits: 'attend son tour',
    done: 'fait',
    doneBefore: 'déjà importé : rien ne change',
    reload: 'Recharger cette page',
    cancel: 'Arrêter l’import',
    cancelNote: 'Ce qui est écrit reste ; le reste n’est pas importé.',
    cancelPreview: 'Arrêter et corriger',
    resumed: 'Le travail a été interrompu, et a repris où il en était.',
    leave: 'Vous pouvez fermer cette page : une carte dans Slack suit l’import.',
  },

  done: {
    title: 'Import terminé',
    text: (rows) => `${rows} ont été traitées. Voici ce qu’elles sont devenues.`,
    next: 'La suite',
    attest:
      'Le référent vie privée est invité dans Slack à confirmer les bases déclarées. D’ici là, on n’écrit à personne sur leur foi.',
    segments:
      'Chaque source est maintenant un segment du même nom : utilisez-le dans une campagne avec /egard reoptin.',
    removed: 'Les fichiers sont supprimés du serveur.',
    failed: 'Certains fichiers n’ont pas été importés ; corrigez-les et demandez un nouveau lien avec /egard import.',
    cancelledTitle: 'Import arrêté',
    cancelledText: (rows) =>
      `${rows} ont été importées avant l’arrêt, et restent. Pour continuer où l’import s’est arrêté, demandez un nouveau lien avec /egard import et apportez les mêmes fichiers avec les mêmes choix.`,
    cancelledNothing:
      'Rien n’a été importé, et les fichiers sont supprimés. Pour recommencer, demandez un nouveau lien avec /egard import.',
    cancelledBasis:
      'La base d’un fichier inachevé n’est pas soumise au référent vie privée : on n’écrit à personne sur sa foi.',
  },

  link: {
    title: 'Ce lien ne fonctionne pas',
    'link-unusable':
      'Cette adresse n’est pas entière, ou n’est pas celle d’une page d’import. Copiez-la à nouveau depuis Slack, ou demandez-en une autre avec /egard import.',
    'link-expired':
      'Ce lien est fini : il fonctionne 15 minutes, et la page où il mène une journée. Demandez-en un autre avec /egard import.',
    'link-used':
      'Ce lien a servi : il ne fonctionne qu’une fois. Revenez à la page où il menait, ou demandez-en un autre avec /egard import.',
  },

  why: {
    'no-file': 'Aucun fichier n’est arrivé : choisissez-en au moins un.',
    'file-twice': 'Ce fichier est déjà là : ses octets sont ceux d’un autre.',
    'too-many-files': 'Il y a 20 fichiers : importez-les, puis demandez un autre lien.',
    'upload-busy': 'Les fichiers sont en plein travail : attendez, ou arrêtez-le d’abord.',
    'upload-over': 'Cet import est fini : demandez un nouveau lien avec /egard import.',
    'no-files': 'Apportez d’abord un fichier.',
    'not-now': 'Quelque chose a changé entre-temps : regardez à nouveau la page.',
    'not-ready': 'Un fichier n’est pas prêt : corrigez ce qui est signalé ci-dessous.',
    'too-big': 'Un fichier dépasse 2 Go : coupez-le en plusieurs fichiers.',
    'disk-full': 'Le serveur n’a plus de place pour ce fichier : prévenez la personne qui s’en occupe.',
    'not-received': 'Le fichier n’est pas arrivé entier : envoyez-le à nouveau.',
  },

  troubles: {
    'imported-elsewhere': 'Un autre processus importe ce fichier en ce moment : laissez-le finir, puis recommencez.',
    'not-here':
      'Le fichier n’est plus sur ce serveur : demandez un nouveau lien et apportez-le à nouveau ; ce qui est importé reste.',
    unexpected:
      'Quelque chose n’a pas marché chez nous ; ce qui est importé reste. Recommencez, ou prévenez la personne qui s’occupe du serveur.',
  },
}
