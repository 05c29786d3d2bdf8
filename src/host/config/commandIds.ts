import type { RecordingSummary } from '../../protocol/recording';
import type { RepeatSnapshot } from '../../protocol/session';
import type {
  EditOptionsAnswer,
  EditOptionsArguments,
  EndpointArguments,
  EngineStatus,
  ExportAnswer,
  ExportArguments,
  FindingArgument,
  ImportArguments,
  NewSessionArguments,
  OpenArguments,
  RecordArguments,
  RecordingAnswer,
  RecordingFileArgument,
  RenameRecordingArguments,
  RenameArguments,
  ReplayAnswer,
  ReplayArgument,
  ReplyArguments,
  RetryArguments,
  RowsAnswer,
  RowsArguments,
  SaveRecordingArguments,
  ScaffoldAnswer,
  ScaffoldArguments,
  SeekReplayArguments,
  SendArguments,
  SessionAnswer,
  SessionArgument,
  SetMarksArguments,
  SetTimingArguments,
  SourceCounts,
  SourceEndpointArguments,
  SourcePlaceAnswer,
  StartRepeatArguments,
  StartReplayArguments,
  SubscriptionArguments,
  TopologyArguments,
  TopologyExportArguments,
} from './commandArguments';

/** Commands that need no answers take this in place of an argument object. */
export type NoArguments = Readonly<Record<string, never>>;

interface Signature<A, R> {
  readonly args: A;
  readonly result: R;
}

/** Every command with its argument object and its result. A command that lacks its code does not compile. */
export interface CommandSignatures {
  'zeromq.session.new': Signature<NewSessionArguments, string>;
  'zeromq.session.open': Signature<OpenArguments, string>;
  'zeromq.session.close': Signature<SessionArgument, void>;
  'zeromq.session.closeAll': Signature<NoArguments, number>;
  'zeromq.session.remove': Signature<SessionArgument, void>;
  'zeromq.session.rename': Signature<RenameArguments, void>;
  'zeromq.session.duplicate': Signature<SessionArgument, string>;
  'zeromq.session.bind': Signature<EndpointArguments, string>;
  'zeromq.session.unbind': Signature<EndpointArguments, void>;
  'zeromq.session.connect': Signature<EndpointArguments, string>;
  'zeromq.session.disconnect': Signature<EndpointArguments, void>;
  'zeromq.endpoint.inspect': Signature<NewSessionArguments, string>;
  'zeromq.endpoint.send': Signature<NewSessionArguments, string>;
  'zeromq.finding.explain': Signature<FindingArgument, void>;
  'zeromq.topology.show': Signature<TopologyArguments, void>;
  'zeromq.topology.export': Signature<TopologyExportArguments, string>;
  'zeromq.pattern.scaffold': Signature<ScaffoldArguments, ScaffoldAnswer>;
  'zeromq.endpoint.goToSource': Signature<SourceEndpointArguments, SourcePlaceAnswer>;
  'zeromq.endpoint.copyAddress': Signature<SourceEndpointArguments, string>;
  'zeromq.endpoint.findReferences': Signature<SourceEndpointArguments, readonly SourcePlaceAnswer[]>;
  'zeromq.endpoints.refresh': Signature<NoArguments, SourceCounts>;
  'zeromq.endpoints.groupByFile': Signature<NoArguments, void>;
  'zeromq.endpoints.groupByEndpoint': Signature<NoArguments, void>;
  'zeromq.endpoint.retry': Signature<RetryArguments, string>;
  'zeromq.session.subscribe': Signature<SubscriptionArguments, void>;
  'zeromq.session.unsubscribe': Signature<SubscriptionArguments, void>;
  'zeromq.session.editOptions': Signature<EditOptionsArguments, EditOptionsAnswer>;
  'zeromq.session.send': Signature<SendArguments, number>;
  'zeromq.session.reply': Signature<ReplyArguments, number>;
  'zeromq.session.startRepeat': Signature<StartRepeatArguments, RepeatSnapshot>;
  'zeromq.session.stopRepeat': Signature<SessionArgument, RepeatSnapshot | null>;
  'zeromq.session.list': Signature<NoArguments, readonly SessionAnswer[]>;
  'zeromq.session.openSettings': Signature<NoArguments, void>;
  'zeromq.inspector.open': Signature<SessionArgument, void>;
  'zeromq.inspector.pause': Signature<SessionArgument, void>;
  'zeromq.inspector.resume': Signature<SessionArgument, void>;
  'zeromq.inspector.clear': Signature<SessionArgument, void>;
  'zeromq.capture.rows': Signature<RowsArguments, RowsAnswer>;
  'zeromq.recording.start': Signature<RecordArguments, RecordingAnswer>;
  'zeromq.recording.stop': Signature<SessionArgument, RecordingAnswer>;
  'zeromq.recording.save': Signature<SaveRecordingArguments, RecordingAnswer>;
  'zeromq.recording.export': Signature<ExportArguments, ExportAnswer>;
  'zeromq.recording.import': Signature<ImportArguments, RecordingAnswer>;
  'zeromq.recording.open': Signature<RecordingFileArgument, void>;
  'zeromq.recording.inspect': Signature<RecordingFileArgument, RecordingSummary>;
  'zeromq.recording.repair': Signature<RecordingFileArgument, RecordingSummary>;
  'zeromq.recording.rename': Signature<RenameRecordingArguments, string>;
  'zeromq.recording.delete': Signature<RecordingFileArgument, void>;
  'zeromq.recording.reveal': Signature<RecordingFileArgument, void>;
  'zeromq.replay.start': Signature<StartReplayArguments, ReplayAnswer>;
  'zeromq.replay.pause': Signature<ReplayArgument, ReplayAnswer>;
  'zeromq.replay.resume': Signature<ReplayArgument, ReplayAnswer>;
  'zeromq.replay.step': Signature<ReplayArgument, ReplayAnswer>;
  'zeromq.replay.stop': Signature<ReplayArgument, ReplayAnswer>;
  'zeromq.replay.seek': Signature<SeekReplayArguments, ReplayAnswer>;
  'zeromq.replay.setTiming': Signature<SetTimingArguments, ReplayAnswer>;
  'zeromq.replay.setMarks': Signature<SetMarksArguments, ReplayAnswer>;
  'zeromq.replay.dismiss': Signature<ReplayArgument, void>;
  'zeromq.replay.list': Signature<NoArguments, readonly ReplayAnswer[]>;
  'zeromq.engine.restart': Signature<NoArguments, EngineStatus>;
  'zeromq.engine.showLog': Signature<NoArguments, void>;
  'zeromq.engine.status': Signature<NoArguments, EngineStatus>;
}

