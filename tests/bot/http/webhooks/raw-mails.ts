/** A mail server's report that an address does not exist (RFC 3464), to the address our bounces come back to. */
export function aBounceMail(bounceAddress: string, status = '5.1.1', action = 'failed'): string {
  return lines(
    'From: MAILER-DAEMON@mx.example.net',
    `To: ${bounceAddress}`,
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'The message could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    '',
    'Final-Recipient: rfc822; a@example.org',
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; 550 ${status} <a@example.org>: Recipient address rejected`,
    '',
    '--b--',
  )
}

/** A person's answer to the message of that name. */
export function aReplyMail(messageId: string, text: string): string {
  return lines(
    'From: Marie <a@example.org>',
    'To: hello@example.org',
    'Subject: Re: Souhaitez-vous continuer ?',
    `In-Reply-To: ${messageId}`,
    `Message-ID: <${Math.random()}@mail.example.org>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
  )
}

const lines = (...all: string[]) => `${all.join('\r\n')}\r\n`
