const slotMs = 100;
const slotCount = 10;

/** Messages and bytes over the last second, in slots of 100 ms, so that adding is cheap. */
export class RateMeter {
  private readonly received = new Float64Array(slotCount + 1);
  private readonly sent = new Float64Array(slotCount + 1);
  private readonly bytes = new Float64Array(slotCount + 1);
  private slot = 0;
  private slotNumber = 0;
  private slotEnd = 0;

  add(nowMs: number, outgoing: boolean, bytes: number): void {
    if (nowMs >= this.slotEnd) this.advance(nowMs);
    if (outgoing) this.sent[this.slot]!++;
    else this.received[this.slot]!++;
    this.bytes[this.slot]! += bytes;
  }

  /** @returns the sums of the ten slots before the current one: one second up to 100 ms ago. */
  read(nowMs: number): { receivedPerSecond: number; sentPerSecond: number; bytesPerSecond: number } {
    if (nowMs >= this.slotEnd) this.advance(nowMs);
    return {
      receivedPerSecond: this.sumOf(this.received),
      sentPerSecond: this.sumOf(this.sent),
      bytesPerSecond: this.sumOf(this.bytes),
    };
  }

  private sumOf(slots: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < slots.length; i++) if (i !== this.slot) sum += slots[i]!;
    return sum;
  }

  private advance(nowMs: number): void {
    const number = Math.floor(nowMs / slotMs);
    const steps = Math.min(number - this.slotNumber, this.received.length);
    for (let i = 0; i < steps; i++) {
      this.slot = (this.slot + 1) % this.received.length;
      this.received[this.slot] = 0;
      this.sent[this.slot] = 0;
      this.bytes[this.slot] = 0;
    }
    this.slotNumber = number;
    this.slotEnd = (number + 1) * slotMs;
  }
}
