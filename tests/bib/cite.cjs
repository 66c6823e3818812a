// What citation-js reads in each of the files, as CSL-JSON: one array of arrays.
const path = require('path');
const { createRequire } = require('module');
const tools = createRequire(path.join(process.argv[2], 'package.json'));
const { Cite } = tools('@citation-js/core');
for (const plugin of ['bibtex', 'csl', 'ris']) tools(`@citation-js/plugin-${plugin}`);
const { readFileSync } = require('fs');

const read = (file) => new Cite(readFileSync(file, 'utf8'), { generateGraph: false }).data;
console.log(JSON.stringify(process.argv.slice(3).map(read)));
