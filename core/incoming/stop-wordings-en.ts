import { type StopWording, wording, words } from './stop-wording.ts'

const MAIL = String.raw`(?:(?:e ?)?mails?|messages?|news ?letters?|spam\w{0,4}|advert\w{0,9}|ads?|texts?|sms|correspondence|communications?|contact|marketing|promotions?|offers?|updates?|invitations?|reminders?|crap|junk|stuff|(?:e )?mailings?|notifications?)\b`
const SEND = String.raw`(?:send\w{0,3}|e ?mail\w{0,3}|mail\w{0,3}|contact\w{0,3}|writ\w{1,4}|spam\w{0,4}|messag\w{1,4}|text\w{0,3}|bother\w{0,3}|harass\w{0,4}|bug\w{0,4}|solicit\w{0,6}|pester\w{0,3})`
const NOT = String.raw`(?:do not|don t|dont|donot|never|didn t|did not|wouldn t|would not|no longer|not|rather not|do no)`

export const STOP_WORDINGS_EN: readonly StopWording[] = [
  // take me off
  wording(true, [
    String.raw`un ?su[bsp]{1,3}c?s?c?ri?\w{0,2}[bp]\w{0,6}|un sub\b|unsub\b|unsubs\b|unsubscription|de ?subscribe\w{0,2}`,
    String.raw`opt ?out|opt(?:ed|ing) out|cancel (?:my |the |this )?(?:subscription|newsletter)|end my (?:subscription|membership)`,
    String.raw`(?:take|get|strike|cross|drop|pull|cut) (?:me|us|my (?:name|e ?mail|address|number)\b${words(2)}|this (?:e ?mail|address)\b${words(2)}) (?:off|out of|from)\b`,
    String.raw`remo+ve? (?:me|us|my|our|this|the following|[^\s.]{1,40}\b)${words(6)} (?:list\w{0,3}|database|mailing\w{0,4}|distribution|e ?mails?|address(?:es)?|name|contacts?|details|data|account|subscri\w{0,6}|system|records?|please|asap)\b`,
    String.raw`(?:remo+ve|rm) (?:me|us)\b|(?:removed|removal) from\b|please remove\b${words(4)}`,
    String.raw`(?:delete|erase|purge|scrub|exclude) (?:me|us|my|our|all my|all of my)\b${words(4)}`,
  ]),
  // stop doing so
  wording(true, [
    String.raw`(?:stop|cease|quit|end|halt|discontinue|desist|knock off|refrain from)(?: (?:all|the|with|your|these|this|any|please|from|immediately|right now|now|fucking|bloody|damn|of)){0,4} (?:${SEND}|subscription|${MAIL}|it\b|this\b(?! (?:from|problem|war))|that\b|please\b|thanks?\b|thank you\b|now\b)`,
    String.raw`leave (?:me|us) alone|lose my (?:e ?mail|address|number)|withdraw(?:s|ing|n)? my consent|revoke my consent|i (?:hereby )?object to|right to (?:object|erasure|be forgotten)|report(?:ed|ing)? (?:you |this )?(?:as|for) spam|unwanted (?:e ?mail|spam)`,
  ]),
  wording(
    false,
    [
      String.raw`(?:do not|don t|dont|donot|never|please not|not to) (?:ever |you |please )?(?:send|e ?mail|mail|contact|write|message|spam|text|bother|disturb|harass|call|reach out)(?: (?:me|us|to me|to us|to this|this|any|anything|more|these|your)){0,4}(?: ${MAIL}| again| any ?more| ever| any longer| to me| to this| please| in (?:the )?future|$)`,
    ],
    true,
  ),
  // no more
  wording(false, [
    String.raw`no (?:more|further)(?! than)${words(4)} ${MAIL}|no more(?: (?:please|thanks?|thank you|of (?:this|these|your)|from you)|$)|no (?:e ?mails|newsletters|spam) (?:please|thanks|thank you|any ?more)|enough (?:of (?:your|these|this) )?(?:e ?mails|spam|messages)|enough already`,
    String.raw`${NOT}(?: (?:ever|really|longer))? (?:want|wish|care|need|like|desire|agree|consent|interested|asked|ask|sign up|signed up)(?: (?:to|in|for))?(?: (?:be|keep|get|getting|continue|being|have|hear|hearing|receive|recieve|receiving|see))?(?: (?:to|any|more|further|your|these|this|such|getting|receiving|any ?more|of)){0,4} (?:${MAIL}|contacted|e ?mailed|on (?:your|this|the|any) (?:mailing )?list|from you|subscribed|part of (?:this|your))`,
    String.raw`(?:no longer|not|don t|dont|do not|never) (?:wish|want|interested|care|like|need|desire)(?: (?:to|in|for|any|longer))? (?:be |keep |get |continue )?(?:receiv\w{1,4}|reciev\w{1,4}|hear\w{0,3}|contact\w{0,3}|subscri\w{1,4})\b`,
    String.raw`(?:rather|prefer|ask|asked|please|like)(?: to| you to)? not(?: to)? (?:be )?(?:receive|recieve|contacted|e ?mailed|get)\b`,
  ]),
]
