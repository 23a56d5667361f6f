/** A command line that cannot be understood: one sentence, then the usage, exit 2. */
export class UsageError extends Error {
  readonly code = 'usage'

  constructor(sentence: string) {
    super(sentence)
    this.name = 'UsageError'
  }
}
