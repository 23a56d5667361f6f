import { type StopWording, wording, words } from './stop-wording.ts'

const MAIL = String.raw`(?:(?:pub(?:s|licites?|licitaires?)?|(?:e ?)?mails?|mels?|courriels?|courriers? electroniques?|messages?|news ?letters?|infolettres?|lettres? d info\w*|spams?|sms|textos?|envois?|sollicitations?|mailings?|promos?|promotions?|prospections?|relances?|demarchage|offres (?:commerciales|promotionnelles)|vos (?:courriers|offres|informations|infos|communications|invitations|nouvelles|actualites|contacts?))\b)`
const LIST = String.raw`(?:listes?|fichiers?|bases?|mailing\w*|diffusion|destinataires?|abonnes|envois?|repertoires?|carnet|registres?|newsletters?|infolettres?|contacts|tablettes|base de donnees)\b`
const OWN = String.raw`(?:mon|mes|ma|notre|nos|toutes mes|tous mes|cette|l) (?:adresses?|e ?mails?|mails?|mel|courriels?|coordonnees|donnees|numero|nom|compte|contact|inscription|abonnement|(?:[^\s.]{1,15} )?(?:mail|email|personnelles|electronique))\b`
const TAKE = String.raw`(?:retir|enlev|suprim|supprim|effac|ray|radi|exclu|elimin|desactiv|sorti?)(?:er|ez|e|es|ir|re|ons|ant|iez|ions)?`
const ME = String.raw`(?:me |m |nous )`
const SEND = String.raw`(?:ecri(?:vez|re|s|viez)|envoy?i?(?:ez|er|e|es|iez)|adress(?:ez|er|iez)|(?:re)?contact(?:ez|er|e|iez)|sollicit(?:ez|er|iez)|derang(?:ez|er|iez)|importun(?:ez|er|iez)|embet(?:ez|er)|emmerdez|spamm?(?:ez|er)|relanc(?:ez|er|iez)|mail(?:ez|er)|harcel(?:ez|er|iez)|transmett(?:ez|re)|(?:faites|faire) parvenir|telephonez|appelez|textez)`
const RECEIVE = String.raw`(?:re?cevoir|res+evoir|recvoir|faire partie de (?:vos|votre|la|cette)|etre (?:contacte|recontacte|sollicite|derange|importune|relance|harcele|destinataire|inscrit|abonne|spam\w{0,3}|informe)e?s?)`
const HARASS = String.raw`(?:envoyer|ecrire|contacter|deranger|importuner|solliciter|harceler|harcelement|spammer|embeter|emmerder|polluer|inonder|relancer|casser|saouler|ecrire|abonnement|inscription|ca\b|cela\b|tout\b)`
const WANT = String.raw`(?:veux|veut|voulons|souhaite|souhaitons|desire|desirons|accepte|supporte|voudrais|souhaiterais|veu|souaite|souhaites)`
const LINKS = String.raw`(?: (?:jamais|aucun\w{0,2}|de|d|a|aux|avec|vos|ces|tous|toutes|les|votre|cette|la|le|l|du|tes|ce|genre|type|toute|tout)){1,5}`

