/**
 * Where clocks or public holidays differ inside a country. A row: the region's code (its holidays go by it), its names, the beginnings of its
 * postcodes (`350-369`: all of them; `*`: where no other row fits), its zones. `-` is none. The longest beginning wins, and a postcode is more
 * precise than a name. A country without rows has the zones that Intl knows of it. Written on 2026-11-22 from memory and secondary sources:
 * the finer divisions of the US, Canada and Australia want a check against the lists named at each table.
 */

/** La Poste's postcodes by department; holidays of Alsace-Moselle: Code du travail L3134-13, overseas: L3422-2; zones: IANA. */
const FRANCE = `
57  57|moselle                                     57         Europe/Paris
67  67|bas rhin|alsace                             67         Europe/Paris
68  68|haut rhin                                   68         Europe/Paris
GP  971|guadeloupe                                 971        America/Guadeloupe
MQ  972|martinique                                 972        America/Martinique
GF  973|guyane|french guiana|guyane francaise      973        America/Cayenne
RE  974|reunion|la reunion|ile de la reunion       974        Indian/Reunion
PM  975|saint pierre et miquelon                   975        America/Miquelon
YT  976|mayotte                                    976        Indian/Mayotte
BL  977|saint barthelemy                           977,97133  America/St_Barthelemy
MF  978|saint martin                               978,97150  America/Marigot
TF  984|terres australes                           984        Indian/Kerguelen
WF  986|wallis et futuna                           986        Pacific/Wallis
PF  987|polynesie francaise|french polynesia       987        Pacific/Tahiti Pacific/Marquesas Pacific/Gambier
NC  988|nouvelle caledonie|new caledonia           988        Pacific/Noumea`

/** USPS Labeling List L002 (3-digit ZIP prefixes), 49 CFR part 71 (zones of split states); from secondary sources. */
const UNITED_STATES = `
AL  alabama               350-369                    America/Chicago
AK  alaska                995-999                    America/Anchorage America/Adak
AZ  arizona               850-865                    America/Phoenix America/Denver
AR  arkansas              716-729                    America/Chicago
CA  california|californie  900-908,910-928,930-961    America/Los_Angeles
CO  colorado              800-816                    America/Denver
CT  connecticut           060-069                    America/New_York
DE  delaware              197-199                    America/New_York
DC  district of columbia|washington dc  200,202-205,569  America/New_York
FL  florida|floride       324-325                    America/New_York America/Chicago
FL  -                     320-323,326-339,341-342,344,346-347,349  America/New_York
GA  georgia|georgie       300-319,398-399            America/New_York
HI  hawaii|hawai          967-968                    Pacific/Honolulu
ID  idaho                 832-838                    America/Denver America/Los_Angeles
IL  illinois              600-629                    America/Chicago
IN  indiana               460-479                    America/New_York America/Chicago
IA  iowa                  500-528                    America/Chicago
KS  kansas                660-679                    America/Chicago America/Denver
KY  kentucky              400-427                    America/New_York America/Chicago
LA  louisiana|louisiane   700-714                    America/Chicago
ME  maine                 039-049                    America/New_York
MD  maryland              206-219                    America/New_York
MA  massachusetts         010-027,055                America/New_York
MI  michigan              498-499                    America/New_York America/Chicago
MI  -                     480-497                    America/New_York
MN  minnesota             550-567                    America/Chicago
MS  mississippi           386-397                    America/Chicago
MO  missouri              630-658                    America/Chicago
MT  montana               590-599                    America/Denver
NE  nebraska              680-693                    America/Chicago America/Denver
NV  nevada                889-898                    America/Los_Angeles America/Denver
NH  new hampshire         030-038                    America/New_York
NJ  new jersey            070-089                    America/New_York
NM  new mexico            870-884                    America/Denver
NY  new york              005,100-149                America/New_York
NC  north carolina        270-289                    America/New_York
ND  north dakota          580-588                    America/Chicago America/Denver
OH  ohio                  430-459                    America/New_York
OK  oklahoma              730-732,734-749            America/Chicago
OR  oregon                970-979                    America/Los_Angeles America/Denver
PA  pennsylvania          150-196                    America/New_York
RI  rhode island          028-029                    America/New_York
SC  south carolina        290-299                    America/New_York
SD  south dakota          570-577                    America/Chicago America/Denver
TN  tennessee             370-385                    America/New_York America/Chicago
TX  texas                 798                        America/Chicago America/Denver
TX  -                     733,750-797                America/Chicago
TX  -                     799,885                    America/Denver
UT  utah                  840-847                    America/Denver
VT  vermont               050-054,056-059            America/New_York
VA  virginia|virginie     201,220-246                America/New_York
WA  washington            980-994                    America/Los_Angeles
WV  west virginia         247-268                    America/New_York
WI  wisconsin             530-549                    America/Chicago
WY  wyoming               820-831                    America/Denver
PR  puerto rico           006-007,009                America/Puerto_Rico
VI  virgin islands        008                        America/St_Thomas
GU  guam                  969                        Pacific/Guam
AS  american samoa        96799                      Pacific/Pago_Pago
MP  northern mariana islands  96950-96952            Pacific/Saipan`

