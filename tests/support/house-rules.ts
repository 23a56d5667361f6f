import { isBuiltin } from 'node:module'
import ts from 'typescript'
import { type Import, lineOf, nodesOf, type SourceFile } from './source-file.ts'

/** A rule of the house: what it promises in plain words, and every place that breaks it. */
export interface HouseRule {
  name: string
  /** `path:line what is wrong there`, one per place. */
  violations(file: SourceFile): string[]
}

/** What `core` may stand on besides itself: pure packages only. */
const PURE_PACKAGES = ['libphonenumber-js']
const DATABASE_PACKAGES = ['kysely', 'kysely-generic-sqlite', 'sqlite3', 'pg', 'pg-cursor']
/** What the running process's machine would answer; in core the answer is an argument. */
const MACHINE = new Set([
  'globalThis',
  'process',
  'performance',
  'crypto',
  'fetch',
  'console',
  'setTimeout',
  'setInterval',
])
const MACHINE_CALLS = new Set(['Date.now', 'Math.random', 'Temporal.Now'])
/** The language's own errors carry no code to compare. */
const NATIVE_ERRORS = new Set(['Error', 'TypeError', 'RangeError', 'SyntaxError', 'URIError', 'AggregateError'])

export const HOUSE_RULES: HouseRule[] = [
  importRule('core imports only core and pure packages', 'core', ({ from }) => {
    return isNear(from) || isInside(from, 'core') || isPackage(from, PURE_PACKAGES)
  }),
  importRule('db imports only core, db, its drivers and Node', 'db', ({ from }) => {
    return isNear(from) || isInside(from, 'core', 'db') || isPackage(from, DATABASE_PACKAGES) || isBuiltin(from)
  }),
  importRule('bot never imports tables, the schema as a value, or the pages', 'bot', ({ from, isTypeOnly }) => {
    if (/^#db\/schema\b/.test(from)) return isTypeOnly
    return !/^#db\/tables\b/.test(from) && !isInside(from, 'preference-center')
  }),
  importRule('bot never holds SQL', 'bot', ({ from }) => !isPackage(from, DATABASE_PACKAGES)),
  importRule('pages import types from db, values from core, and nothing from bot', 'preference-center', (imported) => {
    const { from, isTypeOnly } = imported
    if (/^#db\/tables\b/.test(from) || isInside(from, 'bot')) return false
    if (from.startsWith('#db/')) return isTypeOnly
    return !isPackage(from, [...DATABASE_PACKAGES, '@slack/bolt', 'nodemailer', 'twilio'])
  }),
  importRule('nothing outside tests imports tests', /^(?!tests\/)/, ({ from }) => !from.startsWith('#tests/')),
  importRule('no import climbs out of its folder', /^/, ({ from }) => !/^\.\.|\/\.\.(\/|$)/.test(from)),
  syntaxRule('core never asks the machine: no clock, randomness, environment or network', 'core', asksTheMachine),
  syntaxRule('core is synchronous: no promises', 'core', waits),
  syntaxRule('errors are told apart by their code, never by instanceof', /^(?!tests\/)/, testsAnErrorByClass),
]

/** Every place in these files that breaks a rule, sorted as the files are. */
export function violationsOf(rule: HouseRule, files: SourceFile[]): string[] {
  return files.flatMap((file) => rule.violations(file))
}

function importRule(name: string, where: string | RegExp, isAllowed: (imported: Import) => boolean): HouseRule {
  const violations = ({ path, imports }: SourceFile) =>
    appliesTo(where, path)
      ? imports.filter((each) => !isAllowed(each)).map(({ from, line }) => `${path}:${line} imports ${from}`)
      : []
  return { name, violations }
}

function syntaxRule(name: string, where: string | RegExp, isWrong: (node: ts.Node) => boolean): HouseRule {
  const violations = ({ path, syntax }: SourceFile) =>
    appliesTo(where, path)
      ? [...nodesOf(syntax)]
          .filter(isWrong)
          .map((node) => `${path}:${lineOf(syntax, node)} ${node.getText(syntax).split('\n', 1)[0]}`)
      : []
  return { name, violations }
}

function appliesTo(where: string | RegExp, path: string): boolean {
  return typeof where === 'string' ? path.startsWith(`${where}/`) : where.test(path)
}

function isInside(from: string, ...rooms: string[]): boolean {
  return rooms.some((room) => from.startsWith(`#${room}/`))
}

/** In the same folder; rule "no import climbs out" keeps it there. */
function isNear(from: string): boolean {
  return from.startsWith('./')
}

function isPackage(from: string, packages: string[]): boolean {
  return packages.some((name) => from === name || from.startsWith(`${name}/`))
}

function asksTheMachine(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return MACHINE_CALLS.has(node.getText())
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0
  if (ts.isCallExpression(node)) return readsTheLocale(node) || node.expression.getText() === 'Date'
  return ts.isIdentifier(node) && MACHINE.has(node.text) && isValueOfItsOwn(node)
}

/** `toLocaleString()` without a language answers in the machine's. */
function readsTheLocale({ expression, arguments: given }: ts.CallExpression): boolean {
  const called = ts.isPropertyAccessExpression(expression) ? expression.name.text : ''
  const language = called === 'localeCompare' ? given[1] : given[0]
  return /^(toLocale\w*|localeCompare)$/.test(called) && language === undefined
}

/** Not a property, a key or a declaration that happens to have the same name. */
function isValueOfItsOwn(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return true
  if (ts.isVariableDeclaration(parent)) return parent.initializer === node
  return ts.isElementAccessExpression(parent) && parent.expression === node
}

function waits(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node) || node.kind === ts.SyntaxKind.AsyncKeyword) return true
  return ts.isIdentifier(node) && /^(Promise|PromiseLike|AsyncIterable|AsyncGenerator)$/.test(node.text)
}

function testsAnErrorByClass(node: ts.Node): boolean {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword) return false
  const tested = node.right.getText().split('.').at(-1) ?? ''
  return tested.endsWith('Error') && !NATIVE_ERRORS.has(tested)
}
