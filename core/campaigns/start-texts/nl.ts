import type { StartTexts } from './start-texts.ts'

export const nl: StartTexts = {
  ask: {
    subject: 'Wilt u onze e-mails blijven ontvangen?',
    body: [
      '{{greeting}}',
      'Hier schrijft {{organisation}}. Uw adres staat in ons contactenbestand, en we zouden u graag blijven schrijven. **Maar alleen als u dat wilt.**',
      'Waarom deze vraag? Omdat u een adres aan ons toevertrouwt, en we liever een oprecht ja krijgen dan een beleefde stilte.',
      'Antwoorden kan met één klik op een van de twee knoppen hieronder. Met een ja ontvangt u onze volgende e-mails; met een nee ontvangt u er geen meer. U kunt altijd van gedachten veranderen.',
      'Een vraag voor u kiest? Schrijf ons: iemand van het team antwoordt u.',
      'Bedankt voor uw vertrouwen,\nHet team van {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
  reminder: {
    subject: 'We hebben uw antwoord nog niet ontvangen',
    body: [
      '{{greeting}}',
      'Hier schrijft {{organisation}}. Enkele dagen geleden vroegen we u of u onze e-mails wilt blijven ontvangen, en uw antwoord heeft ons nog niet bereikt.',
      'We stellen die vraag omdat we alleen willen schrijven aan mensen die dat wensen.',
      'Antwoorden kan met één klik op een van de twee knoppen hieronder. **Ja of nee, beide antwoorden helpen ons.** Zonder antwoord schrijven we u hierover over enkele dagen nog één keer.',
      'Een vraag voor u kiest? Schrijf ons: iemand van het team antwoordt u.',
      'Bedankt voor uw vertrouwen,\nHet team van {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
  lastReminder: {
    subject: 'Ons laatste bericht, tenzij u ja zegt',
    body: [
      '{{greeting}}',
      'Hier schrijft {{organisation}}. We vroegen u of u onze e-mails wilt blijven ontvangen, en we hebben uw antwoord niet ontvangen.',
      '**Dit is dus ons laatste bericht, tenzij u ja zegt.** We willen alleen schrijven aan mensen die dat wensen, en uw stilte telt evenveel als een woord.',
      'Wilt u verdergaan, dan volstaat één klik op “Ja” hieronder. U kunt altijd van gedachten veranderen.',
      'Een vraag voor u kiest? Schrijf ons: iemand van het team antwoordt u.',
      'Bedankt voor uw vertrouwen,\nHet team van {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
  topic: {
    subject: 'Bedankt voor uw akkoord: dit mag u verwachten',
    body: [
      '{{greeting}}',
      'Hier schrijft {{organisation}}. U hebt ermee ingestemd onze e-mails te ontvangen (gekozen onderwerpen: {{topics}}), en daarvoor danken we u. Dit bericht vertelt wat u mag verwachten.',
      '1. We schrijven u alleen over wat u hebt gekozen.\n2. U beslist hoe vaak, op welke dagen en op welke uren: [kies wat u ontvangt]({{preferences_link}}).\n3. U kunt alles met één klik stopzetten, wanneer u wilt.',
      'Verder hoeft u niets te doen: onze volgende e-mail komt binnenkort.',
      'Een vraag, of een onderwerp waarover u graag iets leest? Schrijf ons: iemand van het team antwoordt u.',
      'Bedankt voor uw vertrouwen,\nHet team van {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
  information: {
    subject: 'Uw gegevens bij ons, en wat u kunt vragen',
    body: [
      '{{greeting}}',
      'Hier schrijft {{organisation}}. We bewaren uw adres in ons contactenbestand. Dit bericht herinnert u aan uw rechten, omdat het makkelijker is ze te gebruiken als u ze kent.',
      'U kunt ons op elk moment vragen:',
      '1. om de gegevens te zien die we over u hebben, en ze mee te nemen;\n2. om ze te verbeteren of te wissen;\n3. om u niet meer te schrijven.',
      'U hoeft niets te doen als alles in orde is. Anders legt de pagina [uw gegevens en uw rechten]({{privacy_link}}) uit hoe het werkt, en wij antwoorden binnen één maand.',
      'Een vraag? Schrijf ons: iemand van het team antwoordt u.',
      'Bedankt voor uw vertrouwen,\nHet team van {{organisation}}\n{{contact_email}}',
    ].join('\n\n'),
  },
}
