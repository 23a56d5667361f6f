/** A secret or a key that does not fit: one sentence for the person who starts Égard. */
export class KeyError extends Error {
  readonly code: 'bad-secret' | 'wrong-secret' | 'unreadable-seal'

  constructor(code: KeyError['code'], message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'KeyError'
    this.code = code
  }
}
