import { startTextProvider } from '#tests/faults/drivers/text-provider.ts'

// Run in a process of its own: a provider of SMS that takes everything and keeps nothing of use.
const { accountSid, authToken, apiUrl } = await startTextProvider()
process.send?.({ accountSid, authToken, apiUrl })
process.on('disconnect', () => process.exit())
