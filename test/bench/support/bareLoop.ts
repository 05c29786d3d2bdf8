import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { inRepository } from '../../../scripts/repository';
import { blast } from './blast';

/** The yardstick: a `for await` loop of zeromq.js that only counts, in a process of its own. */
export class BareLoop {
  private readonly child: ChildProcess;
  private readonly ended: Promise<never>;

  constructor() {
    this.child = fork(inRepository('test/bench/support/bareLoopProcess.mts'));
    this.ended = once(this.child, 'exit').then(() => {
      throw new Error('The bare loop ended.');
    });
    this.ended.catch(() => undefined);
  }

  /** Resolves with messages a second, from the first to the last at the receiver. */
  async receive(count: number): Promise<number> {
    this.child.send(count);
    const { endpoint } = await this.next<{ endpoint: string }>();
    const result = this.next<{ seconds: number }>();
    const blaster = await blast(endpoint, count);
    const { seconds } = await result;
    await blaster.close();
    return (count - 1) / seconds;
  }

  stop(): void {
    this.child.kill();
  }

  private async next<T>(): Promise<T> {
    const answer = new Promise<T>((resolve) => this.child.once('message', resolve));
    return Promise.race([answer, this.ended]);
  }
}
