/**
 * `npm start [-- --desktop] [-- --port N] [-- --no-browser]`: the extension in a real VS Code, on the demo
 * workspace, with live traffic. Ctrl-C ends all that it started.
 */
import { parseArgs } from 'node:util';
import { buildExtension } from './buildExtension.ts';
import { Companions } from './companions.ts';
import { startDemoPeers } from './demoPeers.ts';
import { provideDemoWorkspace } from './demoWorkspace.ts';
import { isFree } from './freePort.ts';
import { openInBrowser } from './openInBrowser.ts';
import { provideVsCode } from './provideVsCode.ts';
import { quietSettings } from './quietSettings.ts';
import { inRepository, repository } from './repository.ts';
import { startDesktop } from './startDesktop.ts';
import { VsCodeServer } from './vsCodeServer.ts';

/** Taken where it is free, since the browser keeps a window's layout by the address. */
const usualPort = 8556;

const { values: options } = parseArgs({
  options: {
    desktop: { type: 'boolean', default: false },
    port: { type: 'string' },
    'no-browser': { type: 'boolean', default: false },
  },
});

const companions = new Companions();
/** Opens the demo's first view. */
const opener = inRepository('demo/opener');
await companions.run(async () => {
  const port = chosenPort();
  console.log('Building the extension …');
  await buildExtension();
  await (options.desktop ? openDesktop() : openServer(port));
  console.log('Ctrl-C ends VS Code and the demo peers.');
});

async function openServer(port: number | undefined): Promise<void> {
  const serverFolder = await provideVsCode();
  console.log("Starting VS Code's server …");
  const server = await VsCodeServer.start({
    serverFolder,
    dataFolder: inRepository('.vscode-test/demo'),
    port: port ?? ((await isFree(usualPort)) ? usualPort : undefined),
    settings: quietSettings,
    installed: [opener],
  });
  companions.add("VS Code's server", server, { essential: true });
  await startDemoPeers(companions);
  const address = server.windowAddress({ folder: provideDemoWorkspace(), extension: repository });
  const opened = !options['no-browser'] && openInBrowser(address);
  console.log(
    `\n${opened ? 'Opened in your browser:' : 'Open this address in a browser:'}\n\n  ${address}\n`,
  );
}

async function openDesktop(): Promise<void> {
  await startDemoPeers(companions);
  companions.add('VS Code', await startDesktop(provideDemoWorkspace(), [repository, opener]), {
    essential: true,
  });
}

function chosenPort(): number | undefined {
  if (options.port === undefined) return undefined;
  const port = Number(options.port);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`--port takes a number from 1 to 65535, not ${options.port}.`);
}
