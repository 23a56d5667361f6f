import type { StaffLanguage } from '#core/messages/finding-texts.ts'

/** One step of the first story. `who` is the name of the person it is done as. */
export interface StoryStepTexts {
  title: string
  /** Whose part it is, under the title. */
  as: (who: string) => string
  /** What to do; a word between grave accents is typed as it stands. */
  text: (who: string) => string
  /** What leads there. */
  go: string
}

export interface SandboxTexts {
  page: {
    title: string
    description: string
    noScript: string
    name: string
    lead: string
    /** Where some of them are real: only the stand-ins are named. */
    someReal: (standIns: readonly ('slack' | 'mail' | 'sms')[]) => string
    otherLanguage: { label: string; hint: string }
    reconnecting: string
  }
  tabs: { story: string; slack: string; messages: string; clock: string; label: string }
  people: {
    title: string
    lead: string
    roles: Record<'staff' | 'approver' | 'privacy' | 'dpo' | 'oncall', string>
    kinds: Record<'guest' | 'stranger', string>
    noRole: string
    speaks: string
    slackSpeaks: (name: string) => string
    languages: Record<StaffLanguage, string>
    nowActing: (name: string) => string
  }
  story: {
    title: string
    progress: (done: number) => string
    done: string
    next: string
    lists: string
    /** Five make the first story; the sixth is the same by SMS. */
    steps: readonly [StoryStepTexts, StoryStepTexts, StoryStepTexts, StoryStepTexts, StoryStepTexts, StoryStepTexts]
    /** What step five is made of. */
    parts: { read: string; answer: string; wait: string }
    /** Messages that wait: nothing leaves at night. */
    waiting: (count: number) => string
    /** After a new start the stand-ins remember nothing, the database everything. */
    forgotten: string
    over: string
    overText: string
    closedText: string
  }
  slack: { label: string; real: string }
  messages: { label: string; mail: string; sms: string }
  mail: {
    title: string
    real: string
    empty: string
    filter: string
    filterHint: string
    noMatch: (filter: string) => string
    count: (count: number) => string
    shown: (shown: number, count: number) => string
    noSubject: string
    arrived: (count: number) => string
    more: string
  }
  reader: {
    close: string
    newer: string
    older: string
    from: string
    to: string
    received: string
    as: string
    html: string
    text: string
    raw: string
    width: string
    desktop: string
    phone: string
    scheme: string
    light: string
    dark: string
    images: string
    frame: string
    links: string
    noHtml: string
    noText: string
    /** Answering a mail. `done`: the kind it was read as, and codes of what it did. */
    reply: {
      label: string
      hint: string
      send: string
      done: (kind: string, codes: string) => string
      failed: string
    }
  }
  sms: {
    title: string
    real: string
    empty: string
    thread: (number: string) => string
    back: string
    statuses: Record<'queued' | 'sent' | 'delivered' | 'undelivered' | 'received', string>
    /** What people send most, as buttons. */
    quick: readonly string[]
    words: string
    cannotAnswer: string
    reply: string
    replyHint: (number: string) => string
    send: string
    to: string
    newThread: string
    newThreadHint: string
    number: string
    houseNumber: string
  }
  clock: {
    title: string
    lead: string
    zone: (zone: string) => string
    moves: readonly { advance: string; label: string; name: string }[]
    moving: string
    failed: string
    happened: (passed: string) => string
    nothing: string
    mails: (count: number) => string
    sms: (count: number) => string
    slack: (count: number) => string
  }
}

const n = (count: number, one: string, many: string) => `${count}\u00A0${count < 2 ? one : many}`

