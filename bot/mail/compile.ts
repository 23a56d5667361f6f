import mjml2html from 'mjml'
import { subjectOf } from '#core/messages/layout.ts'
import type { CompiledMessage, MessageSource } from '#core/messages/message.ts'
import { messageMjml } from '#core/messages/mjml.ts'
import { messageText } from '#core/messages/plain-text.ts'

/** The layout produced something MJML refuses: a defect of ours, never of what staff wrote. */
class CompileError extends Error {
  readonly code = 'message-not-compiled'
  constructor(cause: unknown) {
    super('The message could not be laid out: report this with the campaign’s number.', { cause })
    this.name = 'CompileError'
  }
}

/** Lays a message out once per step and language; merge fields and links stay placeholders. Throws `CompileError`. */
export async function compileMessage(source: MessageSource): Promise<CompiledMessage> {
  return { subject: subjectOf(source), html: await compileHtml(messageMjml(source)), text: messageText(source) }
}

async function compileHtml(mjml: string): Promise<string> {
  try {
    // No fonts: MJML would fetch web fonts by name. No includes, no file configuration: the source is all there is.
    const { html } = await mjml2html(mjml, {
      validationLevel: 'strict',
      minify: true,
      minifyOptions: { minifyCss: false },
      keepComments: false,
      fonts: {},
      ignoreIncludes: true,
      useMjmlConfigOptions: false,
    })
    return html
  } catch (cause) {
    throw new CompileError(cause)
  }
}
