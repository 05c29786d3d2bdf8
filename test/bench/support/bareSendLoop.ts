import { fork, type ChildProcess } from 'node:child_process';
import { inRepository } from '../../../scripts/repository';
import { cPeer } from '../../peers/cPeer';

/** The yardstick: `await socket.send(message)` of zeromq.js in a loop, in a process of its own. */
export class BareSendLoop {
  private readonly child: ChildProcess = fork(inRepository('test/bench/support/bareSendLoopProcess.mts'));

  /** Resolves with messages a second, from the first to the last at the receiver. */
  async send(count: number, size: number): Promise<number> {
    const sink = await cPeer({
      mode: 'sink',
      type: 'PULL',
      role: 'bind',
      endpoint: 'tcp://127.0.0.1:*',
      count,
    });
    this.child.send({ endpoint: sink.endpoint, count, size });
    const { seconds } = await sink.done;
    await sink.close();
    return (count - 1) / seconds;
  }

  stop(): void {
    this.child.kill();
  }
}
