#!/usr/bin/env node
// Any Node can start this file; Égard itself runs on the Node that npm installed beside it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const NEEDED = 26
const PASSED_ON = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']
// What is typed in a terminal reaches both processes by itself; passed on as well, it would look like a second Ctrl-C.
const TYPED = process.stdin.isTTY ? ['SIGINT', 'SIGQUIT'] : []

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const main = join(root, 'bot/main.ts')

if (majorOf(process.versions.node) === NEEDED) {
  process.argv[1] = main
  await import(pathToFileURL(main).href)
} else {
  const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(node)) runOn(node)
  else stop('Égard needs Node 26; run npm install first.')
}

/** @param {string} version */
function majorOf(version) {
  return Number(version.split('.')[0])
}

/**
 * Becomes as good as that process: its streams, its signals, its end.
 * @param {string} node
 */
function runOn(node) {
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of PASSED_ON) process.on(signal, () => TYPED.includes(signal) || child.kill(signal))
  child.on('error', () => stop('Égard needs Node 26; run npm install first.'))
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]))
}

/** @param {string} sentence */
function stop(sentence) {
  console.error(sentence)
  process.exitCode = 1
}
