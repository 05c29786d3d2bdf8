import { spawn } from 'node:child_process';

/** Opens the address in the person's own browser. False where there is no display to show one on. */
export function openInBrowser(address: string): boolean {
  const opener = openerOf(process.platform);
  if (!opener) return false;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  // the address is printed too, for whom this does not work
  child.on('error', () => undefined);
  child.unref();
  return true;
}

function openerOf(platform: NodeJS.Platform): readonly [string, ...string[]] | undefined {
  if (platform === 'darwin') return ['open'];
  // `start` is part of cmd, which would split the address at its ampersands
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  const hasDisplay = process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  return hasDisplay ? ['xdg-open'] : undefined;
}
