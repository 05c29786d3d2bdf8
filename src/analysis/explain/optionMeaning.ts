import type { OptionFactValue } from '../facts';

type Meaning = (value: OptionFactValue) => string | undefined;

function when(text: string): Meaning {
  return (value) => (value === true || value === 1 ? text : undefined);
}

/** @param text with `{}` for the number. */
function number(text: string, special: Readonly<Record<number, string>> = {}): Meaning {
  return (value) => {
    if (typeof value !== 'number') return undefined;
    return special[value] ?? text.replace('{}', String(value));
  };
}

const forEver = { [-1]: 'waits for ever' };

/** What is worth knowing of a socket beside its type and addresses, the weightiest first. No secrets among them. */
const meanings: Readonly<Record<string, Meaning>> = {
  CONFLATE: when('keeps only the newest message'),
  LINGER: number('waits up to {} ms for unsent messages on close', {
    [-1]: 'waits for unsent messages on close, for ever',
    0: 'drops unsent messages on close',
  }),
  HWM: number('queues up to {} messages per peer', { 0: 'queues without limit' }),
  SNDHWM: number('queues up to {} messages per peer to send', {
    0: 'queues what is to be sent without limit',
  }),
  RCVHWM: number('queues up to {} received messages per peer', {
    0: 'queues what is received without limit',
  }),
  SNDTIMEO: number('send gives up after {} ms', { ...forEver, 0: 'send never waits' }),
  RCVTIMEO: number('receive gives up after {} ms', { ...forEver, 0: 'receive never waits' }),
  IMMEDIATE: when('queues only for peers whose connection stands'),
  ROUTER_MANDATORY: when('sending to an unknown peer is an error'),
  ROUTER_HANDOVER: when('a new peer takes over the routing id of an old one'),
  PROBE_ROUTER: when('sends an empty message to each ROUTER it connects to'),
  REQ_RELAXED: when('may send again without waiting for the reply'),
  REQ_CORRELATE: when('drops replies to other requests'),
  XPUB_VERBOSE: when('passes repeated subscriptions up'),
  XPUB_NODROP: when('send waits for slow subscribers instead of dropping'),
  XPUB_MANUAL: when('subscriptions are applied by the program'),
  INVERT_MATCHING: when('passes the messages that match no subscription'),
  MAXMSGSIZE: number('disconnects peers that send more than {} bytes', { [-1]: 'messages of any size' }),
  RECONNECT_IVL: number('connects again after {} ms', { [-1]: 'never connects again' }),
  RECONNECT_IVL_MAX: number('doubles the pause before connecting again up to {} ms', {
    0: 'keeps that pause',
  }),
  CONNECT_TIMEOUT: number('gives up an attempt to connect after {} ms', { 0: 'leaves that to the system' }),
  HEARTBEAT_IVL: number('pings its peers every {} ms', { 0: 'sends no pings' }),
  HEARTBEAT_TIMEOUT: number('drops a peer that is silent for {} ms after a ping'),
  TCP_KEEPALIVE: number('TCP keep-alive', {
    [-1]: 'TCP keep-alive as the system has it',
    0: 'no TCP keep-alive',
  }),
  IPV6: when('takes IPv6 addresses'),
  BINDTODEVICE: (value) => (typeof value === 'string' ? 'uses only this network interface' : undefined),
  SOCKS_PROXY: (value) => (typeof value === 'string' ? 'connects through this SOCKS5 proxy' : undefined),
  MULTICAST_HOPS: number('multicast packets live for {} hops'),
  RATE: number('multicast takes up to {} kbit/s'),
};

const order = Object.keys(meanings);

/** Which of two options is worth more words: negative where the first is. Those without words are last. */
export function compareOptions(one: string, other: string): number {
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return rank(one) - rank(other);
}

/** @returns undefined for what needs no words or has a meaning that nobody must see. */
export function optionMeaning(name: string, value: OptionFactValue): string | undefined {
  return Object.hasOwn(meanings, name) ? meanings[name]?.(value) : undefined;
}
