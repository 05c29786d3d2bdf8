import { optionNamed } from '../../library/optionNames';
import { socketOptions } from '../../../model/socketOptionCatalogue';

const constants = new Map<string, string>([
  ...socketOptions.map(({ name, constant }) => [name, constant.replace(/^ZMQ_/, '')] as const),
  ['gssapiServer', 'GSSAPI_SERVER'],
  ['gssapiPrincipal', 'GSSAPI_PRINCIPAL'],
  ['gssapiServicePrincipal', 'GSSAPI_SERVICE_PRINCIPAL'],
  ['gssapiPlainText', 'GSSAPI_PLAINTEXT'],
  ['ioThreads', 'IO_THREADS'],
  ['maxSockets', 'MAX_SOCKETS'],
  ['blocky', 'BLOCKY'],
]);

/** zeromq.js 6: `sendHighWaterMark` -> `SNDHWM`. */
export function attributeOption(name: string): string | undefined {
  return constants.get(name);
}

/** zeromq.js 5: `identity`, `linger`, `reconnect_ivl`; upper case is for constants. */
export function olderAttributeOption(name: string): string | undefined {
  return /^[a-z][a-z_]*$/.test(name) ? optionNamed(name) : undefined;
}
