import type { ErrorInfo } from '../base/workbenchError';
import type { SocketType } from '../model/socketType';
import { notificationType, requestType } from './requestType';

/** Host -> engine: the life of the engine process. */

/** Raised with every change that an older counterpart would misread. */
export const protocolVersion = 1;

export interface EngineLimits {
  /** Bytes of spooled capture kept per session before the oldest are evicted. */
  readonly captureBytes: number;
  /** Milliseconds; defaults of ZMQ_SNDTIMEO, ZMQ_RCVTIMEO (REQ) and ZMQ_LINGER for every session. */
  readonly sendTimeout: number;
  readonly receiveTimeout: number;
  readonly linger: number;
}

export interface InitializeParams {
  readonly protocolVersion: number;
  /** Absolute folder of the extension's storage where captures are spooled; made when missing. */
  readonly spoolFolder: string;
  readonly limits: EngineLimits;
}

/** What the loaded native library can do. */
export interface NativeCapabilities {
  /** libzmq's version, `4.3.5`. */
  readonly libzmq: string;
  /** The binding's version, `6.8.0`. */
  readonly binding: string;
  /** Transports that endpoints may name, `tcp`, `ipc`, `inproc` … */
  readonly transports: readonly string[];
  readonly socketTypes: readonly SocketType[];
  readonly curve: boolean;
}

export interface InitializeResult {
  readonly protocolVersion: number;
  readonly pid: number;
  /** Capabilities, or why the native library did not load: sessions cannot open, all else goes on. */
  readonly native: { readonly capabilities: NativeCapabilities } | { readonly error: ErrorInfo };
}

export const engineInitialize = requestType<InitializeParams, InitializeResult>('engine/initialize');
export const engineConfigure = requestType<EngineLimits, void>('engine/configure');
/** Closes every session and ends the process. */
export const engineShutdown = requestType<void, void>('engine/shutdown');

export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
}
export const engineDidLog = notificationType<LogEntry>('engine/didLog');
