import { existsSync } from 'node:fs';
import { inRepository } from '../../scripts/repository';
import { jeromqJar } from '../../scripts/systemPackages';
import { Peer } from './peer';

/** ZEROMQ_TEST_JEROMQ names another. */
const jar = process.env['ZEROMQ_TEST_JEROMQ'] ?? jeromqJar;

/** JeroMQ, which is ZeroMQ in Java without libzmq, and speaks ZMTP 2. Throws with what to install without it. */
export function javaPeer(): Peer {
  if (!existsSync(jar))
    throw new Error(`${jar} does not exist. Install libjeromq-java and default-jdk-headless.`);
  return new Peer('javaPeer', 'java', [
    '-cp',
    jar,
    '-XX:TieredStopAtLevel=1',
    inRepository('test/peers/JavaPeer.java'),
  ]);
}
