import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { OwnedProcess } from './ownedProcess.ts';
import { quietSettings } from './quietSettings.ts';
import { inRepository } from './repository.ts';
import { writeSettings } from './vsCodeServer.ts';

/** Downloads desktop VS Code into .vscode-test/ unless it is there, and opens a folder in it with extensions from sources. */
export async function startDesktop(folder: string, extensions: readonly string[]): Promise<OwnedProcess> {
  console.log('Providing desktop VS Code …');
  const executable = await download();
  const userData = inRepository('.vscode-test/demo-desktop');
  writeSettings(userData, quietSettings);
  return new OwnedProcess({
    command: executable,
    args: [
      folder,
      ...extensions.map((extension) => `--extensionDevelopmentPath=${extension}`),
      `--user-data-dir=${userData}`,
      ...['--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
      // VS Code refuses to run as root without it
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

async function download(): Promise<string> {
  try {
    return await downloadAndUnzipVSCode({ cachePath: inRepository('.vscode-test') });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Desktop VS Code could not be downloaded (${reason}). Without --desktop, npm start needs npm's registry only.`,
    );
  }
}
