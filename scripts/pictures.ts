/** `npm run pictures`: takes the README's pictures from the running extension, with the demo's traffic. */
import { build } from 'esbuild';
import { buildExtension } from './buildExtension.ts';
import { testBundleOptions } from './bundleTests.ts';
import { Companions } from './companions.ts';
import { startDemoPeers } from './demoPeers.ts';
import { inRepository } from './repository.ts';
import { OwnedProcess } from './ownedProcess.ts';

const companions = new Companions();
await companions.run(async () => {
  await buildExtension();
  const bundle = inRepository('out/pictures/takePictures.cjs');
  await build({
    ...testBundleOptions,
    entryPoints: ['test/pictures/takePictures.ts'],
    outfile: bundle,
  });
  await startDemoPeers(companions);
  const camera = new OwnedProcess({ command: process.execPath, args: [bundle] });
  camera.onLine((line) => console.log(line));
  const { reason } = await camera.ended;
  await companions.end(reason === 'code 0' ? 0 : 1);
});
