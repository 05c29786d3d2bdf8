import { engineDidLog, type LogEntry } from '../protocol/engine';
import type { RpcServer } from './rpc';

/** Sends log lines to the host, which owns the output channel. Never log message content or secrets. */
export class Log {
  private rpc: RpcServer | undefined;
  private early: LogEntry[] = [];

  /** Lines logged before are sent now. */
  attach(rpc: RpcServer): void {
    this.rpc = rpc;
    for (const entry of this.early) rpc.notify(engineDidLog, entry);
    this.early = [];
  }

  debug(message: string): void {
    this.write({ level: 'debug', message });
  }

  info(message: string): void {
    this.write({ level: 'info', message });
  }

  warn(message: string): void {
    this.write({ level: 'warn', message });
  }

  error(message: string): void {
    this.write({ level: 'error', message });
  }

  private write(entry: LogEntry): void {
    if (this.rpc) this.rpc.notify(engineDidLog, entry);
    else this.early.push(entry);
  }
}
