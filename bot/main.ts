// Node 26 only from here on: Temporal, and .ts files run as they are.
if (Number(process.versions.node.split('.')[0]) < 26) {
  process.stderr.write('Égard needs Node 26; use npm start or npx egard\n')
  process.exit(1)
}

// What was compiled at one start is not compiled again at the next; where the folder cannot be written, it is.
const { enableCompileCache } = await import('node:module')
enableCompileCache(`${import.meta.dirname}/../node_modules/.cache/compiled`)

const { runCommand } = await import('./cli/shared/run-command.ts')
const { createContext } = await import('./process/create-context.ts')

process.exitCode = await runCommand(createContext(), process.argv.slice(2))
