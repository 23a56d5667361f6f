/** Lower case, without accents, with plain apostrophes and spaces: what wordings are compared in. Line ends stay. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u200b-\u200f\ufeff\u00ad]/g, '')
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/œ/g, 'oe')
    .replace(/[^\S\n]+/g, ' ')
}
