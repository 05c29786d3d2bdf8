export function isIpv4(text: string): boolean {
  return /^(\d{1,3}\.){3}\d{1,3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255);
}

/** All digits and dots, so meant as an IPv4 address: host names do not end in a numeric label (RFC 3696). */
export function looksLikeIpv4(text: string): boolean {
  return /^[\d.]+$/.test(text);
}

/** IPv6 in any of its text forms (RFC 4291), without brackets, a zone (`%eth0`) allowed. */
export function isIpv6(text: string): boolean {
  const address = text.replace(/%[\w.-]+$/, '');
  if (!/^[0-9a-fA-F:.]*$/.test(address) || !address.includes(':')) return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const all = groups.flat();
  let count = 0;
  for (const [at, group] of all.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(group)) count += 1;
    // an IPv4 tail stands for two groups
    else if (at === all.length - 1 && isIpv4(group)) count += 2;
    else return false;
  }
  return halves.length === 2 ? count < 8 : count === 8;
}
