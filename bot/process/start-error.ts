/** Why Égard cannot start: one sentence that says what to do. */
export class StartError extends Error {
  readonly code: 'already-running' | 'roles' | 'port' | 'topics-in-use' | 'pages' | 'dkim' | 'journal'

  constructor(code: StartError['code'], sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.name = 'StartError'
    this.code = code
  }
}
