import type { StartTexts } from './start-texts.ts'

export const en: StartTexts = {
  ask: {
    subject: 'Would you like to keep receiving our e-mails?',
    body: [
      '{{greeting}}',
      'This is {{organisation}}. Your address is in our contact list, and we would like to keep writing to you. **But only if you want us to.**',
      'Why are we asking? Because an address is something you entrust to us, and we prefer a sincere yes to a polite silence.',
      'One click on either of the two buttons below is enough. With a yes, you will receive our next e-mails; with a no, you will receive none. You can change your mind at any time.',
      'A question before you choose? Write to us: someone from the team will answer you.',
      'Thank you for your trust,\nThe team at {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
  reminder: {
    subject: 'We do not have your answer yet',
    body: [
      '{{greeting}}',
      'This is {{organisation}}. A few days ago we asked whether you would like to keep receiving our e-mails, and your answer has not reached us yet.',
      'We are asking because we want to write only to people who wish it.',
      'One click on either of the two buttons below is enough. **Yes or no, both answers help us.** Without an answer, we will write one last time about this in a few days.',
      'A question before you choose? Write to us: someone from the team will answer you.',
      'Thank you for your trust,\nThe team at {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
  lastReminder: {
    subject: 'Our last message, unless you say yes',
    body: [
      '{{greeting}}',
      'This is {{organisation}}. We asked whether you would like to keep receiving our e-mails, and we have not received your answer.',
      '**So this is our last message, unless you say yes.** We want to write only to people who wish it, and your silence counts as much as a word.',
      'To continue, one click on “Yes” below is enough. You can change your mind at any time.',
      'A question before you choose? Write to us: someone from the team will answer you.',
      'Thank you for your trust,\nThe team at {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
  topic: {
    subject: 'Thank you for your agreement: here is what comes next',
    body: [
      '{{greeting}}',
      'This is {{organisation}}. You agreed to receive our e-mails (topics you chose: {{topics}}), and we thank you for it. This message tells you what to expect.',
      '1. We will write only about what you chose.\n2. You decide how often, on which days and at what hours: [choose what you receive]({{preferences_link}}).\n3. You can stop everything with one click, whenever you want.',
      'There is nothing else for you to do: our next e-mail will arrive soon.',
      'A question, or a subject you would like to read about? Write to us: someone from the team will answer you.',
      'Thank you for your trust,\nThe team at {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
  information: {
    subject: 'Your data with us, and what you can ask for',
    body: [
      '{{greeting}}',
      'This is {{organisation}}. We keep your address in our contact list. This message reminds you of your rights, because it is easier to use them when you know them.',
      'At any time, you can ask us:',
      '1. to see the data we hold about you, and to take it with you;\n2. to correct or erase it;\n3. to stop writing to you.',
      'There is nothing you need to do if all is well. If not, the page [your data and your rights]({{privacy_link}}) explains how to proceed, and we will answer within one month.',
      'A question? Write to us: someone from the team will answer you.',
      'Thank you for your trust,\nThe team at {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
}
