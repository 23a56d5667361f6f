import { settingsFr } from './settings-fr.ts'
import type { RecipientPageTexts } from './texts.ts'

export const fr: RecipientPageTexts = {
  languageName: 'Français',
  locale: 'fr-FR',
  listAnd: ' et ',
  colon: '\u00A0: ',
  testMark: 'TEST\u00A0: cette page est un essai, aucune réponse n’est enregistrée.',
  skip: 'Aller au contenu',
  footer: {
    languages: 'Langue de la page',
    privacy: 'Vos données et vos droits',
    contact: (name) => `Une question\u00A0? ${name}`,
    postal: 'Adresse',
  },
  channel: { email: 'e-mail', sms: 'SMS' },
  ask: {
    title: (organisation) => `Voulez-vous que ${organisation} continue à vous écrire\u00A0?`,
    introOne:
      'Oui ou non, les deux réponses nous conviennent. Rien n’est enregistré avant que vous appuyiez sur un bouton.',
    introSeveral:
      'Cochez ce que vous voulez recevoir\u00A0; nous ne vous enverrons pas le reste. Rien n’est enregistré avant que vous appuyiez sur un bouton.',
    choiceLegend: 'Ce que nous pouvons vous envoyer',
    yesOne: 'Oui, continuez à m’écrire',
    noOne: 'Non, ne m’écrivez plus',
    yesSeveral: 'Oui à ce que j’ai coché',
    noSeveral: 'Non à tout',
    nothingTicked: 'Rien n’est coché. Cochez ce que vous voulez recevoir, ou choisissez «\u00A0Non à tout\u00A0».',
    changedMeanwhile:
      'Ce texte a changé depuis que vous avez ouvert la page. Rien n’est enregistré\u00A0: relisez-le, puis répondez.',
  },
  answered: {
    title: 'C’est noté, merci.',
    preview: 'Voici la page que verrait la personne. Rien n’a été enregistré.',
    granted: 'Vous recevrez',
    refused: 'Vous ne recevrez plus',
    refusedAll: 'Nous ne vous écrirons plus à ce sujet. C’est effectif dès maintenant.',
    recordedAt: (when) => `Enregistré le ${when}.`,
    changeTitle: 'Changer d’avis',
    change:
      'Ce choix n’est jamais définitif. Le lien de notre message reste valable, et votre dernière réponse l’emporte.',
    again: 'Revenir à la question',
    preferences: 'Choisir ce que je reçois',
  },
  terms: {
    title: 'Ce que vous acceptez, ou non',
    who: 'Qui vous écrit',
    whoText: (organisation, address) => `${organisation}, ${address}.`,
    purpose: 'Pourquoi',
    purposeText: (topics) => `Pour vous envoyer\u00A0: ${topics}.`,
    channel: 'Comment',
    channelText: (channels) => `Par ${channels}.`,
    frequency: 'À quel rythme',
    frequencyText: (per7Days, per30Days) =>
      `Au plus ${per7Days}\u00A0message${per7Days > 1 ? 's' : ''} sur 7\u00A0jours et ${per30Days} sur 30\u00A0jours, tous sujets confondus.`,
    retention: 'Combien de temps',
    retentionText: (years) =>
      years === undefined
        ? 'Jusqu’à ce que vous changiez d’avis.'
        : `Jusqu’à ce que vous changiez d’avis, et au plus ${years}\u00A0ans après votre dernier signe de vie (un clic, une réponse).`,
    sharing: 'Avec qui',
    sharingText:
      'Les prestataires qui acheminent nos messages reçoivent votre adresse pour cela seulement, sur nos instructions.',
    sharingSms:
      'Les prestataires qui acheminent nos messages reçoivent votre numéro pour cela seulement, sur nos instructions.',
    sharingBoth:
      'Les prestataires qui acheminent nos messages reçoivent votre adresse ou votre numéro pour cela seulement, sur nos instructions.',
    outsideEurope: 'Hors de l’Union européenne',
    outsideEuropeText: (dpo) =>
      `Si l’un d’eux traite vos données hors de l’Union européenne, c’est avec les garanties du RGPD\u00A0; ${dpo} vous dit lequel et lesquelles.`,
    withdraw: 'Pour arrêter',
    withdrawText:
      'Un clic sur «\u00A0Me désinscrire\u00A0» au bas de chaque message, sans compte ni mot de passe. C’est immédiat, et aussi simple que d’accepter.',
    withdrawSms:
      'Chaque SMS dit comment\u00A0: répondre STOP, ou suivre son lien de désinscription. C’est immédiat, et aussi simple que d’accepter.',
    withdrawBoth:
      'Par e-mail, un clic sur «\u00A0Me désinscrire\u00A0» au bas du message\u00A0; par SMS, répondre STOP, ou suivre le lien de désinscription, comme le dit chaque SMS. Sans compte ni mot de passe, c’est immédiat, et aussi simple que d’accepter.',
    proof: 'Ce que nous gardons de votre réponse',
    proofText: 'Votre choix, sa date et ce texte, pour pouvoir prouver que nous le respectons.',
    questions: 'Vos droits et vos questions',
    questionsText: (name, email) =>
      `Accès, rectification, effacement, limitation, opposition, portabilité\u00A0: ${name}, ${email}. Vous pouvez aussi saisir l’autorité de protection des données.`,
  },
  unsubscribe: {
    title: 'Vous désinscrire',
    ask: 'Nous ne vous écrirons plus sur',
    topic: 'Vous ne recevrez plus',
    everything: (organisation) => `Vous ne recevrez plus aucun e-mail d’information de ${organisation}.`,
    everythingSms: (organisation) => `Vous ne recevrez plus aucun SMS d’information de ${organisation}.`,
    nothingYet: 'Rien n’a encore changé\u00A0: il reste à appuyer sur le bouton.',
    button: 'Me désinscrire',
    doneTitle: 'Votre désinscription est faite.',
    done: 'C’est effectif dès maintenant. Vous ne recevrez plus',
    doneEverything: 'C’est effectif dès maintenant\u00A0: nous ne vous enverrons plus d’e-mail d’information.',
    doneEverythingSms: 'C’est effectif dès maintenant\u00A0: nous ne vous enverrons plus de SMS d’information.',
    doneEverythingBoth:
      'C’est effectif dès maintenant\u00A0: nous ne vous enverrons plus de message d’information, ni par e-mail, ni par SMS.',
    change: 'Un doute, ou seulement trop de messages\u00A0? Vous pouvez choisir sujet par sujet.',
  },
  preferences: {
    title: 'Ce que vous recevez',
    intro: (organisation) =>
      `Choisissez les e-mails que ${organisation} peut vous envoyer. Ce qui n’est pas coché ne part pas.`,
    introSms: (organisation) =>
      `Choisissez les SMS que ${organisation} peut vous envoyer. Ce qui n’est pas coché ne part pas.`,
    introBoth: (organisation) =>
      `Choisissez ce que ${organisation} peut vous envoyer, et par quel moyen. Ce qui n’est pas coché ne part pas.`,
    legend: 'Par e-mail',
    legendSms: 'Par SMS',
    legendBoth: 'Par e-mail ou par SMS',
    language: 'Langue de nos messages',
    save: 'Enregistrer',
    confirmNote:
      'Décocher agit tout de suite. Pour cocher un sujet, nous vous envoyons un e-mail à confirmer\u00A0: personne ne peut vous inscrire à votre place.',
    confirmNoteSms:
      'Décocher agit tout de suite. Pour cocher un sujet, nous vous envoyons un SMS à confirmer\u00A0: personne ne peut vous inscrire à votre place.',
    notSaved: 'Pas encore enregistré',
    undo: 'Annuler mes changements',
    willStop: 'S’arrêtera dès que vous enregistrez',
    willAsk: 'À confirmer par e-mail une fois enregistré',
    willAskSms: 'À confirmer par SMS une fois enregistré',
    stopTitle: 'Tout arrêter',
    stopText: (organisation) =>
      `${organisation} ne vous enverra plus aucun message d’information, ni par e-mail, ni par SMS.`,
    stop: 'Tout arrêter',
    stoppedTitle: 'Tout est arrêté.',
    stopped: (organisation) =>
      `${organisation} ne vous enverra plus de message d’information. C’est effectif dès maintenant.`,
    comeBack: 'Pour revenir un jour, cochez un sujet sur la page de vos choix et confirmez.',
    savedTitle: 'C’est enregistré.',
    saved: 'Vos choix sont à jour.',
    nothingChanged: 'Rien n’a changé\u00A0: vos choix étaient déjà ceux-là.',
    lowered: 'Arrêté dès maintenant',
    raised:
      'Nous vous avons envoyé un e-mail pour confirmer. Le lien est valable 15\u00A0minutes\u00A0; sans confirmation, rien ne change pour',
    raisedSms:
      'Nous vous avons envoyé un SMS pour confirmer. Son lien est valable 15\u00A0minutes\u00A0; sans confirmation, rien ne change pour',
    tooSoon: 'Un e-mail vous a déjà été envoyé. Attendez quelques minutes avant d’en demander un autre pour',
    tooSoonSms: 'Un SMS vous a déjà été envoyé. Attendez quelques minutes avant d’en demander un autre pour',
    noAddress: 'Nous n’avons pas d’adresse e-mail valable pour vous envoyer la confirmation de',
    languageSaved: 'Nous vous écrirons en français.',
    conflict:
      'Vos choix avaient changé entre-temps, sur une autre page ou par un autre lien. Rien n’a été modifié\u00A0: voici où vous en êtes.',
    stoppedBefore: 'Vous avez tout arrêté\u00A0: nous ne vous envoyons rien.',
  },
  settings: settingsFr,
  confirm: {
    title: 'Confirmer votre choix',
    text: 'Vous avez demandé à recevoir par e-mail',
    textAny: 'Vous avez demandé à recevoir',
    budget: (per7Days, per30Days) =>
      `Vous avez demandé à recevoir jusqu’à ${per7Days}\u00A0message${per7Days > 1 ? 's' : ''} sur 7\u00A0jours et ${per30Days} sur 30\u00A0jours, tous sujets confondus.`,
    budgetDone: (per7Days, per30Days) =>
      `Vous recevrez au plus ${per7Days}\u00A0message${per7Days > 1 ? 's' : ''} sur 7\u00A0jours et ${per30Days} sur 30\u00A0jours.`,
    button: 'Oui, je confirme',
    nothingYet: 'Ce n’est pas vous\u00A0? Fermez cette page\u00A0: rien ne changera.',
    doneTitle: 'C’est confirmé, merci.',
    done: 'Vous recevrez',
    outdated:
      'Vous avez changé vos choix après cette demande\u00A0; c’est votre dernier choix qui compte. Rien n’a été modifié.',
  },
  link: {
    title: {
      cut: 'Ce lien est incomplet',
      forged: 'Ce lien ne fonctionne pas',
      expired: 'Ce lien a expiré',
      used: 'Ce lien a déjà servi',
      gone: 'Ce lien ne mène plus à rien',
      ask: 'Recevoir un lien',
    },
    text: {
      cut: 'La fin du lien s’est perdue, souvent à cause d’un retour à la ligne dans le message. Rien n’a changé.',
      forged: 'Il a peut-être été mal recopié. Rien n’a changé.',
      expired: 'Pour votre sécurité, il n’était valable qu’un temps. Rien n’a changé.',
      used: 'Il ne pouvait servir qu’une fois. S’il s’agit bien de vous, c’est déjà fait.',
      gone: 'Nous n’avons plus de données à ce nom.',
      ask: 'Pour choisir ce que vous recevez, demandez un lien personnel.',
    },
    label: 'Votre adresse e-mail, ou votre numéro de mobile si nous vous écrivons par SMS',
    button: 'Recevoir un nouveau lien',
    sentTitle: 'Regardez vos messages',
    sent: 'Si nous connaissons cette adresse ou ce numéro, un lien vient d’y être envoyé. Il arrive en quelques minutes\u00A0; inutile de redemander.',
    badAddress: 'Cela ne semble pas complet. Exemples\u00A0: prenom@exemple.fr, 06\u00A012\u00A034\u00A056\u00A078',
  },
  wording: {
    title: 'Texte présenté',
    text: 'Voici, mot pour mot, un texte que nous avons présenté à des personnes avant qu’elles répondent.',
    firstShown: 'Première réponse le',
    hash: 'Empreinte SHA-256',
    unknown: 'Aucun texte ne porte cette empreinte.',
  },
  notFound: {
    title: 'Il n’y a rien à cette adresse',
    text: 'Le lien a peut-être été coupé. Reprenez-le depuis le message, ou demandez-en un nouveau.',
  },
  notAllowed: {
    title: 'Cette action n’est pas possible ici',
    text: 'Revenez à la page précédente et utilisez ses boutons.',
  },
  failed: {
    title: 'Quelque chose n’a pas marché de notre côté',
    text: 'Votre choix n’a peut-être pas été enregistré. Réessayez dans quelques minutes.',
  },
  privacy: {
    title: 'Vos données et vos droits',
    intro: (organisation) =>
      `Comment ${organisation} utilise vos coordonnées pour vous écrire, et ce que vous pouvez décider.`,
    controller: 'Responsable du traitement',
    dpo: 'Votre interlocuteur pour vos données',
    what: 'Ce que nous gardons',
    whatText:
      'Votre adresse e-mail, et si vous nous les avez donnés votre nom, votre numéro de téléphone, votre langue et votre pays\u00A0; d’où viennent ces données\u00A0; vos choix, avec leur date et le texte que vous aviez sous les yeux.',
    why: 'Pourquoi, et de quel droit',
    whyText:
      'Pour vous envoyer les messages que vous avez acceptés, et aucun autre. La base est votre consentement, que vous pouvez retirer à tout moment sans que cela remette en cause ce qui a été envoyé avant. Nous ne prenons aucune décision automatisée à votre sujet, et nos messages ne contiennent pas de pixel qui épie leur ouverture.',
    keep: 'Combien de temps',
    keepText: (years) =>
      `${years === undefined ? 'Jusqu’à ce que vous changiez d’avis.' : `Jusqu’à ce que vous changiez d’avis, et au plus ${years}\u00A0ans après votre dernier signe de vie.`} Si vous vous opposez à nos messages, nous ne gardons qu’une empreinte de votre adresse, pour ne plus jamais vous écrire.`,
    shared: 'Avec qui',
    rights: 'Vos droits',
    rightsText: 'À tout moment et sans frais, vous pouvez\u00A0:',
    rightsList: [
      'demander ce que nous savons de vous et en recevoir une copie\u00A0;',
      'faire corriger ce qui est faux\u00A0;',
      'faire effacer vos données\u00A0;',
      'en faire limiter l’usage, le temps d’une vérification\u00A0;',
      'vous opposer à nos messages, sans avoir à dire pourquoi\u00A0;',
      'emporter les données que vous nous avez confiées\u00A0;',
      'retirer votre accord, aussi simplement que vous l’avez donné.',
    ],
    rightsHow: (name, email) => `Écrivez à ${name}, ${email}. Nous répondons dans le mois.`,
    complain: 'Vous plaindre',
    complainText: (authority, site) =>
      `Si notre réponse ne vous convient pas, vous pouvez saisir ${authority} (${site}).`,
    complainAny:
      'Si notre réponse ne vous convient pas, vous pouvez saisir l’autorité de protection des données de votre pays.',
    pages: 'Ces pages',
    pagesText: 'Elles ne déposent aucun cookie, ne chargent rien d’ailleurs et fonctionnent sans JavaScript.',
  },
}
