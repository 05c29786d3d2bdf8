/**
 * The control protocol of test peers: one JSON request a line on stdin, one JSON answer a line on stdout, each
 * answer with its request's id. Peers end when stdin ends. pyPeer.py and nodePeerProcess.mts speak it.
 */

/** Frames travel as base64. */
export type WireFrame = string;

/** Option names are libzmq's without `ZMQ_`, `LINGER`; bytes go as `{ base64 }`. */
export type PeerOptionValue = string | number | boolean | { readonly base64: string };

export type PeerRequest =
  | {
      readonly op: 'open';
      /** `PUSH`, `SUB` … */
      readonly type: string;
      readonly options: Readonly<Record<string, PeerOptionValue>>;
      readonly bind: readonly string[];
      readonly connect: readonly string[];
      readonly subscribe: readonly WireFrame[];
    }
  | {
      readonly op: 'bind' | 'unbind' | 'connect' | 'disconnect';
      readonly socket: number;
      readonly address: string;
    }
  | { readonly op: 'subscribe' | 'unsubscribe'; readonly socket: number; readonly topic: WireFrame }
  | {
      readonly op: 'send';
      readonly socket: number;
      readonly frames: readonly WireFrame[];
      readonly count: number;
    }
  /** Answers once `count` messages arrived; fails after `timeout` ms. `keep` false counts without answering them. */
  | {
      readonly op: 'receive';
      readonly socket: number;
      readonly count: number;
      readonly timeout: number;
      readonly keep: boolean;
    }
  /** From now on sends back every message it receives. */
  | { readonly op: 'echo'; readonly socket: number }
  | { readonly op: 'close'; readonly socket: number };

export type PeerAnswer =
  | { readonly id: number; readonly error: string }
  | {
      readonly id: number;
      /** open: the new socket's number. */
      readonly socket?: number;
      /** open, bind and connect: the endpoint as libzmq resolved it. */
      readonly endpoints?: readonly string[];
      readonly messages?: readonly (readonly WireFrame[])[];
      readonly count?: number;
    };
