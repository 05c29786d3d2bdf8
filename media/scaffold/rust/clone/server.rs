//! Clone, the server: keeps the key-value store, numbers every change and publishes it.

use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::{env, str};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: server [SNAPSHOT] [UPDATES] [COLLECTOR]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let snapshot = args.first().map_or("{{endpoint.snapshot}}", String::as_str);
    let updates = args.get(1).map_or("{{endpoint.updates}}", String::as_str);
    let collector = args.get(2).map_or("{{endpoint.collector}}", String::as_str);
    if args.len() > 3 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(snapshot, updates, collector) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

type Store = BTreeMap<String, (u64, String)>;

fn run(snapshot: &str, updates: &str, collector: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let snapshots = context.socket(zmq::ROUTER)?;
    snapshots.set_linger(0)?;
    snapshots
        .bind(snapshot)
        .map_err(|error| format!("cannot bind {snapshot}: {error}"))?;
    let publisher = context.socket(zmq::PUB)?;
    publisher.set_linger(0)?;
    publisher
        .bind(updates)
        .map_err(|error| format!("cannot bind {updates}: {error}"))?;
    let changes = context.socket(zmq::PULL)?;
    changes.set_linger(0)?;
    changes
        .bind(collector)
        .map_err(|error| format!("cannot bind {collector}: {error}"))?;
    println!("ready");

    let mut store = Store::new();
    let mut sequence = 0u64;
    while !stop.load(Ordering::Relaxed) {
        let mut items = [
            changes.as_poll_item(zmq::POLLIN),
            snapshots.as_poll_item(zmq::POLLIN),
        ];
        poll(&mut items, 250)?;
        if items[0].is_readable() {
            let frames = changes.recv_multipart(0)?;
            if let Some((key, body)) = read_change(&frames) {
                sequence += 1;
                let number = sequence.to_be_bytes();
                publisher.send_multipart([key.as_bytes(), &number, body.as_bytes()], 0)?;
                println!("{key} = {body} ({sequence})");
                if body.is_empty() {
                    store.remove(key);
                } else {
                    store.insert(key.to_string(), (sequence, body.to_string()));
                }
            } else {
                eprintln!("skipped a change that is not a key, a sequence and a body");
            }
        }
        if items[1].is_readable() {
            match snapshots.recv_multipart(0)?.as_slice() {
                [peer, request] if request == b"ICANHAZ?" => {
                    send_snapshot(peer, &store, sequence, &snapshots)?;
                }
                _ => eprintln!("skipped a request that is not ICANHAZ?"),
            }
        }
    }
    Ok(())
}

/// The key and the body of a change; its sequence says nothing, the server numbers it.
fn read_change(frames: &[Vec<u8>]) -> Option<(&str, &str)> {
    match frames {
        [key, sequence, body] if sequence.len() == 8 => {
            Some((str::from_utf8(key).ok()?, str::from_utf8(body).ok()?))
        }
        _ => None,
    }
}

fn send_snapshot(
    peer: &[u8],
    store: &Store,
    sequence: u64,
    snapshots: &zmq::Socket,
) -> zmq::Result<()> {
    for (key, (number, body)) in store {
        let number = number.to_be_bytes();
        snapshots.send_multipart([peer, key.as_bytes(), &number, body.as_bytes()], 0)?;
    }
    let number = sequence.to_be_bytes();
    snapshots.send_multipart([peer, b"KTHXBAI", &number, b""], 0)
}

/// `zmq::poll` that a signal may end early.
fn poll(items: &mut [zmq::PollItem], milliseconds: i64) -> zmq::Result<()> {
    match zmq::poll(items, milliseconds) {
        Ok(_) | Err(zmq::Error::EINTR) => Ok(()),
        Err(error) => Err(error),
    }
}
