import { traitsOf } from '../../../model/socketType';
import type { InspectorCommand } from '../../../protocol/inspector';
import type { Inspector } from '../inspector';
import type { MenuItem } from '../page/popupMenu';

/** What can be done with the session itself, as the tree's context menu offers it. */
export function sessionMenu(inspector: Inspector): MenuItem[] {
  const { definition, state } = inspector.session.value;
  const item = (label: string, command: InspectorCommand, separated = false): MenuItem => ({
    label,
    separated,
    run: () => void inspector.run(command),
  });
  const captured = inspector.view.status?.ledger.kept ?? 0;
  const isOpen = state === 'open' || state === 'opening';
  return [
    isOpen ? item('Close Session', 'zeromq.session.close') : item('Open Session', 'zeromq.session.open'),
    item('Bind…', 'zeromq.session.bind', true),
    item('Connect…', 'zeromq.session.connect'),
    ...(traitsOf(definition.type).subscribes ? [item('Subscribe…', 'zeromq.session.subscribe')] : []),
    item('Edit Options…', 'zeromq.session.editOptions'),
    ...(captured > 0
      ? [
          item('Save Buffer as Recording…', 'zeromq.recording.save', true),
          item('Export Messages…', 'zeromq.recording.export'),
        ]
      : []),
    item('Show Log', 'zeromq.engine.showLog', true),
  ];
}
