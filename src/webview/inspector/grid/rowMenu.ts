import { toHex } from '../../../base/bytes';
import { showBytes } from '../../../model/frameText';
import { type PackedRow } from '../../../protocol/rows';
import { copyMessage } from '../detail/copyMessage';
import { toggleTopicTerm } from '../filter/topicTerm';
import { type Inspector } from '../inspector';
import { type MenuItem } from '../page/popupMenu';
import { buildTopicTree } from '../sidebar/topicTree';

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
