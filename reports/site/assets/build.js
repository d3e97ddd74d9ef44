// Builds what the site and the server's drawing use from src/ and node_modules. The same input gives the same bytes:
// versions are exact, nothing looks at the clock, and what is built is committed.
import { build } from 'esbuild';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { compile, NodePackageImporter } from 'sass';

const version = async (name) => JSON.parse(await readFile(`node_modules/${name}/package.json`, 'utf8')).version;

const echartsBanner =
  `/*! Apache ECharts ${await version('echarts')} (Apache-2.0, Copyright 2017-2026 The Apache Software Foundation)` +
  ` with zrender ${await version('zrender')} (BSD-3-Clause, Copyright 2017 Baidu Inc.) and tslib ${await version('tslib')}` +
  ` (0BSD, Copyright Microsoft Corporation): the parts that Planwatch uses. Licences: NOTICES.txt */`;

async function echarts(entry, outfile) {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    minify: true,
    charset: 'ascii',
    format: 'iife',
    globalName: 'echarts',
    target: 'es2019',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    banner: { js: echartsBanner },
  });
}

async function script(entry, outfile) {
  await build({ entryPoints: [entry], outfile, minify: true, charset: 'ascii', target: 'es2019', legalComments: 'none' });
}

async function style(entry, outfile) {
  const { css } = compile(entry, {
    importers: [new NodePackageImporter()],
    style: 'compressed',
    charset: false,
    quietDeps: true,
  });
  const banner =
    `/*! govuk-frontend ${await version('govuk-frontend')} (MIT, Copyright 2017 Crown Copyright (Government Digital` +
    ` Service)): the parts that Planwatch uses. Licence: NOTICES.txt */\n`;
  await writeFile(outfile, banner + css + '\n');
}

// NOTICES.txt: the licences of all that is in what was built, and of the font whose measures the server draws with.
async function notices(outfile) {
  const parts = [
    ['Apache ECharts', 'echarts', ['node_modules/echarts/NOTICE', 'node_modules/echarts/LICENSE', 'node_modules/echarts/licenses/LICENSE-d3']],
    ['zrender', 'zrender', ['node_modules/zrender/LICENSE']],
    ['tslib', 'tslib', ['node_modules/tslib/LICENSE.txt']],
    ['GOV.UK Frontend', 'govuk-frontend', ['src/licences/govuk-frontend.txt']],
  ];
  const chapters = [];
  for (const [title, name, files] of parts) {
    const texts = await Promise.all(files.map((f) => readFile(f, 'utf8')));
    chapters.push([`${title} ${await version(name)}`, ...texts]);
  }
  chapters.push(['Liberation Sans 2.1.5', await readFile('src/licences/liberation-fonts.txt', 'utf8')]);
  const rule = '='.repeat(78);
  const body = chapters.map(([title, ...texts]) => [rule, title, rule, '', texts.map((t) => t.trim()).join('\n\n')].join('\n'));
  const head = 'Planwatch contains the following works of others, each under its own licence.';
  await writeFile(outfile, [head, ...body].join('\n\n').replace(/\r\n/g, '\n').replace(/[ \t]+$/gm, '') + '\n');
}

await mkdir('dist', { recursive: true });
await mkdir('../../chart/echarts', { recursive: true });
await echarts('src/echarts-browser.js', 'dist/echarts.js');
await echarts('src/echarts-server.js', '../../chart/echarts/server.js');
await script('src/chart.js', 'dist/chart.js');
await style('src/site.scss', 'dist/site.css');
await notices('dist/NOTICES.txt');