export type CommandId = keyof CommandSignatures;
export type ArgumentsOf<Id extends CommandId> = CommandSignatures[Id]['args'];
export type ResultOf<Id extends CommandId> = CommandSignatures[Id]['result'];

/** The same ids at run time. `program` marks those that only programs call: they are not in the palette. */
export const commandAudience: Readonly<Record<CommandId, 'person' | 'program'>> = {
  'zeromq.session.new': 'person',
  'zeromq.session.open': 'person',
  'zeromq.session.close': 'person',
  'zeromq.session.closeAll': 'person',
  'zeromq.session.remove': 'person',
  'zeromq.session.rename': 'person',
  'zeromq.session.duplicate': 'person',
  'zeromq.session.bind': 'person',
  'zeromq.session.unbind': 'person',
  'zeromq.session.connect': 'person',
  'zeromq.session.disconnect': 'person',
  'zeromq.endpoint.inspect': 'person',
  'zeromq.endpoint.send': 'person',
  'zeromq.finding.explain': 'program',
  'zeromq.topology.show': 'person',
  'zeromq.topology.export': 'person',
  'zeromq.pattern.scaffold': 'person',
  'zeromq.endpoint.goToSource': 'person',
  'zeromq.endpoint.copyAddress': 'person',
  'zeromq.endpoint.findReferences': 'person',
  'zeromq.endpoints.refresh': 'person',
  'zeromq.endpoints.groupByFile': 'person',
  'zeromq.endpoints.groupByEndpoint': 'person',
  'zeromq.endpoint.retry': 'person',
  'zeromq.session.subscribe': 'person',
  'zeromq.session.unsubscribe': 'person',
  'zeromq.session.editOptions': 'person',
  'zeromq.session.send': 'person',
  'zeromq.session.reply': 'person',
  'zeromq.session.startRepeat': 'person',
  'zeromq.session.stopRepeat': 'person',
  'zeromq.session.list': 'program',
  'zeromq.session.openSettings': 'person',
  'zeromq.inspector.open': 'person',
  'zeromq.inspector.pause': 'person',
  'zeromq.inspector.resume': 'person',
  'zeromq.inspector.clear': 'person',
  'zeromq.capture.rows': 'program',
  'zeromq.recording.start': 'person',
  'zeromq.recording.stop': 'person',
  'zeromq.recording.save': 'person',
  'zeromq.recording.export': 'person',
  'zeromq.recording.import': 'person',
  'zeromq.recording.open': 'person',
  'zeromq.recording.inspect': 'program',
  'zeromq.recording.repair': 'person',
  'zeromq.recording.rename': 'person',
  'zeromq.recording.delete': 'person',
  'zeromq.recording.reveal': 'person',
  'zeromq.replay.start': 'person',
  'zeromq.replay.pause': 'person',
  'zeromq.replay.resume': 'person',
  'zeromq.replay.step': 'person',
  'zeromq.replay.stop': 'person',
  'zeromq.replay.seek': 'person',
  'zeromq.replay.setTiming': 'person',
  'zeromq.replay.setMarks': 'person',
  'zeromq.replay.dismiss': 'person',
  'zeromq.replay.list': 'program',
  'zeromq.engine.restart': 'person',
  'zeromq.engine.showLog': 'person',
  'zeromq.engine.status': 'program',
};

export const commandIds = Object.keys(commandAudience) as CommandId[];
