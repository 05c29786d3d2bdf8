import { toHex, utf8Encode } from '../../../base/bytes';
import { printText } from '../../../model/filter/printFilter';
import { unescapeHidden } from '../../../model/visibleText';
import type { TopicCount } from '../../../protocol/capture';

/** A topic, or a group of topics that begin alike. */
export interface TopicNode {
  /** What shows: a topic in full, a group by its prefix without the last separator. */
  readonly label: string;
  /** The term of the filter language that takes the topics of this node. */
  readonly term: string;
  readonly count: number;
  readonly perSecond: number;
  readonly children: readonly TopicNode[];
}

const separators = ['.', '/', ':'] as const;

const collator = new Intl.Collator('en', { numeric: true });

/**
 * Groups topics at their separators, `ticks.AAPL` and `ticks.MSFT` under `ticks`; a group has two topics at least.
 * In the order of the alphabet, since by count they would change places under the pointer.
 */
export function buildTopicTree(topics: readonly TopicCount[]): TopicNode[] {
  return group(
    topics.toSorted((a, b) => compareTopics(a.topic, b.topic)),
    0,
  );
}

/** Bytes in hex come first, in the order of their digits: they hold no numbers. */
function compareTopics(a: string, b: string): number {
  const [aIsHex, bIsHex] = [a.startsWith('0x'), b.startsWith('0x')];
  if (!aIsHex && !bIsHex) return collator.compare(a, b);
  // The empty topic is before all.
  if (!aIsHex || !bIsHex) return a === '' || (aIsHex && b !== '') ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

/** @returns how many characters of a member's label are its group's and the separator after it. */
export function sharedPrefix(group: TopicNode, member: TopicNode): number {
  if (!member.label.startsWith(group.label) || member.label.length === group.label.length) return 0;
  const { length } = group.label;
  const isSeparator = separators.some((separator) => member.label.startsWith(separator, length));
  const shared = isSeparator ? length + 1 : length;
  return shared < member.label.length ? shared : 0;
}

function group(topics: readonly TopicCount[], from: number): TopicNode[] {
  const groups = new Map<string, TopicCount[]>();
  for (const topic of topics) {
    const prefix = prefixOf(topic, from);
    const members = groups.get(prefix);
    if (members) members.push(topic);
    else groups.set(prefix, [topic]);
  }
  return [...groups].flatMap(([prefix, members]) => {
    const [only] = members;
    if (members.length === 1 && only) return [leaf(only)];
    const children = group(members, prefix.length);
    // A chain of groups with nothing else in them is one group.
    const [child] = children;
    return children.length === 1 && child ? [child] : [groupNode(prefix, children)];
  });
}

/** @returns the topic up to and with its first separator after `from`, or a key of its own. */
function prefixOf({ topic, hex }: TopicCount, from: number): string {
  if (isBinary(topic, hex)) return topic;
  const ends = separators.map((separator) => topic.indexOf(separator, from)).filter((at) => at >= 0);
  if (ends.length === 0) return topic;
  return topic.slice(0, Math.min(...ends) + 1);
}

function leaf(topic: TopicCount): TopicNode {
  const { count, perSecond } = topic;
  return {
    label: topic.topic === '' ? '(empty)' : topic.topic,
    term: termOf(topic),
    count,
    perSecond,
    children: [],
  };
}

function groupNode(prefix: string, children: readonly TopicNode[]): TopicNode {
  const sum = (pick: (node: TopicNode) => number) => children.reduce((total, node) => total + pick(node), 0);
  const name = prefix.slice(0, -1);
  const plain = printText(prefix) === prefix;
  return {
    label: name || prefix,
    term: plain ? `topic:${prefix}*` : `topic:${printShown(prefix)}`,
    count: sum((node) => node.count),
    perSecond: sum((node) => node.perSecond),
    children,
  };
}

/** Longer topics reach us cut. */
const wholeTopicBytes = 255;

function termOf({ topic, hex }: TopicCount): string {
  const cut = hex.length >= 2 * wholeTopicBytes;
  const operator = cut ? ':' : '=';
  // The name says it all unless something in it was cut or escaped.
  if (cut || toHex(utf8Encode(topic)) !== hex) return `topic${operator}0x${hex}`;
  return `topic${operator}${printText(topic)}`;
}

function printShown(prefix: string): string {
  const text = unescapeHidden(prefix);
  return text === prefix ? printText(text) : `0x${toHex(utf8Encode(text))}`;
}

function isBinary(topic: string, hex: string): boolean {
  return topic.startsWith('0x') && hex.startsWith(topic.slice(2).replace(/…$/, ''));
}
