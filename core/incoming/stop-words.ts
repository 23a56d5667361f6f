/** What surrounds a stop phrase and changes its meaning, on folded sentences (see `stop-wording.ts`). */

/** A sentence that is nothing but one of these words, with courtesy around it. Not "no": that answers a question. */
export const STOP_ALONE =
  /^(?:no more|go away|get lost|fuck off|piss off|stop+|stoppen|stopt|arr?et+|arr?et+e[rz]?|arr?et+ez|assez|basta|suffit|ca suffit|enough|unsub|out|remove|removed?|retrait|retirer|radiation|desinscri\w{0,8}|desabon\w{0,10}|cancel|quit|end|halte|supprimer|supprimez|delete|effacer|spam|spam+eurs?)$/

/** Courtesy, greetings and names of things around a lone "stop". */
export const COURTESY =
  /^(?:svp|stp|merci|please|pls|plz|thanks?|thank|you|thx|tks|bonjour|bonsoir|bjr|hello|hi|dear|madame|monsieur|cordialement|cdlt|cdt|bien|a|vous|beaucoup|d|avance|s|il|te|plait|aub|alstublieft|alsjeblieft|bedankt|dank|u|je|dag|hallo|groeten|mvg|bitte|danke|now|maintenant|immediatement|tout|de|suite|je|dis|dit|les|reply|oui|yes|non|no|ok|and|et|regards|best|mail|mails|sms|tous|all|stop|\d{1,8}|mr|mme|salutations|salut|distinguees|sinceres|immediately|asap|vite|c|est|ca|i|say|said|deja|just|juste|demande|envoi|email|emails|e|definitif|definitivement|x|kind|sincerely|bav)$/

/** Before it in the sentence: the sentence says that it did not happen, or should not. */
export const NEGATION =
  /\b(?:ne|n|pas|jamais|not|never|don t|dont|didn t|did not|haven t|hasn t|wasn t|won t|niet|nooit|geen|nicht|kein|keine|sans|without|zonder|rather than|plutot que|au lieu de|instead of)(?: [^\s.]{1,20}){0,4}$/
/** … unless what could not be done is just what they wanted. */
export const WANTED_IN_VAIN =
  /\b(?:arriv\w{1,4}|parvien\w{1,3}|reuss\w{1,5}|peux|puis|peut|pouvons|pouvoir|possible|impossible|can|can t|cannot|could|couldn t|unable|able|lukt|kan|pourquoi|why|waarom|vous|avez|you|they|toujours|still|yet|encore|jullie|kann|sais|know|how|comment|comprends|fonctionne|marche|works?|working|not only|non seulement|hesit\w{1,4})\b/
/** After it: it is not us they mean, or not stopping. */
export const OTHERWISE_AFTER =
  /^[^.]{0,60}\b(?:concurrents?|concurrence|competitors?|concurrent|konkurrent\w{0,2}|leur newsletter|leurs (?:mails|newsletters)|their (?:newsletter|list|mails?|emails?)|une autre (?:liste|newsletter)|another (?:list|newsletter|company)|d une autre|chez (?:un|mon) concurrent)\b|^ (?:moins|less|fewer)\b|^ (?:pas\b(?! encore)|not\b|niet\b|nicht\b)/
/** Before it: a question why it ended, or what somebody did. */
export const OTHERWISE_BEFORE =
  /\b(?:(?:why|when|how come)(?: (?:did|have|do|has))? (?:you|they)|did you|have|has|had|avez|avons|ont|aviez|auriez|avez vous|as tu|ont ils|j ai|n ai)$/
/** Within it: what they do not want is to miss us. */
export const WANTS_MORE =
  /\b(?:moins|manquer|rater|louper|perdre|arreter|cesser|stopper|interrompre|desins\w{1,12}|desabon\w{1,12}|miss|lose|lost|unsubscribe|missen|verpassen)\b/
/** Before an order: it has a subject, so it is none. */
export const HAS_SUBJECT =
  /(?<!\bque )(?<!\bqu )(?<!\b(?:ask|tell|want|request|beg|que) )\b(?:vous|tu|il|elle|on|ils|elles|personne|you|they|he|she|we|i)$/
/** Before a lone stop: somebody stops, or cannot. */
export const SOMEBODY_STOPS = /\b(?:can t|cannot|couldn t|could not|we|they|it|he|she|i|to|ll|buses|trains|will|does)$/
/** Around the word stop: something else is meant. */
export const OTHER_STOPS =
  /\b(?:stop (?:by|in at|over|at|in|off|light|lights|sign|signs|watch|motion|gap|words?|and go|loss|press)|(?:bus|pit|full|non|one|truck|rest|short|door|coffee|f|tram|train|metro|auto|covid|last|first|next) stop\b|arrets? (?:de (?:bus|tram|metro|travail|jeu|mort|la cour|la cigarette|fumer)|maladie|cardiaque|sur|du tram|du bus|complet)|en arret|sans arret|arret bus|bushalte|a l arret|stop (?:ou|or) encore|arrete(?:z)? (?:vous|toi) (?:chez|a|au|dans|pour)|non stop|tussenstop|stop (?:for|to) (?:a|say|see|lunch|coffee|dinner|chat)|stop thinking|stop loving|don t stop believing)\b/
/** What stands in the foot of somebody else's mail, and nobody writes. */
export const FOOTER =
  /\b(?:si vous (?:ne )?(?:souhaitez|voulez|desirez|preferez)|pour (?:vous|se) (?:des\w{3,12}|retirer)|pour ne plus recevoir|if you (?:no longer|don t|do not|would like|wish|want|prefer)|to (?:unsubscribe|opt out|be removed|stop receiving)(?: [^\s.]{1,20}){0,6} (?:click|reply|visit|follow|please)|click (?:here|below|the link)|cliqu\w{1,3} (?:ici|sur)|klik hier|als u (?:geen|niet|zich)|wenn sie)\b/
