/** `npm run package [-- --target linux-x64 …]`: builds one VSIX per target into out/vsix and prints their sizes. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackages } from './buildPackages.ts';
import { isNativeTarget, nativeTargets, type NativeTarget } from './nativeTargets.ts';
import { inRepository, repository } from './repository.ts';

const { values } = parseArgs({ options: { target: { type: 'string', multiple: true } } });
const packages = await buildPackages(chosenTargets(values.target), inRepository('out/vsix'), console.log);
for (const { target, file, bytes } of packages) {
  const size = `${(bytes / 1e6).toFixed(2)} MB`;
  console.log(`${target.padEnd(14)} ${size.padStart(8)}  ${path.relative(repository, file)}`);
}

function chosenTargets(names = Object.keys(nativeTargets)): readonly NativeTarget[] {
  return names.map((name) => {
    if (isNativeTarget(name)) return name;
    console.error(`There is no target ${name}. Targets: ${Object.keys(nativeTargets).join(', ')}.`);
    process.exit(2);
  });
}
