import { socketOptions } from '../../model/socketOptionCatalogue';

/** What sockets take that the sessions' catalogue does not offer, and older names. */
const others = [
  'SUBSCRIBE',
  'UNSUBSCRIBE',
  'IDENTITY',
  'HWM',
  'SNDHWM',
  'RCVHWM',
  'XPUB_VERBOSE',
  'ZAP_DOMAIN',
];

/** Every option's name without `ZMQ_`. */
export const optionNames: ReadonlySet<string> = new Set([
  ...socketOptions.map(({ constant }) => constant.replace(/^ZMQ_/, '')),
  ...others,
]);

/** @returns libzmq's name without `ZMQ_`, from a name in any case: `linger` -> `LINGER`. */
export function optionNamed(name: string): string | undefined {
  const upper = name.toUpperCase().replace(/^ZMQ_/, '');
  return optionNames.has(upper) ? upper : undefined;
}

/** The same without regard to underscores, for names such as `sendHighWatermark`'s cousins `SndHwm`, `curveServer`. */
export function optionSpelled(name: string): string | undefined {
  const bare = name.toUpperCase().replace(/^ZMQ_/, '').replaceAll('_', '');
  for (const known of optionNames) if (known.replaceAll('_', '') === bare) return known;
  return undefined;
}
