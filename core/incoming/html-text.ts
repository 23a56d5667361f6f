/** Elements after which a line ends. */
const BLOCKS = new Set(
  'address article aside blockquote br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td tr ul'.split(
    ' ',
  ),
)
/** Elements whose content nobody reads. */
const UNREAD = new Set(['head', 'style', 'script', 'title', 'template'])
/** Where mail programs mark the beginning of the quoted message (Outlook, Outlook mobile, Yahoo, Thunderbird, Zimbra, Orange). */
const QUOTE_BEGINS =
  /divrplyfwdmsg|appendonsend|outlookmessageheader|yahoo_quoted|moz-cite-prefix|moz-forward-container|zwchr|mail-editor-reference|x_gmail_quote|protonmail_quote|tutanota_quote|gmail_quote|gmail_attr/
const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  laquo: '«',
  raquo: '»',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  euro: '€',
  ndash: '–',
  mdash: '—',
  oelig: 'œ',
  copy: '©',
  szlig: 'ß',
  ccedil: 'ç',
  Ccedil: 'Ç',
  eacute: 'é',
  Eacute: 'É',
  egrave: 'è',
  ecirc: 'ê',
  euml: 'ë',
  agrave: 'à',
  Agrave: 'À',
  aacute: 'á',
  acirc: 'â',
  auml: 'ä',
  icirc: 'î',
  iuml: 'ï',
  iacute: 'í',
  ocirc: 'ô',
  oacute: 'ó',
  ouml: 'ö',
  ugrave: 'ù',
  uacute: 'ú',
  ucirc: 'û',
  uuml: 'ü',
  Uuml: 'Ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Ecirc: 'Ê',
  ntilde: 'ñ',
}
const MOST = 400_000

/**
 * What a person sees of an HTML part, as lines. Text in a `blockquote` gets `> ` before each line; where a mail program marks the
 * quoted message, the line `-----Original Message-----` stands. One pass, whatever the markup.
 */
export function htmlText(html: string): string {
  const out: string[] = []
  let line = ''
  let quotes = 0
  let unread: string | undefined
  const text = html.slice(0, MOST)
  const endLine = () => {
    const said = line.replace(/\s+/g, ' ').trim()
    if (said !== '' || out.at(-1) !== '')
      out.push(said === '' || quotes === 0 ? said : `${'>'.repeat(Math.min(quotes, 5))} ${said}`)
    line = ''
  }
  let at = 0
  while (at < text.length) {
    const open = text.indexOf('<', at)
    const said = text.slice(at, open === -1 ? text.length : open)
    if (unread === undefined) line += decodeEntities(said)
    if (open === -1) break
    if (text.startsWith('<!--', open)) {
      const end = text.indexOf('-->', open + 4)
      at = end === -1 ? text.length : end + 3
      continue
    }
    const close = text.indexOf('>', open)
    const tag = text.slice(open + 1, close === -1 ? text.length : Math.min(close, open + 1000))
    const [, slash = '', name = ''] = /^(\/?)([a-z][a-z0-9]{0,15})/i.exec(tag) ?? []
    const lower = name.toLowerCase()
    if (lower === '') line += close === -1 ? '' : ' '
    if (unread !== undefined) {
      if (slash === '/' && lower === unread) unread = undefined
    } else if (UNREAD.has(lower) && slash === '') unread = tag.endsWith('/') ? undefined : lower
    else {
      if (BLOCKS.has(lower)) endLine()
      if (lower === 'blockquote') quotes = Math.max(0, quotes + (slash === '/' ? -1 : 1))
      else if (slash === '' && quotes === 0 && QUOTE_BEGINS.test(tag.toLowerCase()))
        out.push('-----Original Message-----')
      else if (lower === 'hr' && slash === '') out.push('________________________________')
    }
    at = close === -1 ? text.length : close + 1
  }
  endLine()
  return out.join('\n').trim()
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? ENTITIES[name.toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' '
  })
}
