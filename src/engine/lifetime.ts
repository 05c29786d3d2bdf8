import { OpenSocket } from './sessions/openSocket';

/** Time for closing sessions and writing captures; then the process ends as it is. */
const patienceMs = 1500;

/**
 * Ends the process with its host: when the channel closes, on SIGTERM and SIGHUP. SIGINT is left alone, since Ctrl-C
 * in a terminal reaches the whole group and the host decides.
 *
 * @param dispose closes what is open
 */
export function followHost(dispose: () => Promise<void>): () => void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    const patience = setTimeout(exit, patienceMs);
    dispose()
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(patience);
        exit();
      });
  };
  process.on('disconnect', end);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
  process.on('SIGINT', () => undefined);
  return end;
}

function exit(): void {
  // At exit zeromq.js waits for ever for sockets that linger for ever.
  if (OpenSocket.anyLingers) process.kill(process.pid, 'SIGKILL');
  else process.exit(0);
}
