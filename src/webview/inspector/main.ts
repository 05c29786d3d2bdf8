import 'uplot/dist/uPlot.min.css';
import { captureDidChange } from '../../protocol/capture';
import {
  inspectorEngineDidChange,
  inspectorHistoryDidChange,
  inspectorPerform,
  inspectorReady,
  inspectorRecordingDidChange,
  inspectorRecordingProgress,
  inspectorReplayDidChange,
  inspectorSessionDidChange,
} from '../../protocol/inspector';
import { HostLink } from './hostLink';
import { Inspector } from './inspector';
import { InspectorApp } from './inspectorApp';
import { newerState, restoreState } from './inspectorSettings';
import { StateStore } from './stateStore';
import './styles/inspector.css';

/** Connects the page to its host, asks for what to show, and shows it. */
async function start(): Promise<void> {
  const api = acquireVsCodeApi();
  const host = new HostLink(api);
  host.start();
  const init = await host.request(inspectorReady, undefined);
  const state = new StateStore(
    api,
    host,
    restoreState(newerState(api.getState(), init.state), init.recording !== undefined),
  );
  const inspector = new Inspector(host, state, init);
  const app = new InspectorApp();
  app.inspector = inspector;

  host.on(captureDidChange, (status) => inspector.view.accept(status));
  host.on(inspectorSessionDidChange, (session) => (inspector.session.value = session));
  host.on(inspectorEngineDidChange, (health) => (inspector.health.value = health));
  host.on(inspectorRecordingDidChange, (recording) => (inspector.recording.value = recording));
  host.on(inspectorRecordingProgress, (progress) => (inspector.recordingNow.value = progress ?? undefined));
  host.on(inspectorReplayDidChange, (replay) => inspector.replay.accept(replay ?? undefined));
  host.on(inspectorHistoryDidChange, (history) => (inspector.history.value = history));
  host.on(inspectorPerform, (action) => void app.perform(action));
  window.addEventListener('pagehide', () => inspector.dispose());
  // Menus of the window around the page go by what is set in it.
  window.addEventListener('blur', () => state.save());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') state.save();
  });

  document.getElementById('root')!.replaceChildren(app);
  await inspector.start();
}

start().catch((error: unknown) => {
  const message = document.createElement('p');
  message.className = 'fatal';
  message.textContent = error instanceof Error ? error.message : String(error);
  document.getElementById('root')?.replaceChildren(message);
});
