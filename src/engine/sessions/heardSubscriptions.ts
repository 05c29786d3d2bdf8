/**
 * What an XPUB socket heard of its subscribers (RFC 29): a message `01 topic` for the first that subscribes to a topic
 * and `00 topic` for the last that leaves it, or for each of them where the option verbosity says so.
 */
export class HeardSubscriptions {
  private standing = 0;

  /** @param onDidChange somebody is subscribed now, or nobody is any more */
  constructor(private readonly onDidChange: () => void) {}

  /** Whether anybody is subscribed to anything. */
  get any(): boolean {
    return this.standing > 0;
  }

  received([frame]: readonly Uint8Array[]): void {
    const { any } = this;
    if (frame?.[0] === 1) this.standing++;
    else if (frame?.[0] === 0) this.standing = Math.max(0, this.standing - 1);
    if (any !== this.any) this.onDidChange();
  }
}
