/** A file that cannot be imported, or an import that cannot go on: one sentence for people. Nothing is half-written. */
export class ImportError extends Error {
  readonly code = 'import'

  constructor(sentence: string) {
    super(sentence)
    this.name = 'ImportError'
  }
}
