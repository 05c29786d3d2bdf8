import { EngineService } from './engineService';
import { freeFramesOnOwnThread } from './heap';
import { followHost } from './lifetime';
import { Log } from './log';
import { loadNative } from './native';
import { parentConnection, RpcServer } from './rpc';

freeFramesOnOwnThread();
const log = new Log();
const rpc = new RpcServer(parentConnection(), (method, { message, detail }) =>
  log.error(`${method} failed unexpectedly: ${detail ?? message}`),
);
log.attach(rpc);
const end = followHost(() => engine.dispose());
const engine = new EngineService(rpc, log, loadNative(), end);
rpc.listen();