/** Canada Post's first letters, and its first three characters where a province is split; zones: IANA, provinces' time acts, from secondary sources. */
const CANADA = `
NL  newfoundland and labrador|terre neuve et labrador|newfoundland|terre neuve  A  America/St_Johns
NL  -                     A0K,A0P,A0R,A1Z,A2V        America/St_Johns America/Goose_Bay
NS  nova scotia|nouvelle ecosse           B          America/Halifax
PE  prince edward island|ile du prince edouard  C    America/Halifax
NB  new brunswick|nouveau brunswick       E          America/Moncton
QC  quebec                                G,H,J      America/Toronto
QC  -                     G4T                        America/Halifax
QC  -                     G0G                        America/Toronto America/Blanc-Sablon
ON  ontario                               K,L,M,N,P  America/Toronto
ON  -                     P0T,P0V,P0W,P0X,P0Y,P8N,P8T,P9A,P9N  America/Toronto America/Winnipeg America/Coral_Harbour
MB  manitoba                              R          America/Winnipeg
SK  saskatchewan                          S          America/Regina
SK  -                     S0P,S9V                    America/Regina America/Winnipeg America/Edmonton
AB  alberta                               T          America/Edmonton
BC  british columbia|colombie britannique  V         America/Vancouver
BC  -                     V0A,V0B,V0C,V1A,V1C,V1G,V1J  America/Vancouver America/Edmonton America/Creston America/Dawson_Creek America/Fort_Nelson
NT  northwest territories|territoires du nord ouest  X0E,X0G,X1A  America/Edmonton America/Inuvik
NU  nunavut               X0A,X0B,X0C                America/Iqaluit America/Rankin_Inlet America/Coral_Harbour America/Cambridge_Bay
YT  yukon                                 Y          America/Whitehorse`

/** INE's province numbers, with which postcodes begin, by autonomous community; zones: IANA. */
const SPAIN = `
AN  andalucia|andalousie|andalusia        04,11,14,18,21,23,29,41  Europe/Madrid
AR  aragon                                22,44,50   Europe/Madrid
AS  asturias|asturies                     33         Europe/Madrid
CB  cantabria|cantabrie                   39         Europe/Madrid
CE  ceuta                                 51         Africa/Ceuta
CL  castilla y leon|castille et leon      05,09,24,34,37,40,42,47,49  Europe/Madrid
CM  castilla la mancha|castille la manche  02,13,16,19,45  Europe/Madrid
CN  canarias|islas canarias|canaries|iles canaries|canary islands  35,38  Atlantic/Canary
CT  cataluna|catalunya|catalogne|catalonia  08,17,25,43  Europe/Madrid
EX  extremadura|estremadure               06,10      Europe/Madrid
GA  galicia|galice                        15,27,32,36  Europe/Madrid
IB  illes balears|islas baleares|baleares|iles baleares  07  Europe/Madrid
MC  murcia|region de murcia               30         Europe/Madrid
MD  madrid|comunidad de madrid            28         Europe/Madrid
ML  melilla                               52         Africa/Ceuta
NC  navarra|navarre                       31         Europe/Madrid
PV  pais vasco|euskadi|pays basque        01,20,48   Europe/Madrid
RI  la rioja|rioja                        26         Europe/Madrid
VC  comunitat valenciana|comunidad valenciana|valencia|valence  03,12,46  Europe/Madrid`

/** CTT's postcodes; zones: IANA. */
const PORTUGAL = `
20  acores|azores|acores portugal         95-99      Atlantic/Azores
30  madeira|madere                        90-93      Atlantic/Madeira
-   portugal continental|lisboa|lisbon|lisbonne|porto  1,2,3,4,5,6,7,8  Europe/Lisbon`

/** Australia Post's ranges; zones: IANA. */
const AUSTRALIA = `
NSW  new south wales      1,2                        Australia/Sydney
NSW  -                    2880                       Australia/Broken_Hill
NSW  -                    2898                       Australia/Lord_Howe
ACT  australian capital territory  02,2600-2618,2900-2920  Australia/Sydney
VIC  victoria             3,8                        Australia/Melbourne
QLD  queensland           4,9                        Australia/Brisbane
SA   south australia      5                          Australia/Adelaide
WA   western australia    6                          Australia/Perth
WA   -                    6443                       Australia/Perth Australia/Eucla
TAS  tasmania             7                          Australia/Hobart
NT   northern territory   08,09                      Australia/Darwin`

/** Royal Mail's postcode areas, by where most of each lies. Holidays: Banking and Financial Dealings Act 1971. */
const UNITED_KINGDOM = `
NIR  northern ireland|irlande du nord|noord ierland  BT  Europe/London
SCT  scotland|ecosse|schotland   AB,DD,DG,EH,FK,G0,G1,G2,G3,G4,G5,G6,G7,G8,G9,HS,IV,KA,KW,KY,ML,PA,PH,TD,ZE  Europe/London
WLS  wales|pays de galles        CF,LD,LL,SA         Europe/London
ENG  england|angleterre|engeland  *                  Europe/London`

export const PART_ROWS: Readonly<Record<string, string>> = {
  FR: FRANCE,
  US: UNITED_STATES,
  CA: CANADA,
  ES: SPAIN,
  PT: PORTUGAL,
  AU: AUSTRALIA,
  GB: UNITED_KINGDOM,
}

/** Territories with a country code of their own, under the windows of the country they belong to. */
export const BELONGS_TO: Readonly<Record<string, string>> = {
  GP: 'FR', MQ: 'FR', GF: 'FR', RE: 'FR', PM: 'FR', YT: 'FR', BL: 'FR', MF: 'FR', TF: 'FR', WF: 'FR', PF: 'FR', NC: 'FR',
  PR: 'US', VI: 'US', GU: 'US', AS: 'US', MP: 'US', UM: 'US',
} // biome-ignore format: one line a country
