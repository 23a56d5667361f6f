/** What is wrong with the settings, one sentence a line. */
export class SettingsError extends Error {
  readonly code = 'bad-settings'

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'SettingsError'
  }
}
