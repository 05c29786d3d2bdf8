import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { assertFree, freePort } from './freePort.ts';
import { OwnedProcess, type ProcessEnd } from './ownedProcess.ts';
import { runQuietly } from './runProcess.ts';

const host = '127.0.0.1';

export interface VsCodeServerOptions {
  /** From provideVsCode(). */
  readonly serverFolder: string;
  /** Takes user data, extensions and server.log; nothing of it touches a VS Code of the person's own. */
  readonly dataFolder: string;
  /** A free one when left out. */
  readonly port?: number;
  /** Settings of every window, below those of the workspace. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Folders of extensions that every window has, as if they were installed. */
  readonly installed?: readonly string[];
  /**
   * Seconds that an extension host waits for a page that vanished to come back; VS Code's three hours unless given.
   * A page says when it goes for good, but a browser that is short of time may not let it.
   */
  readonly reconnectionGrace?: number;
  /** Whether windows ask if a folder is to be trusted, and restrict themselves until it is; no unless given. */
  readonly workspaceTrust?: boolean;
  /** Of the server and so of the extension hosts; ours unless given. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface WindowOptions {
  /** The folder that the window opens, or the `.code-workspace` file of several. */
  readonly folder: string;
  /** The folder of the extension that is loaded from its sources; VS Code in a browser takes one. */
  readonly extension?: string;
  /** A module whose run() is called in the extension host. */
  readonly tests?: string;
}

/** VS Code's server, which serves the workbench to any number of browser windows. */
export class VsCodeServer {
  readonly port: number;
  readonly logFile: string;
  private readonly process: OwnedProcess;

  private constructor(child: OwnedProcess, port: number, logFile: string) {
    this.process = child;
    this.port = port;
    this.logFile = logFile;
  }

  /** Resolves once it listens. Throws when the port is in use or the server does not start. */
  static async start(options: VsCodeServerOptions): Promise<VsCodeServer> {
    const port = options.port ?? (await freePort());
    if (options.port !== undefined) await assertFree(options.port);
    const data = options.dataFolder;
    writeSettings(path.join(data, 'user'), options.settings ?? {});
    listExtensions(path.join(data, 'extensions'), options.installed ?? []);
    const logFile = path.join(data, 'server.log');
    const { reconnectionGrace: grace } = options;
    const child = new OwnedProcess({
      command: process.execPath,
      args: [
        serverMain(options.serverFolder),
        ...['--host', host, '--port', String(port), '--without-connection-token'],
        // makes the page honour the `payload` query, which carries what to load
        ...['--enable-smoke-test-driver', '--accept-server-license-terms'],
        ...dataFlags(data),
        ...['--telemetry-level', 'off'],
        ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
        ...(grace === undefined ? [] : ['--reconnection-grace-time', String(grace)]),
      ],
      env: options.env,
      logFile,
    });
    try {
      await child.waitForLine(/Extension host agent listening on/);
    } catch (error) {
      await child.stop();
      throw new Error(`VS Code's server did not start. Its log is ${logFile}.`, { cause: error });
    }
    return new VsCodeServer(child, port, logFile);
  }

  /** Installs a VSIX for servers that will use the same data folder. */
  static async install(options: { serverFolder: string; dataFolder: string; vsix: string }): Promise<void> {
    const data = dataFlags(options.dataFolder);
    const args = [serverMain(options.serverFolder), '--install-extension', options.vsix, ...data];
    await runQuietly(process.execPath, args);
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** Resolves when the server ends, asked or not. */
  get ended(): Promise<ProcessEnd> {
    return this.process.ended;
  }

  /** The address of a workbench window. */
  windowAddress(options: WindowOptions): string {
    const remote = (file: string): string => `vscode-remote://${host}:${this.port}${urlPath(file)}`;
    const payload = [
      ...(options.extension ? [['extensionDevelopmentPath', remote(options.extension)]] : []),
      ...(options.tests ? [['extensionTestsPath', remote(options.tests)]] : []),
      ['skipWelcome', 'true'],
    ];
    const opens = options.folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
    const query = new URLSearchParams({ [opens]: urlPath(options.folder), payload: JSON.stringify(payload) });
    return `http://${host}:${this.port}/?${query.toString()}`;
  }

  /** Ends the server with its extension hosts and all they started. */
  stop(): Promise<void> {
    return this.process.stop();
  }
}

function serverMain(serverFolder: string): string {
  return path.join(serverFolder, 'out/server-main.js');
}

function dataFlags(data: string): readonly string[] {
  return [
    ...['--server-data-dir', path.join(data, 'server'), '--user-data-dir', path.join(data, 'user')],
    ...['--extensions-dir', path.join(data, 'extensions')],
  ];
}

/** `/c:/folder` on Windows. */
function urlPath(file: string): string {
  const forward = path.resolve(file).replaceAll('\\', '/');
  return forward.startsWith('/') ? forward : `/${forward}`;
}

/** Writes the settings of a user data folder, as a server and as a desktop reads them. */
export function writeSettings(userData: string, settings: Readonly<Record<string, unknown>>): void {
  for (const scope of ['User', 'Machine']) {
    mkdirSync(path.join(userData, scope), { recursive: true });
    writeFileSync(path.join(userData, scope, 'settings.json'), `${JSON.stringify(settings, undefined, 2)}\n`);
  }
}

interface InstalledExtension {
  readonly identifier: { readonly id: string };
}

/** Adds to VS Code's list of installed extensions, which may lie anywhere. */
function listExtensions(extensionsFolder: string, folders: readonly string[]): void {
  const file = path.join(extensionsFolder, 'extensions.json');
  mkdirSync(extensionsFolder, { recursive: true });
  const added = folders.map((folder) => {
    const { publisher, name, version } = readJson(path.join(folder, 'package.json')) as Record<
      string,
      string
    >;
    const location = { $mid: 1, scheme: 'file', path: urlPath(folder) };
    return { identifier: { id: `${publisher}.${name}` }, version, location };
  });
  const known = existsSync(file) ? (readJson(file) as InstalledExtension[]) : [];
  const others = known.filter(({ identifier }) => !added.some((one) => one.identifier.id === identifier.id));
  writeFileSync(file, JSON.stringify([...others, ...added]));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
