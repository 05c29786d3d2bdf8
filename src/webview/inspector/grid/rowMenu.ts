import { toHex } from '../../../base/bytes';
import { showBytes } from '../../../model/frameText';
import type { InspectorCommand } from '../../../protocol/inspector';
import type { PackedRow } from '../../../protocol/rows';
import { copyMessage } from '../detail/copyMessage';
import { toggleTopicTerm } from '../filter/topicTerm';
import type { Inspector } from '../inspector';
import type { MenuItem } from '../page/popupMenu';
import { buildTopicTree } from '../sidebar/topicTree';
import { copyRows } from './copyRows';

/** What can be done with one message. */
export function rowMenu(inspector: Inspector, row: PackedRow, target: EventTarget): MenuItem[] {
  const { canSend } = inspector;
  const send = (detail: 'sendAgain' | 'editAndSend') => () =>
    target.dispatchEvent(new CustomEvent('send-captured', { bubbles: true, detail }));
  const copy: MenuItem = {
    label: 'Copy Message',
    detail: 'Ctrl+C',
    run: () => void inspector.attempt(() => copyMessage(inspector)),
  };
  const topic = topicItem(inspector, row);
  return [
    copy,
    ...(topic ? [topic] : []),
    ...(canSend
      ? [
          { label: 'Send Again', separated: true, run: send('sendAgain') },
          { label: 'Edit and Send', run: send('editAndSend') },
        ]
      : []),
  ];
}

/** What can be done with several messages. */
export function rowsMenu(inspector: Inspector): MenuItem[] {
  const { value: recording } = inspector.recording;
  const run = (command: InspectorCommand) => () => void inspector.run(command, { rows: 'selected' });
  const items: MenuItem[] = [
    {
      label: 'Copy Messages',
      detail: 'Ctrl+C',
      run: () => void inspector.attempt(() => copyRows(inspector)),
    },
    { label: 'Export Selected Rows…', separated: true, run: run('zeromq.recording.export') },
  ];
  // Another tool's messages are of no socket.
  if (recording && !recording.definition) return items;
  return [
    ...items,
    { label: 'Save Selected Rows as Recording…', run: run('zeromq.recording.save') },
    { label: 'Replay Selected Rows…', separated: true, run: run('zeromq.replay.start') },
  ];
}

function topicItem(inspector: Inspector, { topic, topicFrame }: PackedRow): MenuItem | undefined {
  if (topicFrame < 0 && topic.length === 0) return undefined;
  const shown = showBytes(topic);
  const [node] = buildTopicTree([{ topic: shown, hex: toHex(topic), count: 1, perSecond: 0 }]);
  if (!node) return undefined;
  return {
    label: 'Filter by Topic',
    detail: shown,
    run: () => {
      const filter = toggleTopicTerm(inspector.state.value.filter, node.term);
      void inspector.setFilter({ filter, regex: false });
    },
  };
}
