import type { CampaignDraft } from '#core/campaigns/draft.ts'
import type { CampaignKind, Language, Step } from '#core/messages/message.ts'

type Begins = Readonly<Record<'ask' | 'reminder' | 'lastReminder' | 'topic' | 'information', string>>

/**
 * Words of an SMS to begin with: short, personal, in the alphabet of SMS (no ê, ç, œ, curly apostrophe or no-break space, which would make it cost
 * more parts). Who writes, how to answer, the promise and how to stop are added around them.
 */
const BEGINS: Readonly<Record<Language, Begins>> = {
  fr: {
    ask: 'Bonjour {{first_name|à vous}}, nous aimerions garder le lien, si vous le voulez.',
    reminder: 'Bonjour {{first_name|à vous}}, votre réponse nous manque encore. Oui ou non, elle nous aide.',
    lastReminder: 'Bonjour {{first_name|à vous}}, ceci est notre dernier SMS, sauf si vous dites oui.',
    topic:
      'Bonjour {{first_name|à vous}}, merci de votre accord ! Vos choix restent ouverts ici : {{preferences_link}}',
    information: 'Bonjour {{first_name|à vous}}, vos données et vos droits chez nous : {{preferences_link}}',
  },
  en: {
    ask: 'Hello {{first_name|to you}}, we would like to keep in touch, if you want that too.',
    reminder: 'Hello {{first_name|to you}}, we still miss your answer. Yes or no, it helps us.',
    lastReminder: 'Hello {{first_name|to you}}, this is our last SMS unless you say yes.',
    topic: 'Hello {{first_name|to you}}, thank you for agreeing! Your choices stay open here: {{preferences_link}}',
    information: 'Hello {{first_name|to you}}, your data and your rights with us: {{preferences_link}}',
  },
  nl: {
    ask: 'Dag {{first_name|beste lezer}}, wij houden graag contact, als u dat ook wilt.',
    reminder: 'Dag {{first_name|beste lezer}}, uw antwoord ontbreekt nog. Ja of nee, het helpt ons.',
    lastReminder: 'Dag {{first_name|beste lezer}}, dit is onze laatste sms, tenzij u ja zegt.',
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
