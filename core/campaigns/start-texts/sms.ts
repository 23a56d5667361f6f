import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { CampaignKind, Language, Step } from '#core/messages/message.ts'

type Begins = Readonly<Record<'ask' | 'reminder' | 'lastReminder' | 'topic' | 'information', string>>

/**
 * Words of an SMS to begin with: short, personal, in the alphabet of SMS (no ê, ç, œ, curly apostrophe or no-break space, which would make it cost
 * more parts). Who writes, how to answer, the promise and how to stop are added around them.
 */
const BEGINS: Readonly<Record<Language, Begins>> = {
  fr: {
    ask: 'Bonjour {{first_name|à vous}}, voulez-vous continuer à recevoir nos SMS ?',
    reminder:
      'Bonjour {{first_name|à vous}}, votre réponse nous manque encore : voulez-vous continuer à recevoir nos SMS ?',
    lastReminder:
      'Bonjour {{first_name|à vous}}, dernier message sauf si vous dites oui : voulez-vous continuer à recevoir nos SMS ?',
    topic:
      'Bonjour {{first_name|à vous}}, merci de votre accord ! Vos choix restent ouverts ici : {{preferences_link}}',
    information: 'Bonjour {{first_name|à vous}}, vos données et vos droits chez nous : {{preferences_link}}',
  },
  en: {
    ask: 'Hello {{first_name|to you}}, would you like to keep receiving our texts?',
    reminder: 'Hello {{first_name|to you}}, we still miss your answer: would you like to keep receiving our texts?',
    lastReminder:
      'Hello {{first_name|to you}}, our last message unless you say yes: would you like to keep receiving our texts?',
    topic: 'Hello {{first_name|to you}}, thank you for agreeing! Your choices stay open here: {{preferences_link}}',
    information: 'Hello {{first_name|to you}}, your data and your rights with us: {{preferences_link}}',
  },
  nl: {
    ask: 'Dag {{first_name|beste lezer}}, wilt u onze sms-berichten blijven ontvangen?',
    reminder: 'Dag {{first_name|beste lezer}}, uw antwoord ontbreekt nog: wilt u onze sms-berichten blijven ontvangen?',
    lastReminder:
      'Dag {{first_name|beste lezer}}, ons laatste bericht tenzij u ja zegt: wilt u onze sms-berichten blijven ontvangen?',
    topic: 'Dag {{first_name|beste lezer}}, dank voor uw akkoord! Uw keuzes blijven hier open: {{preferences_link}}',
    information: 'Dag {{first_name|beste lezer}}, uw gegevens en uw rechten bij ons: {{preferences_link}}',
  },
}

/** What the SMS of one step in one language begins with. */
export function startSms(
  { kind, reminders }: { kind: CampaignKind; reminders: CampaignDraft['reminders'] },
  step: Step,
  language: Language,
): string {
  const texts = BEGINS[language]
  if (kind !== 're-opt-in') return texts[kind]
  if (step === 'ask') return texts.ask
  return step === 'reminder-1' && reminders === 2 ? texts.reminder : texts.lastReminder
}
