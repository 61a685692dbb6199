// Remakes src/Api/Dashboard/Page/vendor from the versions package-lock.json names:
//
//   cd tools/vendor && npm ci && npm run make
//
// Only who updates a package needs Node for it: what is made is committed, and the tests hold it to the hashes of VENDOR.md.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../../src/Api/Dashboard/Page/vendor');
const modules = {
  'preact.js': { packages: ['preact', 'htm'], source: 'preact.entry.js' },
  'uplot.js': { packages: ['uplot'], source: 'uplot.entry.js' },
};

const described = (name) => JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8'));
const licenceOf = (name) => readFileSync(join(here, 'node_modules', name, 'LICENSE'), 'utf8').trim();

/** Licences ask to travel with the code: as a comment, the shorter ones whole. */
function banner(packages) {
  const parts = packages.map((name) => {
    const { version, license } = described(name);
    const text = license === 'MIT' ? licenceOf(name) : 'http://www.apache.org/licenses/LICENSE-2.0, Copyright 2018 Google Inc.';
    return `${name} ${version} (${license})\n${text}`;
  });
  return `/*!\n${parts.join('\n\n')}\n*/`;
}

mkdirSync(out, { recursive: true });
const rows = [];
for (const [file, { packages, source }] of Object.entries(modules)) {
  await build({
    entryPoints: [join(here, source)],
    outfile: join(out, file),
    bundle: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    legalComments: 'none',
    banner: { js: banner(packages) },
  });
  const content = readFileSync(join(out, file));
  const hash = createHash('sha256').update(content).digest('hex');
  for (const name of packages) {
    const { version, license, homepage } = described(name);
    rows.push(`| \`${file}\` | [${name}](${homepage ?? `https://www.npmjs.com/package/${name}`}) | ${version} | ${license} | \`${hash}\` |`);
  }
}

writeFileSync(join(out, 'VENDOR.md'), `# What is not ours

Made by \`tools/vendor/make.mjs\` from the npm packages named here; never edited by hand. A test recomputes the hashes.

| file | package | version | licence | SHA-256 of the file |
|---|---|---|---|---|
${rows.join('\n')}
`);
