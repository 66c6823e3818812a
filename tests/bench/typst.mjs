// Typst as a program: node typst.mjs MODULES-DIR FILE.typ OUT.pdf
// Prints the milliseconds that reading, typesetting and writing the document took, without the start of Node.

import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'

const [, , modules, source, target] = process.argv
const require = createRequire(path.join(path.resolve(modules), 'package.json'))
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler')

const compiler = NodeCompiler.create({ workspace: path.dirname(path.resolve(source)) })
const start = process.hrtime.bigint()
const pdf = compiler.pdf({ mainFilePath: path.resolve(source) })
const took = Number(process.hrtime.bigint() - start) / 1e6
fs.writeFileSync(target, pdf)
console.log(took.toFixed(1))
