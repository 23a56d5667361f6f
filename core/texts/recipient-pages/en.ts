import { settingsEn } from './settings-en.ts'
import type { RecipientPageTexts } from './texts.ts'

export const en: RecipientPageTexts = {
  languageName: 'English',
  locale: 'en-GB',
  listAnd: ' and ',
  colon: ': ',
  testMark: 'TEST: this page is a trial, no answer is recorded.',
  skip: 'Skip to the content',
  footer: {
    languages: 'Language of this page',
    privacy: 'Your data and your rights',
    contact: (name) => `A question? ${name}`,
    postal: 'Address',
  },
  channel: { email: 'e-mail', sms: 'text message' },
  ask: {
    title: (organisation) => `Would you like ${organisation} to keep writing to you?`,
    introOne: 'Yes or no, either answer is fine. Nothing is recorded until you press a button.',
    introSeveral:
      'Tick what you would like to receive; we will not send you the rest. Nothing is recorded until you press a button.',
    choiceLegend: 'What we may send you',
    yesOne: 'Yes, keep writing to me',
    noOne: 'No, stop writing to me',
    yesSeveral: 'Yes to what I ticked',
    noSeveral: 'No to all',
    nothingTicked: 'Nothing is ticked. Tick what you would like to receive, or choose “No to all”.',
    changedMeanwhile:
      'This text has changed since you opened the page. Nothing was recorded: please read it again, then answer.',
  },
  answered: {
    title: 'Noted, thank you.',
    preview: 'This is the page the person would see. Nothing was recorded.',
    granted: 'You will receive',
    refused: 'You will no longer receive',
    refusedAll: 'We will not write to you about this any more. This holds from now on.',
    recordedAt: (when) => `Recorded on ${when}.`,
    changeTitle: 'Changing your mind',
    change: 'This choice is never final. The link in our message stays valid, and your latest answer wins.',
    again: 'Back to the question',
    preferences: 'Choose what I receive',
  },
  terms: {
    title: 'What you agree to, or not',
    who: 'Who writes to you',
    whoText: (organisation, address) => `${organisation}, ${address}.`,
    purpose: 'Why',
    purposeText: (topics) => `To send you: ${topics}.`,
    channel: 'How',
    channelText: (channels) => `By ${channels}.`,
    frequency: 'How often',
    frequencyText: (per7Days, per30Days) =>
      `At most ${per7Days} message${per7Days > 1 ? 's' : ''} in 7 days and ${per30Days} in 30 days, all subjects together.`,
    retention: 'For how long',
    retentionText: (years) =>
      years === undefined
        ? 'Until you change your mind.'
        : `Until you change your mind, and at most ${years} years after your last sign of life (a click, a reply).`,
    sharing: 'With whom',
    sharingText:
      'The providers that carry our messages are given your address for that purpose only, on our instructions.',
    sharingSms:
      'The providers that carry our messages are given your number for that purpose only, on our instructions.',
    sharingBoth:
      'The providers that carry our messages are given your address or your number for that purpose only, on our instructions.',
    outsideEurope: 'Outside the European Union',
    outsideEuropeText: (dpo) =>
      `If one of them processes your data outside the European Union, it does so under the safeguards of the GDPR; ${dpo} will tell you which one and which safeguards.`,
    withdraw: 'To stop',
    withdrawText:
      'One click on “Unsubscribe” at the bottom of each message, without account or password. It takes effect at once, and is as simple as agreeing.',
    withdrawSms:
      'Each text message says how: reply STOP, or follow its unsubscribe link. It takes effect at once, and is as simple as agreeing.',
    withdrawBoth:
      'By e-mail, one click on “Unsubscribe” at the bottom of the message; by text message, reply STOP or follow the unsubscribe link, as each one says. Without account or password it takes effect at once, and is as simple as agreeing.',
    proof: 'What we keep of your answer',
    proofText: 'Your choice, its date and this text, so that we can prove that we respect it.',
    questions: 'Your rights and questions',
    questionsText: (name, email) =>
      `Access, rectification, erasure, restriction, objection, portability: ${name}, ${email}. You may also turn to the data protection authority.`,
  },
  unsubscribe: {
    title: 'Unsubscribe',
    ask: 'We will no longer write to you about',
    topic: 'You will no longer receive',
    everything: (organisation) => `You will no longer receive any information e-mail from ${organisation}.`,
    everythingSms: (organisation) => `You will no longer receive any information by text message from ${organisation}.`,
    nothingYet: 'Nothing has changed yet: the button is still to be pressed.',
    button: 'Unsubscribe',
    doneTitle: 'You are unsubscribed.',
    done: 'This holds from now on. You will no longer receive',
    doneEverything: 'This holds from now on: we will not send you any information e-mail.',
    doneEverythingSms: 'This holds from now on: we will not send you any information by text message.',
    doneEverythingBoth:
      'This holds from now on: we will not send you any information, neither by e-mail nor by text message.',
    change: 'Not sure, or just too many messages? You can choose subject by subject.',
  },
  preferences: {
    title: 'What you receive',
    intro: (organisation) => `Choose the e-mails ${organisation} may send you. What is not ticked is not sent.`,
    introSms: (organisation) =>
      `Choose the text messages ${organisation} may send you. What is not ticked is not sent.`,
    introBoth: (organisation) =>
      `Choose what ${organisation} may send you, and which way. What is not ticked is not sent.`,
    legend: 'By e-mail',
    legendSms: 'By text message',
    legendBoth: 'By e-mail or text message',
    language: 'Language of our messages',
    save: 'Save',
    confirmNote:
      'Unticking works at once. When you tick a subject, we send you an e-mail to confirm: nobody else can sign you up.',
    confirmNoteSms:
      'Unticking works at once. When you tick a subject, we send you a text message to confirm: nobody else can sign you up.',
    notSaved: 'Not saved yet',
    undo: 'Undo my changes',
    willStop: 'Will stop as soon as you save',
    willAsk: 'To be confirmed by e-mail once saved',
    willAskSms: 'To be confirmed by text message once saved',
    stopTitle: 'Stop everything',
    stopText: (organisation) =>
      `${organisation} will send you no more information, neither by e-mail nor by text message.`,
    stop: 'Stop everything',
    stoppedTitle: 'Everything has stopped.',
    stopped: (organisation) => `${organisation} will send you no more information. This holds from now on.`,
    comeBack: 'To come back one day, tick a subject on the page of your choices and confirm.',
    savedTitle: 'Saved.',
    saved: 'Your choices are up to date.',
    nothingChanged: 'Nothing has changed: these were already your choices.',
    lowered: 'Stopped from now on',
    raised: 'We sent you an e-mail to confirm. Its link works for 15 minutes; without confirmation nothing changes for',
    raisedSms:
      'We sent you a text message to confirm. Its link works for 15 minutes; without confirmation nothing changes for',
    tooSoon: 'An e-mail is already on its way to you. Wait a few minutes before asking for another one for',
    tooSoonSms: 'A text message is already on its way to you. Wait a few minutes before asking for another one for',
    noAddress: 'We have no working e-mail address to send you the confirmation of',
    languageSaved: 'We will write to you in English.',
    conflict:
      'Your choices had changed in the meantime, on another page or through another link. Nothing was changed: this is where you stand.',
    stoppedBefore: 'You stopped everything: we send you nothing.',
  },
  settings: settingsEn,
  confirm: {
    title: 'Confirm your choice',
    text: 'You asked to receive by e-mail',
    textAny: 'You asked to receive',
    budget: (per7Days, per30Days) =>
      `You asked to receive up to ${per7Days} message${per7Days > 1 ? 's' : ''} in 7 days and ${per30Days} in 30 days, all subjects together.`,
    budgetDone: (per7Days, per30Days) =>
      `You will receive at most ${per7Days} message${per7Days > 1 ? 's' : ''} in 7 days and ${per30Days} in 30 days.`,
    button: 'Yes, I confirm',
    nothingYet: 'Was it not you? Close this page: nothing will change.',
    doneTitle: 'Confirmed, thank you.',
    done: 'You will receive',
    outdated: 'You changed your choices after this request; your latest choice counts. Nothing was changed.',
  },
  link: {
    title: {
      cut: 'This link is incomplete',
      forged: 'This link does not work',
      expired: 'This link has expired',
      used: 'This link was already used',
      gone: 'This link leads nowhere any more',
      ask: 'Get a link',
    },
    text: {
      cut: 'The end of the link got lost, often through a line break in the message. Nothing has changed.',
      forged: 'Perhaps it was copied wrongly. Nothing has changed.',
      expired: 'For your safety it was valid for a limited time. Nothing has changed.',
      used: 'It could be used only once. If it was you, it is already done.',
      gone: 'We no longer hold data under this name.',
      ask: 'To choose what you receive, ask for a personal link.',
    },
    label: 'Your e-mail address, or your mobile number if we text you',
    button: 'Get a new link',
    sentTitle: 'Have a look at your messages',
    sent: 'If we know this address or number, a link has just been sent to it. It arrives within minutes; no need to ask again.',
    badAddress: 'This does not look complete. Examples: name@example.com, +44 7400 123456',
  },
  wording: {
    title: 'Text shown',
    text: 'This is, word for word, a text we showed to people before they answered.',
    firstShown: 'First answer on',
    hash: 'SHA-256 fingerprint',
    unknown: 'No text has this fingerprint.',
  },
  notFound: {
    title: 'There is nothing at this address',
    text: 'Perhaps the link was cut. Take it again from the message, or ask for a new one.',
  },
  notAllowed: { title: 'This cannot be done here', text: 'Go back to the previous page and use its buttons.' },
  failed: {
    title: 'Something went wrong on our side',
    text: 'Your choice may not have been recorded. Please try again in a few minutes.',
  },
  privacy: {
    title: 'Your data and your rights',
    intro: (organisation) => `How ${organisation} uses your contact details to write to you, and what you can decide.`,
    controller: 'Controller',
    dpo: 'Who to turn to about your data',
    what: 'What we keep',
    whatText:
      'Your e-mail address and, if you gave them to us, your name, phone number, language and country; where these data come from; your choices, with their date and the text you had before you.',
    why: 'Why, and on what basis',
    whyText:
      'To send you the messages you agreed to, and no others. The basis is your consent, which you can withdraw at any time without affecting what was sent before. We take no automated decision about you, and our messages contain no pixel that watches whether you open them.',
    keep: 'For how long',
    keepText: (years) =>
      `${years === undefined ? 'Until you change your mind.' : `Until you change your mind, and at most ${years} years after your last sign of life.`} If you object to our messages, we keep only a fingerprint of your address, so as never to write to you again.`,
    shared: 'With whom',
    rights: 'Your rights',
    rightsText: 'At any time and free of charge you can:',
    rightsList: [
      'ask what we know about you and receive a copy;',
      'have corrected what is wrong;',
      'have your data erased;',
      'have their use restricted while something is checked;',
      'object to our messages, without saying why;',
      'take with you the data you gave us;',
      'withdraw your consent as simply as you gave it.',
    ],
    rightsHow: (name, email) => `Write to ${name}, ${email}. We answer within a month.`,
    complain: 'Complaining',
    complainText: (authority, site) => `If our answer does not satisfy you, you can turn to ${authority} (${site}).`,
    complainAny: 'If our answer does not satisfy you, you can turn to the data protection authority of your country.',
    pages: 'These pages',
    pagesText: 'They set no cookie, load nothing from elsewhere and work without JavaScript.',
  },
}
