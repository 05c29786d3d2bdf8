/** Writes media/scaffold/javascript from media/scaffold/typescript. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { javaScriptOf } from './javaScriptOf.ts';
import { inRepository } from './repository.ts';

const source = inRepository('media/scaffold/typescript');
const target = inRepository('media/scaffold/javascript');
rmSync(target, { recursive: true, force: true });
for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.ts')) continue;
  const file = path.join(target, name.replace(/\.ts$/, '.js'));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, await javaScriptOf(readFileSync(path.join(source, name), 'utf8')));
}
