import { lstat } from 'node:fs/promises';
import { connect } from 'node:net';
import { WorkbenchError } from '../../base/workbenchError';
import { errnoOf, socketError } from './errors';

/**
 * libzmq's bind removes whatever is at an ipc path: a plain file, or a socket that another program listens on, which
 * from then on nobody reaches (zmq_ipc(7)). Throws a WorkbenchError where something would be lost.
 */
export async function checkIpcPath(address: string, path: string): Promise<void> {
  // Named pipes and their like have no files; Windows checks by itself.
  if (process.platform === 'win32') return;
  let stats;
  try {
    stats = await lstat(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw socketError(error, { to: 'addEndpoint', role: 'bind', address });
  }
  if (!stats.isSocket()) {
    throw new WorkbenchError({
      code: 'endpoint/pathTaken',
      message: `${path} exists and is ${stats.isDirectory() ? 'a folder' : 'not a socket'}. Bind to another path, or remove it.`,
    });
  }
  if (await isListening(path)) {
    const inUse = Object.assign(new Error('somebody listens'), { code: 'EADDRINUSE' });
    throw socketError(inUse, { to: 'addEndpoint', role: 'bind', address });
  }
}

/** A socket file that nobody listens on was left by a program that ended. */
function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    const settle = (listening: boolean) => {
      probe.destroy();
      resolve(listening);
    };
    probe.once('connect', () => settle(true));
    probe.once('error', (error) => settle(errnoOf(error) !== 'ECONNREFUSED' && errnoOf(error) !== 'ENOENT'));
  });
}
