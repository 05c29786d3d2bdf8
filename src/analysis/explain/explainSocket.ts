import { type SocketType, traitsOf } from '../../model/socketType';
import type { OptionUse, SocketUse } from '../facts';
import { code, enumerate } from './markdown';
import { compareOptions, optionMeaning } from './optionMeaning';

/** What the other end may be: `PUB: …. Goes with SUB and XSUB.` */
export function explainType(type: SocketType | undefined): string {
  if (!type) return 'The source does not tell the type of the socket.';
  const { summary, partners } = traitsOf(type);
  const goesWith =
    partners.length > 0 ? `Goes with ${enumerate(partners.map((partner) => `**${partner}**`))}.` : '';
  return `**${type}** ${summary}. ${goesWith}`.trimEnd();
}

/** What the source does with the socket, as Markdown list items without their dash. */
export function explainSocket(socket: SocketUse): string[] {
  return [
    ...subscriptionItem(socket),
    ...identityItem(socket),
    ...optionItems(socket),
    ...securityItem(socket),
  ];
}

const mostTopics = 6;

function subscriptionItem({ type, subscriptions, isPassedOn, receives }: SocketUse): string[] {
  if (!type || !traitsOf(type).subscribes) return [];
  const word = type === 'DISH' ? 'Joins' : 'Subscribes to';
  if (subscriptions.includes('')) return [`${word} everything`];
  if (subscriptions.length > 0) return [`${word} ${few(subscriptions.map(code), mostTopics)}`];
  const isBare = type === 'SUB' && receives && !isPassedOn;
  return isBare ? ['Subscribes to nothing, and so receives nothing'] : [];
}

function identityItem({ identity }: SocketUse): string[] {
  return identity === undefined ? [] : [`Its routing id is ${code(identity)}`];
}

const mostOptions = 5;

function optionItems({ options }: SocketUse): string[] {
  const last = new Map(options.map((option): [string, OptionUse] => [option.name, option]));
  const items = [...last.values()]
    .sort((one, other) => compareOptions(one.name, other.name))
    .flatMap(({ name, value }) => {
      const meaning = value === undefined ? undefined : optionMeaning(name, value);
      if (meaning === undefined || value === undefined) return [];
      const shown = typeof value === 'boolean' ? code(name) : `${code(name)} ${code(String(value))}`;
      return [`${shown}: ${meaning}`];
    });
  const more = items.length - mostOptions;
  return more > 0 ? [...items.slice(0, mostOptions), `${more} more options`] : items;
}

function securityItem({ security: { mechanism, isServer } }: SocketUse): string[] {
  if (mechanism === 'NULL') return [];
  const does = {
    PLAIN: 'user name and password, in clear',
    CURVE: 'encrypted; clients know the server’s public key',
    GSSAPI: 'Kerberos',
  }[mechanism];
  const part = isServer === undefined ? '' : isServer ? ', as the server' : ', as a client';
  return [`Security: **${mechanism}**${part} (${does})`];
}

function few(items: readonly string[], most: number): string {
  const more = items.length - most;
  return enumerate(more > 0 ? [...items.slice(0, most), `${more} more`] : items);
}
