import type { Pattern, PatternRole } from '../pattern';
import {
  bound,
  connected,
  endpointArgument,
  intervalArgument,
  keysArgument,
  keysFolder,
  topicArgument,
} from './roleParts';

const keys: PatternRole = {
  id: 'keys',
  does: 'Makes the key pairs of server and client where they are not there yet. Run it first, once.',
  arguments: [keysFolder('DIRECTORY')],
  sockets: [],
  prints: ['made server keys', 'kept client keys'],
  isPreparation: true,
};

const avoid = 'Inside one machine or one trusted host network, where keys are one more thing to look after.';

export const securePatterns: readonly Pattern[] = [
  {
    id: 'curve-publish-subscribe',
    title: 'CURVE-secured publish-subscribe',
    summary: 'Publish-subscribe, encrypted, and only for the subscribers whose key the publisher knows.',
    diagram: `
publisher                subscriber
 PUB =======data=======> SUB
  |  CURVE (RFC 26), ZAP handler (RFC 27) lets in client.public
keys -> server.public server.secret client.public client.secret`,
    use: 'For feeds that cross a network and must not be read by others.',
    avoid,
    endpoints: [{ name: 'data', default: 'tcp://127.0.0.1:5581', carries: 'topics and updates, encrypted' }],
    topic: 'weather',
    roles: [
      keys,
      {
        id: 'publisher',
        does: 'Publishes an update every INTERVAL, and lets in the known client only.',
        arguments: [endpointArgument('data'), topicArgument, intervalArgument, keysArgument],
        sockets: [bound('PUB', 'data')],
        prints: ['let in the client', 'TOPIC: update 1', 'refused an unknown client'],
      },
      {
        id: 'subscriber',
        does: 'Shows what arrives on its topic.',
        arguments: [endpointArgument('data'), topicArgument, keysArgument],
        sockets: [connected('SUB', 'data')],
        prints: ['TOPIC: update 2'],
      },
    ],
  },
  {
    id: 'curve-request-reply',
    title: 'CURVE-secured request-reply',
    summary: 'Request-reply, encrypted, and only for the clients whose key the server knows.',
    diagram: `
client                   server
 REQ =====service======> REP
  |  CURVE (RFC 26), ZAP handler (RFC 27) lets in client.public
keys -> server.public server.secret client.public client.secret`,
    use: 'For services that cross a network: both sides know whom they talk to.',
    avoid,
    endpoints: [
      { name: 'service', default: 'tcp://127.0.0.1:5582', carries: 'requests and replies, encrypted' },
    ],
    roles: [
      keys,
      {
        id: 'server',
        does: 'Answers `Hello N` with `World N`, and lets in the known client only.',
        arguments: [endpointArgument('service'), keysArgument],
        sockets: [bound('REP', 'service')],
        prints: ['let in the client', 'Hello 1 -> World 1', 'refused an unknown client'],
      },
      {
        id: 'client',
        does: 'Sends `Hello N` and waits for the reply.',
        arguments: [endpointArgument('service'), intervalArgument, keysArgument],
        sockets: [connected('REQ', 'service')],
        prints: ['Hello 1 -> World 1'],
      },
    ],
  },
];
