import { type TemplateResult, html, nothing } from 'lit';
import { traitsOf } from '../../../model/socketType';
import type { EndpointSnapshot, SessionSnapshot } from '../../../protocol/session';
import { actionButton, isUntrusted, trustButton } from '../page/errorActions';
import type { Inspector } from '../inspector';

interface Hint {
  readonly icon: string;
  readonly title: string;
  readonly text?: string;
  readonly buttons?: readonly TemplateResult[];
}

/** @returns what to say and offer where there are no rows, or undefined where there are. */
export function emptyGrid(inspector: Inspector): TemplateResult | undefined {
  const hint = hintFor(inspector);
  if (!hint) return undefined;
  return html`<div class="empty" role="status">
    <span class="codicon codicon-${hint.icon}" aria-hidden="true"></span>
    <h2>${hint.title}</h2>
    ${hint.text ? html`<p>${hint.text}</p>` : nothing}
    ${hint.buttons ? html`<div class="empty-actions">${hint.buttons}</div>` : nothing}
  </div>`;
}

function hintFor(inspector: Inspector): Hint | undefined {
  const { view, health, session } = inspector;
  const { status } = view;
  if (status && status.count > 0) return undefined;
  if (health.value.state !== 'running') return engineHint(inspector);
  const { state } = session.value;
  if (!status && (state === 'open' || state === 'opening')) {
    return { icon: 'loading codicon-modifier-spin', title: 'Opening the capture…' };
  }
  if (inspector.recording.value && !(status && status.ledger.kept > 0 && view.isFiltered)) {
    return {
      icon: 'file-media',
      title: status ? 'This recording holds no messages' : 'Opening the recording…',
    };
  }
  if (!status) return sessionHint(inspector, session.value);
  if (status.isAfterFreeze) return pauseHint(inspector);
  if (status.ledger.kept > 0 && view.isFiltered) return filterHint(inspector, status.scanned);
  return sessionHint(inspector, session.value);
}

function engineHint(inspector: Inspector): Hint {
  const { state, error } = inspector.health.value;
  if (state !== 'stopped') {
    const title = state === 'starting' ? 'Starting the engine…' : 'The engine is restarting…';
    return { icon: 'loading codicon-modifier-spin', title, text: error?.message };
  }
  if (isUntrusted(error)) {
    return {
      icon: 'workspace-untrusted',
      title: 'The workspace is not trusted',
      text: error?.message,
      buttons: [trustButton(inspector)],
    };
  }
  return {
    icon: 'debug-disconnect',
    title: 'The engine has stopped',
    text: error?.message ?? 'Sockets live in the engine. Restart it to go on.',
    buttons: [
      actionButton('Restart Engine', () => void inspector.run('zeromq.engine.restart')),
      actionButton('Show Log', () => void inspector.run('zeromq.engine.showLog'), true),
    ],
  };
}

function filterHint(inspector: Inspector, scanned: number): Hint {
  if (scanned < 1) {
    return { icon: 'loading codicon-modifier-spin', title: `Searching… ${Math.floor(100 * scanned)} %` };
  }
  const { hidesByText, hidesByTime } = inspector.view;
  const news = inspector.recording.value ? undefined : 'New messages that match the filter will show here.';
  const clearFilter = actionButton('Clear Filter', () => void inspector.setFilter({ filter: '' }));
  if (!hidesByTime)
    return { icon: 'search', title: 'No message matches', text: news, buttons: [clearFilter] };
  const clearRange = actionButton('Clear Range', () => inspector.setTimeRange(undefined), hidesByText);
  if (!hidesByText)
    return { icon: 'search', title: 'Nothing in the selected time range', buttons: [clearRange] };
  return {
    icon: 'search',
    title: 'No message matches',
    text: 'Nothing in the selected time range matches the filter.',
    buttons: [clearFilter, clearRange],
  };
}

function pauseHint(inspector: Inspector): Hint {
  return {
    icon: 'debug-pause',
    title: 'Paused',
    text: 'These messages came after the pause. Resume to see them.',
    buttons: [actionButton('Resume', () => void inspector.setFrozen(false))],
  };
}

function sessionHint(inspector: Inspector, session: SessionSnapshot): Hint {
  const { type, endpoints, subscriptions } = session.definition;
  const traits = traitsOf(type);
  switch (session.state) {
    case 'opening':
      return { icon: 'loading codicon-modifier-spin', title: 'Opening the socket…' };
    case 'closed':
      return {
        icon: 'debug-disconnect',
        title: 'The session is closed',
        text: 'Open it to bind and connect its socket.',
        buttons: [actionButton('Open', () => void inspector.run('zeromq.session.open'))],
      };
    case 'failed':
      return {
        icon: 'error',
        title: 'The session could not open',
        text: session.error?.message,
        buttons: [
          actionButton('Try Again', () => void inspector.run('zeromq.session.open')),
          actionButton('Edit Options', () => void inspector.run('zeromq.session.editOptions'), true),
        ],
      };
    case 'open':
      break;
  }
  if (endpoints.length === 0) {
    return {
      icon: 'plug',
      title: 'No endpoint yet',
      text: 'Bind to an address that others connect to, or connect to one that is bound elsewhere.',
      buttons: [
        actionButton('Connect…', () => void inspector.run('zeromq.session.connect')),
        actionButton('Bind…', () => void inspector.run('zeromq.session.bind'), true),
      ],
    };
  }
  if (type === 'SUB' && subscriptions.length === 0) {
    return {
      icon: 'filter',
      title: 'Subscribed to nothing',
      text: 'A SUB socket receives only the topics that it subscribed to.',
      buttons: [
        actionButton('Subscribe to All', () => void inspector.run('zeromq.session.subscribe', { topic: '' })),
        actionButton('Subscribe…', () => void inspector.run('zeromq.session.subscribe'), true),
      ],
    };
  }
  const refused = session.endpoints.find(({ state }) => state === 'handshakeFailed' || state === 'failed');
  if (refused && !session.endpoints.some(({ state }) => state === 'listening' || state === 'connected')) {
    const title = refused.state === 'failed' ? 'The endpoint failed' : 'The handshake failed';
    return { icon: 'warning', title, text: refused.detail };
  }
  return {
    icon: 'inbox',
    title: traits.canReceive ? 'Waiting for the first message' : 'Nothing sent yet',
    text: waitingText(session.endpoints, traits.canSend),
  };
}

function waitingText(endpoints: readonly EndpointSnapshot[], canSend: boolean): string {
  const troubled = endpoints.find(({ state }) => state !== 'listening' && state !== 'connected');
  const trouble = troubled?.detail ?? (troubled ? `${troubled.resolved} is not connected.` : '');
  const send = canSend ? 'Compose one at the bottom of the details.' : '';
  return [trouble || listening(endpoints), send].filter((part) => part !== '').join(' ');
}

function listening(endpoints: readonly EndpointSnapshot[]): string {
  const names = endpoints.map(
    ({ state, resolved }) => `${state === 'listening' ? 'Listening on' : 'Connected to'} ${resolved}`,
  );
  return `${names.join(', ')}.`;
}
