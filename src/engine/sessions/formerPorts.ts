import type { FormerBind } from '../../protocol/session';

/** The ports that `*` was given before, to be had again. Binds that are written alike get theirs in their order. */
export class FormerPorts {
  private readonly resolved = new Map<string, string[]>();

  constructor(binds: readonly FormerBind[]) {
    for (const { address, resolved } of binds) {
      const alike = this.resolved.get(address);
      if (alike) alike.push(resolved);
      else this.resolved.set(address, [resolved]);
    }
  }

  /** @returns where a bind, as its definition writes it, was before. Each is told once. */
  take(address: string): string | undefined {
    return this.resolved.get(address)?.shift();
  }
}