/** The sandbox's page, for whoever tries Égard on their own machine. */
export const SANDBOX_TEXTS: Readonly<Record<StaffLanguage, SandboxTexts>> = {
  fr: {
    page: {
      title: 'Égard\u00A0: le bac à sable',
      description: 'Tout Égard sur une page, sans compte\u00A0: Slack, le courrier, les SMS et le temps qui passe.',
      noScript: 'Cette page d’essai a besoin de JavaScript. Les pages des destinataires, elles, s’en passent.',
      name: 'Bac à sable',
      lead: 'Rien ne part d’ici\u00A0: Slack, le courrier, les SMS et l’horloge sont des doublures.',
      someReal: (standIns) => {
        const names = { slack: 'Slack', mail: 'le courrier', sms: 'les SMS' }
        return `Sont ici des doublures\u00A0: ${[...standIns.map((each) => names[each]), 'l’horloge'].join(', ')}. Le reste est réel.`
      },
      otherLanguage: { label: 'English', hint: 'Read this page in English' },
      reconnecting: 'La liaison est coupée\u00A0; elle reprend d’elle-même dès qu’Égard répond.',
    },
    tabs: { story: 'Récit', slack: 'Slack', messages: 'Messages', clock: 'Horloge', label: 'Parties de la page' },
    people: {
      title: 'Vous êtes',
      lead: 'Chacune ne peut que ce que son rôle permet.',
      roles: {
        staff: 'prépare',
        approver: 'approuve',
        privacy: 'confirme',
        dpo: 'veille',
        oncall: 'd’astreinte',
      },
      kinds: { guest: 'invité', stranger: 'd’une autre maison' },
      noRole: 'sans rôle',
      speaks: 'Slack en',
      slackSpeaks: (name) => `Langue de Slack pour ${name}`,
      languages: { fr: 'Français', en: 'English' },
      nowActing: (name) => `Vous agissez au nom de ${name}.`,
    },
    story: {
      title: 'Une première histoire',
      progress: (done) => `${done} sur 5`,
      done: 'fait',
      next: 'à faire maintenant',
      lists: 'Les trois listes d’exemple',
      steps: [
        {
          title: 'Importer trois listes',
          as: (who) => `Au nom de ${who}`,
          text: () =>
            'Téléchargez ces trois listes, tapez `/egard import` dans Slack, et déposez-les sur la page qui s’ouvre. Pour salon-2018, choisissez «\u00A0Recueil licite, trace perdue\u00A0» et dites pourquoi\u00A0: sans base, on n’écrit à personne.',
          go: 'Aller dans Slack',
        },
        {
          title: 'Confirmer les bases',
          as: (who) => `Au nom de ${who}`,
          text: (who) =>
            `Une liste dit d’où viennent ses adresses\u00A0; ${who} s’en porte garante. Lisez chaque demande dans #approvals et confirmez-la.`,
          go: 'Voir les demandes',
        },
        {
          title: 'Préparer une campagne',
          as: (who) => `Au nom de ${who}`,
          text: () =>
            'Tapez `/egard reoptin`\u00A0: un nom, à qui, quels thèmes, puis les textes. Chaque étape s’enregistre. Relisez jusqu’au bout, et soumettez.',
          go: 'Commencer',
        },
        {
          title: 'Approuver à deux',
          as: (who) => `Au nom de ${who}`,
          text: (who) =>
            `Ce que ${who} approuve est exactement ce qui partira\u00A0; le moindre changement annulerait son accord. ${who} peut aussi refuser, en disant pourquoi.`,
          go: 'Voir la carte',
        },
        {
          title: 'Recevoir, répondre, attendre',
          as: () => 'À la place des destinataires',
          text: () =>
            'Ouvrez un message et répondez oui ou non par son lien. Puis laissez passer trois jours\u00A0: seuls ceux qui n’ont rien dit reçoivent un rappel.',
          go: 'Ouvrir le courrier',
        },
        {
          title: 'Et par SMS',
          as: (who) => `Au nom de ${who}, puis sur un téléphone`,
          text: () =>
            'Tapez `/egard reoptin` et choisissez le canal SMS. Une fois la campagne approuvée, ouvrez un téléphone à droite, sous «\u00A0SMS\u00A0»\u00A0: répondez OUI ou NON, suivez le lien, dites STOP puis START, ou une phrase à vous, que l’équipe lira.',
          go: 'Commencer',
        },
      ],
      parts: { read: 'Un message est arrivé', answer: 'Quelqu’un a répondu', wait: 'Le rappel est parti' },
      waiting: (count) =>
        `${n(count, 'message attend', 'messages attendent')} l’heure d’écrire\u00A0: la nuit, rien ne part. Avancez l’horloge.`,
      forgotten:
        'Égard a redémarré, et ses doublures ont oublié leurs messages\u00A0; la base, rien. L’Accueil d’Égard, dans Slack, montre où vous en êtes.',
      over: 'Vous avez tout vu.',
      closedText:
        'La promesse est tenue\u00A0: sans réponse, plus de message. Sur la carte, les deux listes se téléchargent, et tout s’additionne.',
      overText:
        'Trois jours encore et la promesse s’accomplit\u00A0: sans réponse, plus de message. Sur la carte, les deux listes se téléchargent, et tout s’additionne.',
    },
    slack: {
      label: 'Slack',
      real: 'Slack est le vrai, ici\u00A0: ouvrez-le dans votre espace de travail.',
    },
    messages: { label: 'Messages reçus', mail: 'Courrier', sms: 'SMS' },
    mail: {
      title: 'Courrier',
      real: 'Le courrier part pour de vrai, ici\u00A0: il ne se lit pas sur cette page.',
      empty: 'Rien encore. Les messages d’une campagne approuvée arriveront ici, dans la boîte de chacun.',
      filter: 'Chercher une adresse ou un objet',
      filterHint: 'Adresse ou objet',
      noMatch: (filter) => `Aucun message avec «\u00A0${filter}\u00A0».`,
      count: (count) => n(count, 'message', 'messages'),
      shown: (shown, count) => `${n(shown, 'message', 'messages')} sur ${count}`,
      noSubject: '(sans objet)',
      arrived: (count) => (count === 1 ? 'Un message est arrivé.' : `${count}\u00A0messages sont arrivés.`),
      more: 'En montrer davantage',
    },
    reader: {
      close: 'Fermer',
      newer: 'Plus récent',
      older: 'Plus ancien',
      from: 'De',
      to: 'À',
      received: 'Reçu',
      as: 'Montrer',
      html: 'Message',
      text: 'Texte seul',
      raw: 'Source',
      width: 'Largeur',
      desktop: 'Ordinateur',
      phone: 'Téléphone',
      scheme: 'Couleurs',
      light: 'Clair',
      dark: 'Sombre',
      images: 'Images',
      frame: 'Le message, tel que la personne le voit',
      links: 'Les liens fonctionnent\u00A0: ils s’ouvrent dans un nouvel onglet, comme chez le destinataire.',
      noHtml: 'Ce message n’a que du texte.',
      noText: 'Ce message n’a pas de texte seul.',
      reply: {
        label: 'Répondre à ce message',
        hint: 'Répondre, comme cette personne le ferait',
        send: 'Répondre',
        done: (kind, codes) => `Lu comme «\u00A0${kind}\u00A0»\u00A0: ${codes}`,
        failed: 'La réponse n’est pas partie.',
      },
    },
    sms: {
      title: 'SMS',
      real: 'Les SMS partent pour de vrai, ici\u00A0: ils ne se lisent pas sur cette page.',
      empty: 'Aucun SMS pour l’instant.',
      thread: (number) => `Échange avec ${number}`,
      back: 'Tous les numéros',
      statuses: {
        queued: 'confié à l’opérateur',
        sent: 'parti',
        delivered: 'arrivé sur le téléphone',
        undelivered: 'jamais arrivé',
        received: 'reçu par la maison',
      },
      quick: ['OUI', 'NON', 'STOP', 'START', 'AIDE'],
      words: 'Répondre d’un mot',
      cannotAnswer:
        'La maison écrit ici sous un nom, auquel on ne peut pas répondre\u00A0: le lien du message sert à tout.',
      reply: 'Répondre',
      replyHint: (number) => `Répondre en tant que ${number}`,
      send: 'Envoyer',
      to: 'Vers le numéro',
      newThread: 'Écrire comme un client',
      newThreadHint: 'Un SMS qui arrive à la maison.',
      number: 'Votre numéro',
      houseNumber: 'Numéro de la maison',
    },
    clock: {
      title: 'L’horloge d’essai',
      lead: 'Faites passer le temps\u00A0: ce qui devait arriver arrive, dans l’ordre.',
      zone: (zone) => `heure de ${zone}`,
      moves: [
        { advance: 'PT1H', label: '+1\u00A0heure', name: 'une heure' },
        { advance: 'P1D', label: '+1\u00A0jour', name: 'un jour' },
        { advance: 'P3D', label: '+3\u00A0jours', name: 'trois jours' },
      ],
      moving: 'Le temps passe…',
      failed: 'L’horloge n’a pas pu avancer\u00A0; réessayez.',
      happened: (passed) => `Pendant ${passed}\u00A0:`,
      nothing: 'rien n’était prévu.',
      mails: (count) => n(count, 'message envoyé', 'messages envoyés'),
      sms: (count) => n(count, 'SMS', 'SMS'),
      slack: (count) => n(count, 'nouvelle dans Slack', 'nouvelles dans Slack'),
    },
  },
  en: {
    page: {
      title: 'Égard: the sandbox',
      description: 'All of Égard on one page, without an account: Slack, mail, SMS and the passing of time.',
      noScript: 'This page for trying things needs JavaScript. The recipients’ pages do without.',
      name: 'Sandbox',
      lead: 'Nothing leaves this machine: Slack, mail, SMS and the clock are stand-ins.',
      someReal: (standIns) => {
        const names = { slack: 'Slack', mail: 'mail', sms: 'SMS' }
        return `Stand-ins here: ${[...standIns.map((each) => names[each]), 'the clock'].join(', ')}. Everything else is real.`
      },
      otherLanguage: { label: 'Français', hint: 'Lire cette page en français' },
      reconnecting: 'The line is cut; it comes back by itself as soon as Égard answers.',
    },
    tabs: { story: 'Story', slack: 'Slack', messages: 'Messages', clock: 'Clock', label: 'Parts of the page' },
    people: {
      title: 'You are',
      lead: 'Each can do only what their role allows.',
      roles: {
        staff: 'prepares',
        approver: 'approves',
        privacy: 'confirms',
        dpo: 'watches',
        oncall: 'on call',
      },
      kinds: { guest: 'guest', stranger: 'from elsewhere' },
      noRole: 'no role',
      speaks: 'Slack in',
      slackSpeaks: (name) => `Slack’s language for ${name}`,
      languages: { fr: 'Français', en: 'English' },
      nowActing: (name) => `You now act as ${name}.`,
    },
    story: {
      title: 'A first story',
      progress: (done) => `${done} of 5`,
      done: 'done',
      next: 'to do now',
      lists: 'The three sample lists',
      steps: [
        {
          title: 'Import three lists',
          as: (who) => `As ${who}`,
          text: () =>
            'Download these three lists, type `/egard import` in Slack, and drop them on the page that opens. For salon-2018, choose “Lawfully collected, trace lost” and say why: without a basis nobody is written to.',
          go: 'Go to Slack',
        },
        {
          title: 'Confirm the bases',
          as: (who) => `As ${who}`,
          text: (who) =>
            `A list says where its addresses come from; ${who} vouches for it. Read each request in #approvals and confirm it.`,
          go: 'See the requests',
        },
        {
          title: 'Prepare a campaign',
          as: (who) => `As ${who}`,
          text: () =>
            'Type `/egard reoptin`: a name, to whom, which topics, then the texts. Each step is saved. Read it to the end, and submit.',
          go: 'Begin',
        },
        {
          title: 'Approve with four eyes',
          as: (who) => `As ${who}`,
          text: (who) =>
            `What ${who} approves is exactly what will leave; the smallest change would void it. ${who} may also refuse, and say why.`,
          go: 'See the card',
        },
        {
          title: 'Receive, answer, wait',
          as: () => 'In the recipients’ place',
          text: () =>
            'Open a message and answer yes or no by its link. Then let three days pass: only those who said nothing get a reminder.',
          go: 'Open the mail',
        },
        {
          title: 'And by SMS',
          as: (who) => `As ${who}, then on a phone`,
          text: () =>
            'Type `/egard reoptin` and choose SMS as the channel. Once the campaign is approved, open a phone on the right, under “SMS”: answer YES or NO, follow the link, say STOP then START, or a sentence of your own, which the team will read.',
          go: 'Begin',
        },
      ],
      parts: { read: 'A message arrived', answer: 'Somebody answered', wait: 'The reminder left' },
      waiting: (count) =>
        `${count === 1 ? '1 message waits' : `${count} messages wait`} for the hours of writing: nothing leaves at night. Move the clock.`,
      forgotten:
        'Égard started anew, and its stand-ins forgot their messages; the database forgot nothing. Égard’s Home, in Slack, shows where you are.',
      over: 'You have seen it all.',
      closedText:
        'The promise is kept: no answer, no more messages. The card offers both lists, and everything adds up.',
      overText:
        'Three days more and the promise comes true: no answer, no more messages. The card offers both lists, and everything adds up.',
    },
    slack: {
      label: 'Slack',
      real: 'Slack is the real one here: open it in your workspace.',
    },
    messages: { label: 'Received messages', mail: 'Mail', sms: 'SMS' },
    mail: {
      title: 'Mail',
      real: 'Mail really leaves here: it cannot be read on this page.',
      empty: 'Nothing yet. The messages of an approved campaign will arrive here, in everybody’s mailbox.',
      filter: 'Find an address or a subject',
      filterHint: 'Address or subject',
      noMatch: (filter) => `No message with “${filter}”.`,
      count: (count) => (count === 1 ? '1 message' : `${count} messages`),
      shown: (shown, count) => `${shown} of ${count} messages`,
      noSubject: '(no subject)',
      arrived: (count) => (count === 1 ? 'A message arrived.' : `${count} messages arrived.`),
      more: 'Show more',
    },
    reader: {
      close: 'Close',
      newer: 'Newer',
      older: 'Older',
      from: 'From',
      to: 'To',
      received: 'Received',
      as: 'Show',
      html: 'Message',
      text: 'Text only',
      raw: 'Source',
      width: 'Width',
      desktop: 'Desktop',
      phone: 'Phone',
      scheme: 'Colours',
      light: 'Light',
      dark: 'Dark',
      images: 'Images',
      frame: 'The message as the person sees it',
      links: 'Links work: they open in a new tab, as they do for the recipient.',
      noHtml: 'This message is text only.',
      noText: 'This message has no text of its own.',
      reply: {
        label: 'Answer this message',
        hint: 'Answer, as this person would',
        send: 'Answer',
        done: (kind, codes) => `Read as “${kind}”: ${codes}`,
        failed: 'The answer did not leave.',
      },
    },
    sms: {
      title: 'SMS',
      real: 'SMS really leave here: they cannot be read on this page.',
      empty: 'No SMS yet.',
      thread: (number) => `Conversation with ${number}`,
      back: 'All numbers',
      statuses: {
        queued: 'with the operator',
        sent: 'sent',
        delivered: 'arrived on the phone',
        undelivered: 'never arrived',
        received: 'received by the house',
      },
      quick: ['YES', 'NO', 'STOP', 'START', 'HELP'],
      words: 'Answer with one word',
      cannotAnswer:
        'The house writes here under a name, which cannot be answered: the link in the message does everything.',
      reply: 'Reply',
      replyHint: (number) => `Reply as ${number}`,
      send: 'Send',
      to: 'To number',
      newThread: 'Write as a customer',
      newThreadHint: 'An SMS that comes in.',
      number: 'Your number',
      houseNumber: 'The house’s number',
    },
    clock: {
      title: 'The test clock',
      lead: 'Let time pass: what was due happens, in order.',
      zone: (zone) => `${zone} time`,
      moves: [
        { advance: 'PT1H', label: '+1\u00A0hour', name: 'one hour' },
        { advance: 'P1D', label: '+1\u00A0day', name: 'one day' },
        { advance: 'P3D', label: '+3\u00A0days', name: 'three days' },
      ],
      moving: 'Time is passing…',
      failed: 'The clock could not move; try again.',
      happened: (passed) => `During ${passed}:`,
      nothing: 'nothing was due.',
      mails: (count) => (count === 1 ? '1 message sent' : `${count} messages sent`),
      sms: (count) => `${count} SMS`,
      slack: (count) => (count === 1 ? '1 thing said in Slack' : `${count} things said in Slack`),
    },
  },
}
