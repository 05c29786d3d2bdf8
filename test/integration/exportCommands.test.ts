import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ComposedWorkbench } from '../../src/host/composeWorkbench';
import { nodePeer } from '../peers/nodePeer';
import type { Peer } from '../peers/peer';
import { readStreaming } from '../unit/recording/mcapJudge';
import { activated, cleanUp, run, runRaw, sessionWhere } from './support/host';

describe('export and import commands', () => {
  let workbench: ComposedWorkbench;
  let peer: Peer;
  let session: string;
  const folder = () => path.join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', 'recordings');
  const inFolder = (name: string) => path.join(folder(), name);
  const linesOf = (file: string) => fs.readFileSync(file, 'utf8').trimEnd().split('\n');

  before(async () => {
    workbench = await activated();
    peer = nodePeer();
  });
  after(() => peer.close());
  beforeEach(async () => {
    session = await run('zeromq.session.open', {
      type: 'PAIR',
      name: 'talk',
      endpoints: ['bind:tcp://127.0.0.1:*'],
    });
    const connect = [workbench.registry.get(session).snapshot.endpoints[0]?.resolved ?? ''];
    const socket = await peer.open('PAIR', { connect });
    for (let i = 0; i < 10; i++) await socket.send([i % 2 === 0 ? 'even' : 'odd', `{"i":${i}}`]);
    await sessionWhere(workbench, session, ({ snapshot }) => snapshot.received === 10);
    await run('zeromq.session.send', { session, frames: ['sent', { hex: 'ff00' }] });
    await socket.close();
  });
  afterEach(async () => {
    await cleanUp(workbench);
    fs.rmSync(folder(), { recursive: true, force: true });
  });

  it('write JSON Lines of a live capture into the recordings folder', async () => {
    const answer = await run('zeromq.recording.export', { session, format: 'jsonl', target: 'talk.jsonl' });
    assert.deepEqual(answer, {
      target: inFolder('talk.jsonl'),
      messages: 11,
      bytes: fs.statSync(inFolder('talk.jsonl')).size,
    });
    const [head = '', ...lines] = linesOf(answer.target);
    assert.equal((JSON.parse(head) as { format: string }).format, 'zeromq-recording');
    const frames = lines
      .map((line) => JSON.parse(line) as { frames?: unknown[] })
      .flatMap((line) => (line.frames ? [line.frames] : []));
    assert.deepEqual(frames[1], ['odd', '{"i":1}']);
    assert.deepEqual(frames[10], ['sent', { base64: '/wA=' }]);
  });

  it('write CSV of what a filter, rows and a direction leave', async () => {
    const target = inFolder('some/where/else.csv');
    const asked = { session, format: 'csv', target, filter: 'ODD', from: 2, to: 8 } as const;
    assert.equal((await run('zeromq.recording.export', asked)).messages, 3);
    assert.match(linesOf(target)[1] ?? '', /^3,.*Z,in,,2,10,"\[""odd"",/);
    const sent = { session, format: 'csv', target: 'sent.csv', direction: 'out' } as const;
    assert.equal((await run('zeromq.recording.export', sent)).messages, 1);
    const none = { session, format: 'csv', target: 'none.csv', filter: 'ODD', matchCase: true } as const;
    assert.equal((await run('zeromq.recording.export', none)).messages, 0);
    const late = { session, format: 'csv', target: 'late.csv', fromTime: '2126-01-31T12:00:00Z' } as const;
    assert.equal((await run('zeromq.recording.export', late)).messages, 0);
  });

  it('write the frames of a recording as files', async () => {
    const { file } = await run('zeromq.recording.save', { session, file: 'talk' });
    const answer = await run('zeromq.recording.export', {
      recording: 'talk.mcap',
      format: 'frames',
      target: 'parts',
      from: 1,
      to: 3,
    });
    assert.equal(answer.messages, 2);
    const files = fs.readdirSync(inFolder('parts')).sort();
    assert.deepEqual(files, ['000001-0.txt', '000001-1.json', '000002-0.txt', '000002-1.json']);
    assert.equal(fs.readFileSync(inFolder('parts/000002-1.json'), 'utf8'), '{"i":2}');
    assert.equal(file, inFolder('talk.mcap'));
  });

  it('import JSON Lines as the recording that was exported', async () => {
    const { file } = await run('zeromq.recording.save', { session, file: 'talk' });
    await run('zeromq.recording.export', { recording: file, format: 'jsonl', target: 'copy.jsonl' });
    const answer = await run('zeromq.recording.import', { source: 'copy.jsonl' });
    assert.equal(answer.file, inFolder('copy.mcap'));
    assert.deepEqual([answer.state, answer.messages, answer.missed], ['finished', 11, 0]);
    assert.deepEqual(readStreaming(fs.readFileSync(answer.file)), readStreaming(fs.readFileSync(file)));
    const second = await run('zeromq.recording.import', { source: 'copy.jsonl' });
    assert.equal(second.file, inFolder('copy 2.mcap'));
    const named = await run('zeromq.recording.import', { source: 'copy.jsonl', file: 'named' });
    assert.equal(named.file, inFolder('named.mcap'));
  });

  it('save a part of a recording as another', async () => {
    const { file } = await run('zeromq.recording.save', { session, file: 'talk' });
    const part = await run('zeromq.recording.save', { recording: file, filter: 'even' });
    assert.deepEqual([part.file, part.messages], [inFolder('talk part.mcap'), 5]);
    const { definition } = await run('zeromq.recording.inspect', { file: part.file });
    assert.equal(definition?.type, 'PAIR');
  });

  it('write nothing over, and say so', async () => {
    fs.mkdirSync(inFolder('taken'), { recursive: true });
    for (const name of ['taken.jsonl', 'taken.csv', 'taken.mcap']) fs.writeFileSync(inFolder(name), 'mine');
    const exists = {
      code: 'recording/exists',
      message: /^taken\S* exists already and is not written over\. Choose/,
    };
    for (const [format, target] of [
      ['jsonl', 'taken.jsonl'],
      ['csv', 'taken.csv'],
      ['frames', 'taken'],
    ] as const) {
      await assert.rejects(run('zeromq.recording.export', { session, format, target }), exists);
    }
    await run('zeromq.recording.export', { session, format: 'jsonl', target: 'source.jsonl' });
    await assert.rejects(run('zeromq.recording.import', { source: 'source.jsonl', file: 'taken' }), exists);
    for (const name of ['taken.jsonl', 'taken.csv', 'taken.mcap']) {
      assert.equal(fs.readFileSync(inFolder(name), 'utf8'), 'mine');
    }
    assert.deepEqual(fs.readdirSync(inFolder('taken')), []);
  });

  it('refuse arguments that make no sense, and leave nothing behind', async () => {
    const good = { session, format: 'jsonl', target: 'a.jsonl' };
    for (const bad of [
      { ...good, session: undefined },
      { ...good, recording: 'talk.mcap' },
      { ...good, format: 'xml' },
      { ...good, target: undefined },
      { ...good, filter: 'size>' },
      { ...good, direction: 'up' },
      { ...good, fromTime: 'yesterday' },
      { ...good, from: -1 },
    ]) {
      await assert.rejects(runRaw('zeromq.recording.export', bad), { code: 'command/badArgument' });
    }
    await assert.rejects(runRaw('zeromq.recording.import', {}), { code: 'command/badArgument' });
    await assert.rejects(run('zeromq.recording.export', { ...good, session: 'nobody', format: 'jsonl' }), {
      code: 'session/unknown',
    });
    const missing = { recording: 'missing.mcap', format: 'jsonl', target: 'a.jsonl' } as const;
    await assert.rejects(run('zeromq.recording.export', missing), { code: 'recording/cannotRead' });
    assert.equal(fs.existsSync(inFolder('a.jsonl')), false);
  });

  it('name the line of a file that cannot be imported, and leave no recording', async () => {
    const { target } = await run('zeromq.recording.export', { session, format: 'jsonl', target: 'a.jsonl' });
    const lines = linesOf(target);
    fs.writeFileSync(inFolder('bad.jsonl'), [...lines.slice(0, 3), '{"time":"soon"}'].join('\n'));
    await assert.rejects(run('zeromq.recording.import', { source: 'bad.jsonl' }), {
      code: 'import/badLine',
      message: /^bad\.jsonl cannot be imported: line 4 /,
    });
    await assert.rejects(run('zeromq.recording.import', { source: 'missing.jsonl' }), {
      code: 'import/cannotRead',
    });
    assert.deepEqual(
      fs.readdirSync(folder()).filter((name) => name.endsWith('.mcap')),
      [],
    );
  });
});
