import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'

const SKIPPED = new Set(['node_modules', 'dist', '.astro', 'fixtures'])

export interface Import {
  from: string
  /** Nothing of it is left when the file runs. */
  isTypeOnly: boolean
  line: number
}

/** A source file of the project, read as syntax: comments and texts in it are not code. */
export interface SourceFile {
  /** From the project's folder, with slashes: `core/consent/fold.ts`. */
  path: string
  syntax: ts.SourceFile
  imports: Import[]
}

/** All TypeScript, JavaScript and Astro files under a folder. */
export function readSourceFiles(root: string, folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return []
    const path = join(root, folder, entry.name)
    if (entry.isDirectory()) return readSourceFiles(root, join(folder, entry.name))
    if (!/\.(tsx?|js|astro)$/.test(entry.name)) return []
    return [parseSourceFile(relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8'))]
  })
}

export function parseSourceFile(path: string, text: string): SourceFile {
  const code = path.endsWith('.astro') ? scriptsOf(text) : text
  const kind = path.endsWith('.ts') ? ts.ScriptKind.TS : ts.ScriptKind.TSX
  const syntax = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, kind)
  return { path, syntax, imports: importsOf(syntax) }
}

/** Every node of the file, outermost first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  for (const child of childrenOf(node)) yield* nodesOf(child)
}

export function lineOf(syntax: ts.SourceFile, node: ts.Node): number {
  return syntax.getLineAndCharacterOfPosition(node.getStart(syntax)).line + 1
}

/** The frontmatter and the scripts of an Astro file, each on the line it has there; the markup becomes blank. */
function scriptsOf(astro: string): string {
  const parts = /^\s*---\n([\s\S]*?)\n---|<script[^>]*>([\s\S]*?)<\/script>/gm
  let code = astro.replaceAll(/[^\n]/g, ' ')
  for (const match of astro.matchAll(parts)) {
    const part = match[1] ?? match[2] ?? ''
    const start = match.index + match[0].indexOf(part)
    code = code.slice(0, start) + part + code.slice(start + part.length)
  }
  return code
}

function importsOf(syntax: ts.SourceFile): Import[] {
  const imports: Import[] = []
  for (const node of nodesOf(syntax)) {
    const specifier = specifierOf(node)
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) continue
    imports.push({ from: specifier.text, isTypeOnly: isTypeOnly(node), line: lineOf(syntax, node) })
  }
  return imports
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal
  if (!ts.isCallExpression(node)) return undefined
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require'
  return isImport || isRequire ? node.arguments[0] : undefined
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return true
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  if (!ts.isImportDeclaration(node) || node.importClause === undefined) return false
  const { name, namedBindings, phaseModifier } = node.importClause
  if (phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly)
}

function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = []
  ts.forEachChild(node, (child) => void children.push(child))
  return children
}
