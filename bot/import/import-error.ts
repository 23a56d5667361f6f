/** What is wrong, for who says it in another language: a code, and what its sentence names. */
export interface Trouble {
  readonly problem: string
  readonly detail: string
}

/** A file that cannot be imported, or an import that cannot go on: one sentence for people. Nothing is half-written. */
export class ImportError extends Error {
  readonly code = 'import'
  readonly trouble: Trouble | undefined

  constructor(sentence: string, trouble?: Trouble) {
    super(sentence)
    this.name = 'ImportError'
    this.trouble = trouble
  }
}
