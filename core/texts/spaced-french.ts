/** French wants a space that never breaks before : ; ? ! » and after «. */
export function spacedFrench(line: string): string {
  return line.replace(/ ([:;?!»])/g, '\u00a0$1').replace(/« /g, '«\u00a0')
}
