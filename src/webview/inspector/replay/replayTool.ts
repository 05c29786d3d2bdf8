import type { TemplateResult } from 'lit';
import type { Inspector } from '../inspector';
import { toolButton } from '../page/toolButton';

/** The header's button that begins a replay; the host asks what, how and where to. A recording is there for it. */
export function replayTool(inspector: Inspector): TemplateResult {
  const { replay, recording, view } = inspector;
  const isEmpty = (view.status?.ledger.kept ?? 0) === 0;
  const what = recording.value ? 'the recording' : 'what was captured';
  return toolButton({
    icon: 'debug-rerun',
    label: 'Replay',
    title: replay.isUnderWay ? 'A replay is under way' : `Send ${what} again through an open session`,
    class: recording.value ? 'primary' : '',
    disabled: isEmpty || replay.isUnderWay,
    run: () => void inspector.run('zeromq.replay.start'),
  });
}
