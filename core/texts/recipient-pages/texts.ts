import type { SettingsTexts } from './settings-texts.ts'

/**
 * Every sentence of the recipients' pages in one language. What a person agrees to (`ask`, `preferences`, `terms`, `unsubscribe`) is part of the
 * hashed wording: changing a word there changes the wording, which is as it must be.
 */
export interface RecipientPageTexts {
  /** The language's own name. */
  languageName: string
  /** BCP 47, for dates and numbers. */
  locale: string
  listAnd: string
  colon: string
  testMark: string
  skip: string
  footer: { languages: string; privacy: string; contact: (name: string) => string; postal: string }

  channel: { email: string; sms: string }
  ask: {
    title: (organisation: string) => string
    introOne: string
    introSeveral: string
    choiceLegend: string
    yesOne: string
    noOne: string
    yesSeveral: string
    noSeveral: string
    nothingTicked: string
    changedMeanwhile: string
  }
  answered: {
    title: string
    preview: string
    granted: string
    refused: string
    refusedAll: string
    recordedAt: (when: string) => string
    changeTitle: string
    change: string
    again: string
    preferences: string
  }

  terms: {
    title: string
    who: string
    whoText: (organisation: string, address: string) => string
    purpose: string
    purposeText: (topics: string) => string
    channel: string
    channelText: (channels: string) => string
    frequency: string
    frequencyText: (per7Days: number, per30Days: number) => string
    retention: string
    retentionText: (years: number | undefined) => string
    sharing: string
    sharingText: string
    sharingSms: string
    sharingBoth: string
    outsideEurope: string
    outsideEuropeText: (dpo: string) => string
    withdraw: string
    withdrawText: string
    withdrawSms: string
    withdrawBoth: string
    proof: string
    proofText: string
    questions: string
    questionsText: (name: string, email: string) => string
  }

  unsubscribe: {
    title: string
    ask: string
    topic: string
    everything: (organisation: string) => string
    everythingSms: (organisation: string) => string
    nothingYet: string
    button: string
    doneTitle: string
    done: string
    doneEverything: string
    doneEverythingSms: string
    doneEverythingBoth: string
    change: string
  }

  preferences: {
    title: string
    intro: (organisation: string) => string
    introSms: (organisation: string) => string
    introBoth: (organisation: string) => string
    /** Also the way of one box, where there are two. */
    legend: string
    legendSms: string
    legendBoth: string
    language: string
    save: string
    confirmNote: string
    confirmNoteSms: string
    notSaved: string
    undo: string
    willStop: string
    willAsk: string
    willAskSms: string
    stopTitle: string
    stopText: (organisation: string) => string
    stop: string
    stoppedTitle: string
    stopped: (organisation: string) => string
    comeBack: string
    savedTitle: string
    saved: string
    nothingChanged: string
    lowered: string
    raised: string
    raisedSms: string
    tooSoon: string
    tooSoonSms: string
    noAddress: string
    languageSaved: string
    conflict: string
    stoppedBefore: string
  }

  settings: SettingsTexts

  confirm: {
    title: string
    text: string
    /** Where something by SMS is in it: each line names its own way. */
    textAny: string
    budget: (per7Days: number, per30Days: number) => string
    budgetDone: (per7Days: number, per30Days: number) => string
    button: string
    nothingYet: string
    doneTitle: string
    done: string
    outdated: string
  }

  link: {
    title: { cut: string; forged: string; expired: string; used: string; gone: string; ask: string }
    text: { cut: string; forged: string; expired: string; used: string; gone: string; ask: string }
    label: string
    button: string
    sentTitle: string
    sent: string
    badAddress: string
  }

  wording: { title: string; text: string; firstShown: string; hash: string; unknown: string }

  notFound: { title: string; text: string }
  notAllowed: { title: string; text: string }
  failed: { title: string; text: string }

  privacy: {
    title: string
    intro: (organisation: string) => string
    controller: string
    dpo: string
    what: string
    whatText: string
    why: string
    whyText: string
    keep: string
    keepText: (years: number | undefined) => string
    shared: string
    rights: string
    rightsText: string
    rightsList: readonly string[]
    rightsHow: (name: string, email: string) => string
    complain: string
    complainText: (authority: string, site: string) => string
    complainAny: string
    pages: string
    pagesText: string
  }
}
