'use strict';
// Stands in for Electron's default app, which the fallback runtime lacks: `electron <folder or file>` starts that app.
const { app } = require('electron');
const fs = require('node:fs');
const path = require('node:path');
const Module = require('node:module');
const { pathToFileURL } = require('node:url');

const preload = [];
let target;
const args = process.argv.slice(1);
while (args.length > 0 && !target) {
  const arg = args.shift();
  if (arg === '-r' || arg === '--require') preload.push(args.shift());
  else if (!arg.startsWith('-')) target = path.resolve(arg);
}
if (!target) {
  console.error('usage: electron <path-to-app>');
  process.exit(2);
}
// Playwright hooks in here.
if (preload.length > 0) Module._preloadModules(preload);

async function start() {
  const manifestFile = path.join(target, 'package.json');
  if (!fs.existsSync(manifestFile)) return Module._load(require.resolve(target), Module, true);
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  if (manifest.productName || manifest.name) app.setName(manifest.productName || manifest.name);
  if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
  app.setAppPath(target);
  const main = path.join(target, manifest.main || 'index.js');
  const isModule = main.endsWith('.mjs') || (manifest.type === 'module' && !main.endsWith('.cjs'));
  return isModule ? import(pathToFileURL(main).href) : Module._load(require.resolve(main), Module, true);
}

start().catch((error) => {
  console.error('The app threw an error during load', error);
  process.exit(1);
});
