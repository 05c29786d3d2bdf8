/** For each path its shortest end, cut at folders, that no other of them ends in. */
export function shortPaths(paths: readonly string[]): Map<string, string> {
  const endings = new Map<string, number>();
  const tails = (path: string) => {
    const segments = path.split('/');
    return segments.map((_segment, at) => segments.slice(segments.length - 1 - at).join('/'));
  };
  for (const path of paths) for (const tail of tails(path)) endings.set(tail, (endings.get(tail) ?? 0) + 1);
  return new Map(paths.map((path) => [path, tails(path).find((tail) => endings.get(tail) === 1) ?? path]));
}
