import assert from 'node:assert/strict';
import { listeningTcp, listeningUnix } from '../../../src/indexer/listeners/procNet';

// Lines as Linux 6.1 writes them.
const tcp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:15B4 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 41170 1 0000000000000000 100 0 0 10 0
   1: 0100007F:AA5D 0100007F:C218 06 00000000:00000000 03:00000AE2 00000000     0        0 0 3 0000000056ff3209
   2: 0100007F:15B3 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 41171 1 0000000000000000 100 0 0 10 0
   3: 0F02000A:0016 0202000A:D9B2 01 00000000:00000000 02:0004C93F 00000000     0        0 20188 4 0000000000000000 20 4 31 10 -1
   4: 0F02000A:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 0 1 0000000000000000 100 0 0 10 0
`;

const tcp6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:15B4 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 51170 1 0000000000000000 100 0 0 10 0
   1: 00000000000000000000000001000000:15B5 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 51171 1 0000000000000000 100 0 0 10 0
   2: 0000000000000000FFFF00000100007F:15B6 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 51172 1 0000000000000000 100 0 0 10 0
   3: B80D0120000000000000000001000000:15B7 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 51173 1 0000000000000000 100 0 0 10 0
`;

const unix = `Num       RefCount Protocol Flags    Type St Inode Path
00000000c6192e3f: 00000002 00000000 00010000 0001 01 61166 /tmp/my feed.ipc
000000007e0f2fc6: 00000003 00000000 00000000 0001 03 61167 /tmp/my feed.ipc
00000000aaaaaaaa: 00000002 00000000 00010000 0001 01 61168 @workbench
00000000bbbbbbbb: 00000002 00000000 00010000 0001 01 61169
`;

describe('the tables of sockets of Linux', () => {
  it('tell the interface and the port of TCP sockets that listen, and no other', () => {
    assert.deepEqual(listeningTcp(tcp), [
      { place: '0.0.0.0', port: 5556, inode: '41170' },
      { place: '127.0.0.1', port: 5555, inode: '41171' },
    ]);
  });

  it('tell IPv6 addresses as they are written, and IPv4 ones inside them as such', () => {
    assert.deepEqual(
      listeningTcp(tcp6).map(({ place, port }) => [place, port]),
      [
        ['::', 5556],
        ['::1', 5557],
        ['127.0.0.1', 5558],
        ['2001:db8::1', 5559],
      ],
    );
  });

  it('are read in the byte order of the machine', () => {
    const line = tcp.split('\n')[3]?.replace('0100007F', '7F000001') ?? '';
    assert.deepEqual(listeningTcp(line, false), [{ place: '127.0.0.1', port: 5555, inode: '41171' }]);
  });

  it('tell the paths of local sockets that listen, with spaces, and abstract names', () => {
    assert.deepEqual(listeningUnix(unix), [
      { place: '/tmp/my feed.ipc', inode: '61166' },
      { place: '@workbench', inode: '61168' },
    ]);
  });

  it('give nothing for what is no such table', () => {
    for (const text of ['', 'rubbish', '0: zz:15B4 x 0A', '::::', tcp.slice(0, 150)]) {
      assert.deepEqual([...listeningTcp(text), ...listeningUnix(text)], []);
    }
  });
});