export const STOP_WORDINGS_FR: readonly StopWording[] = [
  // take me off
  wording(true, [
    String.raw`d[eé]s+ins?c?r[ei]?\w{0,14}`,
    String.raw`di?e?s[ie]ns?cri\w{0,12}`,
    String.raw`des+ab+on\w{0,12}`,
    String.raw`des abon+e?(?:r|z|ment)\b`,
    String.raw`des inscri(?:re|vez|ption|s)\b(?= moi| nous| svp| merci| immediat| de |$)`,
    String.raw`des+ouscri\w{0,8}`,
  ]),
  wording(true, [
    String.raw`${ME}?${TAKE}${words(5)} (?:de|d|du|des)${words(4)} ${LIST}`,
    String.raw`${TAKE}${words(2)} ${OWN}`,
    String.raw`(?:${TAKE}|ot(?:ez|er)|vir(?:ez|er)|desinscri\w{1,5}|oubliez) (?:moi|nous)\b`,
    String.raw`(?:merci|priere|veuillez|voulez|pouvez|pourriez|souhaite|voudrais|veux|demande|aimerais)${words(4)} (?:me|m|nous) (?:retirer|enlever|supprimer|effacer|rayer|radier|oter|sortir de|exclure|oublier)\b`,
    String.raw`(?:etre|soit|sois) (?:retire|enleve|supprime|efface|raye|radie|exclu)e?s?${words(5)} ${LIST}`,
    String.raw`annul(?:ez|er|e|ation)(?: de)? (?:mon |l |cet |notre )?(?:abonnement|inscription)|resili\w{1,4}${words(2)} (?:newsletter|infolettre)|fin (?:de mon |d )(?:abonnement|inscription)`,
  ]),
  // stop doing so
  wording(true, [
    String.raw`(?:arr?et+e[rsz]?|ces+ez|cesser|cesse|stop+ez|stop+er|stop+e|stop+|halte)(?: (?:donc|svp|merci|immediatement|tout de suite|vite|maintenant|avec|a|de|d|l|les|le|la|vos|votre|ces|cette|ce|tout|tous|toute|toutes|me|m|nous|tes|aux|enfin|definitivement)){1,6}${words(2)} (?:${MAIL}|${HARASS})`,
    String.raw`(?:arr?et+e[rsz]?|ces+ez) (?:${MAIL}|tout\b|ca\b|cela\b)`,
    String.raw`(?:fout|fich|laiss|lach)(?:ez|e|er) (?:moi|nous|me) (?:donc )?(?:la paix|tranquilles?|en paix|les baskets|la grappe)`,
  ]),
  // no more
  wording(
    false,
    [
      String.raw`(?:n |ne )?${ME}?(?:ne |n )?${ME}?${SEND} (?:plus|jamais|pas|rien)(?! (?:trop|tard|vite|rapidement|souvent|loin|de details|d informations|d infos|de renseignements|a pas|tot|longtemps|encore|oublie|seulement|que|avant|le|la|pendant))\b`,
      String.raw`n envoyez (?:plus|rien)\b`,
    ],
    true,
  ),
  wording(false, [
    String.raw`(?:ne|n|de|a) (?:plus|pas|jamais) (?:jamais |du tout )?(?:me |m |nous |lui |leur |la |le |les |y |vouloir |souhaiter |avoir a )?(?:${RECEIVE}|${SEND}|figurer|apparaitre|voir vos|lire vos|faire partie)\b`,
    String.raw`(?:plus|jamais|pas) (?:envie (?:de )?|besoin de |interesse\w{0,2} (?:par )?)?(?:rien )?${RECEIVE}\b`,
    String.raw`(?:ne |n )?${WANT} (?:vraiment |absolument |surtout |simplement )?(?:plus|pas|aucun\w{0,2}|jamais)${words(5)} ${MAIL}`,
    String.raw`(?<!\bai )(?<!\bavons )(?<!\brecois )(?<!\brecu )(?<!\brecevoir )(?<!\bavoir )(?<!\benvoyez moi )(?<!\bavez )(?<!\by a )(?:plus|pas|stop|assez|marre|ras le bol|halte|fini|terminees?|basta)${LINKS} ${MAIL}`,
    String.raw`(?:assez|marre|ras le bol|refuse) (?:de|d) ${RECEIVE}`,
    String.raw`(?:aucun\w{0,2}|zero) (?:autres? )?${MAIL}${words(3)} (?:svp|merci|plus|s il vous plait|de votre part|a l avenir|desormais)\b`,
    String.raw`plus rien (?:recevoir|m envoyer)|plus (?:aucun|un seul) (?:mail|message|courriel|contact)\w{0,2}`,
  ]),
  // in the words of the law, or of anger
  wording(false, [
    String.raw`(?:je |nous )(?:m |nous )?oppos\w{1,6} (?:a |au |aux |formellement |totalement )|droit d opposition|droit a l (?:oubli|effacement)|retir\w{1,4} mon consentement|consentement (?:est )?retire|je retire mon (?:accord|consentement|autorisation)`,
    String.raw`(?:ne suis|suis|ne sommes|sommes) (?:plus|pas)(?: du tout)? interesse\w{0,3}${words(4)} (?:vos|votre|par ces|par les|de recevoir)\b`,
    String.raw`marquer? comme (?:spam|indesirable)|signal(?:er|e|erai) (?:comme |en |pour )(?:spam|indesirable)|plainte a la cnil|saisir la cnil`,
  ]),
]
