import { type SlackStandInOptions, startSlackStandIn } from '#bot/sandbox/slack/start-slack-stand-in.ts'

/** Slack as a process of its own: `node slack-server.ts OPTIONS`, options in JSON. */
const options = JSON.parse(process.argv[2] ?? '{}') as SlackStandInOptions & { port?: number }
const slack = await startSlackStandIn(options)
process.stdout.write(`Slack listens on ${slack.url}\n`)
