/** A socket that listens, as Linux tells of it (proc(5), "/proc/net/tcp" and "/proc/net/unix"). */
export interface ListeningSocket {
  /** An IP address, or the path of a local socket; abstract ones begin with `@`. */
  readonly place: string;
  /** tcp only. */
  readonly port?: number;
  /** What `/proc/PID/fd` names it by. */
  readonly inode: string;
}

/** TCP_LISTEN of the kernel's tcp_states.h. */
const listening = '0A';
/** __SO_ACCEPTCON of the kernel's net.h. */
const acceptsConnections = 0x10000;

/** @param text of /proc/net/tcp or tcp6. @param littleEndian of this machine: addresses are words as it has them. */
export function listeningTcp(text: string, littleEndian = true): ListeningSocket[] {
  return text.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    const [, words = '', port = ''] = /^([\dA-F]{8}|[\dA-F]{32}):([\dA-F]{4})$/.exec(local) ?? [];
    if (state !== listening || words === '' || !isInode(inode)) return [];
    return [{ place: ipText(words, littleEndian), port: parseInt(port, 16), inode }];
  });
}

/** @param text of /proc/net/unix. */
export function listeningUnix(text: string): ListeningSocket[] {
  return text.split('\n').flatMap((line) => {
    // Num RefCount Protocol Flags Type St Inode Path; a path may hold spaces
    const [, flags = '', inode = '', place = ''] =
      /^\s*[\da-f]+: +[\dA-F]+ +[\dA-F]+ +([\dA-F]+) +[\dA-F]+ +[\dA-F]+ +(\d+) (.+)$/.exec(line) ?? [];
    const listens = (parseInt(flags, 16) & acceptsConnections) !== 0;
    return listens && isInode(inode) ? [{ place, inode }] : [];
  });
}

function isInode(text: string): boolean {
  return /^[1-9]\d*$/.test(text);
}

function ipText(hex: string, littleEndian: boolean): string {
  const words = (hex.match(/.{8}/g) ?? []).map((word) => {
    const bytes = word.match(/../g) ?? [];
    return (littleEndian ? bytes.reverse() : bytes).join('').toLowerCase();
  });
  const [a, b, c, d = ''] = words;
  if (words.length === 1) return ipv4Text(a ?? '');
  // An IPv4 peer of an IPv6 socket (RFC 4291, section 2.5.5.2).
  if (a === '00000000' && b === '00000000' && c === '0000ffff') return ipv4Text(d);
  return ipv6Text(words.join(''));
}

function ipv4Text(hex: string): string {
  return (hex.match(/../g) ?? []).map((byte) => parseInt(byte, 16)).join('.');
}

/** As RFC 5952 writes it: the longest run of zeros is `::`. */
function ipv6Text(hex: string): string {
  const groups = (hex.match(/.{4}/g) ?? []).map((group) => parseInt(group, 16).toString(16)).join(':');
  const runs = [...groups.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].sort((x, y) => y[0].length - x[0].length);
  const [longest] = runs;
  if (!longest) return groups;
  const before = groups.slice(0, longest.index);
  const after = groups.slice(longest.index + longest[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}
