/** Server with CURVE: encrypts, and lets in the one client it knows (REP). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Reply } from 'zeromq';

const usage = 'usage: server [SERVICE] [KEYS]';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(usage);
  process.exit(0);
}
const service = args[0] ?? '{{endpoint.service}}';
const keys = args[1] ?? 'keys';
if (args.length > 2) {
  console.error(usage);
  process.exit(2);
}

function readKey(directory, name) {
  const path = join(directory, name);
  let key;
  try {
    key = readFileSync(path, 'utf8').trim();
  } catch (error) {
    console.error(`Cannot read ${path} (${error.code}): run keys first.`);
    process.exit(1);
  }
  if (key.length === 40) return key;
  console.error(`${path} is no key of 40 characters: remove it, and run keys again.`);
  process.exit(1);
}

async function bind(socket, endpoint) {
  try {
    await socket.bind(endpoint);
  } catch (error) {
    console.error(`Cannot bind ${endpoint}: ${error.message}`);
    process.exit(1);
  }
}

/**
 * What arrives until the socket is closed.
 * A REP skips what has no empty frame in front (RFC 28), which zeromq.js tells by EAGAIN.
 */
async function* messagesOf(socket) {
  while (!socket.closed) {
    try {
      for await (const frames of socket) yield frames;
    } catch (error) {
      if (socket.closed) return;
      if (error.code !== 'EAGAIN') throw error;
      console.error('A message is not a request.');
    }
  }
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';

/** Keys are 32 bytes on the wire and 40 characters in files (RFC 32). */
function encodeZ85(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const value = bytes.readUInt32BE(at);
    for (let power = 85 ** 4; power >= 1; power /= 85) text += digits[Math.floor(value / power) % 85];
  }
  return text;
}

/** Lets in the one client (ZAP, RFC 27). */
async function answerZap(zap, clientKey) {
  for await (const [version, requestId, , , , mechanism, key] of messagesOf(zap)) {
    const isCurve = mechanism?.toString() === 'CURVE' && key?.length === 32;
    const isClient = isCurve && encodeZ85(key) === clientKey;
    const status = isClient ? ['200', 'OK', 'client'] : ['400', 'unknown client', ''];
    await zap.send([version ?? '1.0', requestId ?? '', ...status, '']);
    console.log(isClient ? 'let in the client' : 'refused an unknown client');
  }
}

function answer(request) {
  return request.startsWith('Hello') ? request.replace('Hello', 'World') : 'Say Hello';
}

const clientKey = readKey(keys, 'client.public');
const socket = new Reply({
  linger: 0,
  curveServer: true,
  curveSecretKey: readKey(keys, 'server.secret'),
});
const zap = new Reply({ linger: 0 });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    socket.close();
    zap.close();
  });
}

async function serve() {
  for await (const [frame, ...rest] of messagesOf(socket)) {
    if (!frame || rest.length > 0) {
      console.error('A request is not one text.');
      await socket.send('Say Hello');
      continue;
    }
    const request = frame.toString();
    const reply = answer(request);
    await socket.send(reply);
    console.log(`${request} -> ${reply}`);
  }
}

// The ZAP handler has to be there before the first client comes.
await bind(zap, 'inproc://zeromq.zap.01');
await bind(socket, service);
console.log('ready');
try {
  await Promise.all([answerZap(zap, clientKey), serve()]);
} catch (error) {
  // Closing the sockets ends what waits for them.
  if (!socket.closed) throw error;
}
