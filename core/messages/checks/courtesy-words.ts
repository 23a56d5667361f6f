import type { Language } from '#core/messages/message.ts'

/** How a text says these things, on folded text (small letters, no accents, straight apostrophes). Generous: each only has to be said somehow. */
export type CourtesyWords = {
  readonly context: RegExp
  readonly action: RegExp
  readonly thanks: RegExp
  readonly nextSteps: RegExp
}

export const COURTESY: Readonly<Record<Language, CourtesyWords>> = {
  fr: {
    context:
      /\b(?:\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|(?:a|ont|aura|auront) lieu|devien|chang|invit|nouve|parce qu|car|puisqu|afin|depuis|suite a|grace a|a l'occasion|dans le cadre|il y a|pour (?:que|vous|continuer|la|le|les|votre|notre)|concern|inscri|abonn|laisse|confie|accept|accord|rappel|voici|vous (?:nous )?(?:avez|aviez|etes|recevez|receviez|figurez|nous)|nous (?:vous )?(?:avons|ecrivons|adressons|envoyons|informons|contactons|organisons|preparons|ouvrons|lancons|changeons|souhaitons|voulons|aimerions|proposons|invitons|n'avons)|votre (?:adresse|accord|choix|avis|commande|achat|visite|compte|reponse|fidelite)|cet(?:te)? (?:annee|mois|semaine|saison|automne|hiver|printemps|ete))/u,
    action: /\b(?:\p{L}{2,20}ez(?:-\p{L}+)?|repond|clic|bouton|rendez-vous|a vous de|il (?:vous )?suffit|merci de)\b/u,
    thanks: /\b(?:merci|remerci|gratitude|reconnaissan)/u,
    nextSteps:
      /\b(?:\d{1,2}(?:er)? (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)|ensuite|prochain|bientot|d'ici|a partir d|des (?:le|que|reception|demain)|jusqu'a|rien a faire|n'avez rien|apres|puis|suite|le \d{1,2}(?:er)? \p{L}|\p{L}{2,20}(?:erons|irons|rons|erez|irez|rez|era|ira|eront|ont lieu))/u,
  },
  en: {
    context:
      /\b(?:(?:\d{1,2}(?:st|nd|rd|th)? )?(?:january|february|march|april|june|july|august|september|october|november|december)|takes? place|chang|invit|is back|new |because|since|as you|so that|in order to|following|further to|about|regarding|on the occasion|here (?:is|are)|this (?:year|month|week|season|autumn|winter|spring|summer)|you (?:are|have|had|agreed|asked|gave|left|signed|subscribed|joined|bought|ordered|visited|receive|get|chose)|we (?:are|have|would|want|write|wish|invite|open|hope|need|keep|lost|organise)|your (?:address|agreement|consent|choice|opinion|order|purchase|visit|account|answer|name|data|e-mail))\b/u,
    action:
      /\b(?:please|click|reply|answer|press|choose|book|register|sign up|join|come|visit|call|write|read|discover|download|fill|tell us|let us know|confirm|order|reserve|see|find out|take part|have your say)\b/u,
    thanks: /\b(?:thank|thanks|grateful|gratitude|appreciat)/u,
    nextSteps:
      /\b(?:(?:\d{1,2}(?:st|nd|rd|th)? )?(?:january|february|march|april|june|july|august|september|october|november|december)|next|then|soon|after|afterwards|until|by the|from (?:now|then|\d)|will|shall|we'll|you'll|going to|nothing (?:to do|you need)|no need to|need not)\b/u,
  },
  nl: {
    context:
      /\b(?:\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)|vindt plaats|verander|wijzig|nodig|nieuw|omdat|want|sinds|aangezien|zodat|naar aanleiding|in het kader|ter gelegenheid|over|betreffende|hier(?:bij)?|dit (?:jaar|najaar|voorjaar|seizoen)|deze (?:maand|week|winter|zomer|herfst|lente)|u (?:bent|hebt|heeft|krijgt|ontvangt|ontving|gaf|liet|staat|vroeg|koos)|(?:hebt|heeft|bent|krijgt|ontvangt) u|(?:we|wij) (?:hebben|schrijven|willen|wensen|zouden|sturen|organiseren|openen|nodigen|vragen|bereiden|houden)|(?:hebben|schrijven|willen|zouden|sturen) (?:we|wij)|uw (?:adres|akkoord|toestemming|keuze|mening|bestelling|aankoop|bezoek|account|antwoord|gegevens))\b/u,
    action:
      /\b(?:klik|antwoord|kies|druk|schrijf|bel|kom|bezoek|lees|ontdek|bekijk|bevestig|reserveer|bestel|meld|vul|laat (?:het )?(?:ons )?weten|vertel|neem|doe mee|gelieve|alstublieft)/u,
    thanks: /\b(?:dank|bedankt|dankbaar|erkentelijk)/u,
    nextSteps:
      /\b(?:\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)|daarna|vervolgens|volgende|binnenkort|vanaf|tot en met|tot \d|later|dan|zullen|zal|zult|gaan|hoeft niets|hoeft u niets|niets te doen|nadien|straks)\b/u,
  },
}
