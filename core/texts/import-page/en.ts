const many = (count: number, one: string, several: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : several}`

export const en = {
  locale: 'en-GB',
  number: (count: number) => count.toLocaleString('en'),
  title: 'Import contacts',
  skip: 'Go to the content',
  steps: ['Files', 'Reading', 'Preview', 'Import'],
  stepsLabel: 'Steps',
  stepDone: 'done',
  whose: 'This page is yours alone: who has its address can act in your name. It ends by itself, with the files.',
  endsAt: (when: string) => `It works until ${when}.`,

  drop: {
    title: 'Bring your files',
    lead: 'Exports in CSV or text, from any tool: the encoding, the delimiter and the meaning of each column are detected, and you can correct them before anything is written.',
    label: 'Files to import',
    zone: 'Drop files here, or choose them',
    limits: 'Up to 20 files of 2 GB each. Excel workbooks: save them as “CSV UTF-8” first.',
    button: 'Send these files',
    more: 'Add files',
    once: 'This link works once: the first file uses it up, and the page goes on at an address of its own.',
    sending: (name: string, percent: number) => `${name}: ${percent} %`,
    waiting: (name: string) => `${name}: waits its turn`,
    sent: (name: string) => `${name}: received`,
    failed: (name: string) => `${name}: was not received; check your connection and choose it again.`,
    private:
      'The files stay on Égard’s server, are never shown to anybody else, and are deleted as soon as the import is done or given up.',
  },

  files: {
    title: 'How each file is read',
    lead: 'Look at each file: what its columns mean, where the contacts come from, and what allows writing to them.',
    size: (text: string) => text,
    columns: (known: number, all: number) => `${known} of ${many(all, 'column', 'columns')} recognised`,
    describe: 'Look and correct',
    remove: 'Remove',
    removeLabel: (name: string) => `Remove ${name}`,
    describeLabel: (name: string) => `Look at and correct ${name}`,
    basis: 'Basis',
    source: 'Source',
    suppression: 'Suppression list: these addresses will be stopped, no contact is made.',
    preview: 'Preview the import',
    previewNote: 'Nothing is written yet: the files are tried in a copy.',
    cancel: 'Give up and delete the files',
    notReady: 'Correct what is marked above first.',
  },

  warnings: {
    noStatus:
      'No column says who unsubscribed. If the tool knows, export the file again with its status column: people who said no must stay out.',
    recentSend: (when: string) =>
      `A campaign’s messages left ${when}: people may still be answering or unsubscribing. A file exported before does not know it: export it again if you can, or wait two days.`,
  },

  file: {
    back: 'Back to all files',
    readTitle: 'How it is read',
    encoding: 'Encoding',
    delimiter: 'Delimiter',
    detect: (found: string | undefined) => (found === undefined ? 'Detect' : `Detect (found: ${found})`),
    delimiters: { semicolon: 'semicolon ;', comma: 'comma ,', tab: 'tab', pipe: 'bar |' },
    reread: 'Read again',
    sampleTitle: (rows: number) => `The first ${many(rows, 'row', 'rows')}, as read`,
    sampleHint:
      'Accents wrong? Choose another encoding. A column in the wrong place? Choose another delimiter or meaning.',
    line: 'Line',
    meaning: (title: string) => `Meaning of “${title}”`,
    untitled: (column: number) => `column ${column}`,
    custom: 'A field of your own, under this title',
    fromTitle: 'as its title says',
    refused: 'Would be refused:',
    tellTitle: 'What you know of it',
    source: 'Name of the source',
    sourceHint: 'Where these contacts come from, as your team says it: “Salon 2018”, “shop”. Default: the file’s name.',
    basis: 'What allows writing to these people?',
    reason: 'Why can you say so?',
    reasonHint:
      'How the people came to be in this file: form, visitors’ register, orders… The privacy lead reads it and confirms it before it counts.',
    collected: 'When were they collected?',
    collectedHint:
      'A date, a year or a period: 12/03/2019, 2018, 2018-2019. Leave empty if rows carry their own dates.',
    topics: 'Topics they agreed to',
    topicsHint: 'Only for a documented consent whose rows do not say it.',
    channels: 'Channels they agreed to',
    channelNames: { email: 'E-mail', sms: 'SMS' },
    country: 'Country',
    countryHint: 'For contacts without one, and for phone numbers without a prefix: FR, BE…',
    language: 'Language',
    languageHint: 'For contacts without one.',
    noLanguage: 'None',
    languages: { fr: 'French', en: 'English', nl: 'Dutch' },
    suppression: 'This is a suppression list',
    suppressionHint: 'Everyone in it must not be written to any more: addresses are stopped, no contact is made.',
    save: 'Save and go back',
    cannot: 'This file cannot be read yet.',
  },

  bases: {
    documented: {
      name: 'Documented consent',
      text: 'You can show who agreed, where and when: origin and date or period, topics and channels.',
    },
    lawful: {
      name: 'Lawfully collected, trace lost',
      text: 'Collected under the rules, but the proof is gone. They can be asked again, once, if still active.',
    },
    customer: { name: 'Customers', text: 'They bought from you: similar products only, with the date of purchase.' },
    inquiry: { name: 'Inquiries', text: 'They asked you something; the right to write to them ends soon.' },
    professional: {
      name: 'Business contacts',
      text: 'Written to for their function, and informed of it when collected.',
    },
    doubtful: {
      name: 'Doubtful',
      text: 'You have doubts about the collection: nobody is written to, deletion is proposed.',
    },
    unknown: { name: 'Unknown', text: 'Nothing is known: nobody is written to until you find out.' },
  },
  needsConfirmation: 'The privacy lead is asked to confirm it in Slack.',
  reasonMissing: 'Write why this basis holds: the privacy lead needs it to confirm it.',

  preview: {
    title: 'What the import would do',
    nothingYet: 'Nothing is written yet.',
    running: 'The files are being tried',
    runningText: 'You can close this page and come back: the work goes on without it.',
    total: 'All files',
    verdicts: { new: 'new', merged: 'completed', unchanged: 'unchanged', conflict: 'in conflict', refused: 'refused' },
    verdictHints: {
      new: 'Contacts nobody knew.',
      merged: 'Known contacts that learn something.',
      unchanged: 'Known contacts, nothing to add.',
      conflict: 'Two sources disagree; one rule per field decides.',
      refused: 'Not imported; the report says why, line by line.',
    },
    rows: (count: number) => many(count, 'row', 'rows'),
    sum: (parts: string, total: string) => `${parts} = ${total}`,
    file: 'File',
    again: 'Imported before: nothing changes.',
    conflictsTitle: 'Where sources disagree',
    conflictsText: 'One rule per field, for all rows of all files. Without one, the newest value wins.',
    field: 'Field',
    conflicting: 'Rows',
    rule: 'Which value is kept',
    rules: { newest: 'The newest', known: 'For all: keep what is known', 'this-file': 'For all: take this file’s' },
    applyRules: 'Apply and preview again',
    refusedTitle: 'Refused rows',
    reason: 'Reason',
    report: 'Download the report (CSV)',
    reportHint: 'Line, verdict and reason of every row; never the row itself.',
    import: (rows: string) => `Import ${rows}`,
    change: 'Back to the files',
    attest:
      'Once imported, the privacy lead is asked in Slack to confirm the declared bases; until then nobody is written to on their strength.',
  },

  work: {
    title: 'Importing',
    cancelling: 'Stopping after the batch that is being written…',
    share: (percent: number) => `${percent} %`,
    progress: (rows: string, percent: number) => `${rows} done, ${percent} %`,
    waits: 'waits its turn',
    done: 'done',
    doneBefore: 'imported before: nothing changes',
    reload: 'Reload this page',
    cancel: 'Stop the import',
    cancelNote: 'What is committed stays; the rest is left out.',
    cancelPreview: 'Stop and correct',
    resumed: 'The work was interrupted and went on where it was.',
    leave: 'You can close this page: a card in Slack follows the import.',
  },

  done: {
    title: 'Imported',
    text: (rows: string) => `${rows} are through. Here is what became of them.`,
    next: 'What comes next',
    attest:
      'The privacy lead is asked in Slack to confirm the declared bases. Until then nobody is written to on their strength.',
    segments: 'Each source is now a segment of the same name: use it in a campaign with /egard reoptin.',
    removed: 'The files are deleted from the server.',
    failed: 'Some files were not imported; correct them and ask for a new link with /egard import.',
    cancelledTitle: 'Stopped',
    cancelledText: (rows: string) =>
      `${rows} were imported before the stop, and stay. To go on where it stopped, ask for a new link with /egard import and bring the same files with the same choices.`,
    cancelledNothing:
      'Nothing was imported, and the files are deleted. To start again, ask for a new link with /egard import.',
    cancelledBasis:
      'The basis of an unfinished file is not put before the privacy lead: nobody is written to on its strength.',
  },

  link: {
    title: 'This link does not work',
    'link-unusable':
      'This address is not whole, or not an import page’s. Copy it again from Slack, or ask for a new one with /egard import.',
    'link-expired':
      'This link is over: it works for 15 minutes, and the page it leads to for a day. Ask for a new one with /egard import.',
    'link-used':
      'This link was used: it works once. Go back to the page it led to, or ask for a new one with /egard import.',
  },

  /** Why the last act changed nothing. */
  why: {
    'no-file': 'No file came: choose at least one.',
    'file-twice': 'This file is here already: its bytes are those of another one.',
    'too-many-files': 'There are 20 files: import them, then ask for another link.',
    'upload-busy': 'The files are at work right now: wait, or stop it first.',
    'upload-over': 'This import is over: ask for a new link with /egard import.',
    'no-files': 'Bring a file first.',
    'not-now': 'Something changed meanwhile: look at the page again.',
    'not-ready': 'A file is not ready: correct what is marked below.',
    'too-big': 'A file is over 2 GB: split it into several files.',
    'disk-full': 'The server has no room left for this file: tell whoever runs it.',
    'not-received': 'The file did not arrive whole: send it again.',
  } as Readonly<Record<string, string>>,

  /** Why a file cannot go on, where bot/import has no sentence. */
  troubles: {
    'imported-elsewhere': 'Another process imports this file right now: let it finish, then try again.',
    'not-here': 'The file is no longer on this server: ask for a new link and bring it again; what was imported stays.',
    unexpected:
      'Something went wrong on our side; what was imported stays. Try again, or tell whoever runs the server.',
  } as Readonly<Record<string, string>>,
}

export type ImportPageTexts = typeof en
