//! Clone, a client: takes a snapshot of the store, then follows the changes and makes some itself.

use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, str};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: client [SNAPSHOT] [UPDATES] [COLLECTOR] [NAME] [INTERVAL]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let snapshot = args.first().map_or("{{endpoint.snapshot}}", String::as_str);
    let updates = args.get(1).map_or("{{endpoint.updates}}", String::as_str);
    let collector = args.get(2).map_or("{{endpoint.collector}}", String::as_str);
    let name = args.get(3).map_or("client-1", String::as_str);
    let interval = args.get(4).map_or(Ok(1000), |text| text.parse());
    let outcome = match interval {
        Ok(interval) if args.len() <= 5 => run(
            snapshot,
            updates,
            collector,
            name,
            Duration::from_millis(interval),
        ),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The store and the sequence of its last change.
type Snapshot = (BTreeMap<String, String>, u64);

fn run(
    snapshot: &str,
    updates: &str,
    collector: &str,
    name: &str,
    interval: Duration,
) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let subscriber = context.socket(zmq::SUB)?;
    subscriber.set_linger(0)?;
    // before the snapshot is asked for, so that no change between the two is lost
    subscriber.set_subscribe(b"")?;
    subscriber
        .connect(updates)
        .map_err(|error| format!("cannot connect to {updates}: {error}"))?;
    let dealer = context.socket(zmq::DEALER)?;
    dealer.set_linger(0)?;
    dealer
        .connect(snapshot)
        .map_err(|error| format!("cannot connect to {snapshot}: {error}"))?;
    let pusher = context.socket(zmq::PUSH)?;
    pusher.set_linger(0)?;
    pusher
        .connect(collector)
        .map_err(|error| format!("cannot connect to {collector}: {error}"))?;

    let (mut store, mut sequence) = match take_snapshot(&dealer, &stop)? {
        Some(snapshot) => snapshot,
        None => return Ok(()),
    };
    println!("snapshot of {} keys at {sequence}", store.len());

    let mut n = 1u64;
    let mut next = Instant::now() + interval;
    while !stop.load(Ordering::Relaxed) {
        let mut items = [subscriber.as_poll_item(zmq::POLLIN)];
        poll(&mut items, milliseconds_until(next))?;
        if items[0].is_readable() {
            let frames = subscriber.recv_multipart(0)?;
            match read_pair(&frames) {
                Some((key, number, body)) if number > sequence => {
                    sequence = number;
                    println!("{key} = {body} ({sequence})");
                    if body.is_empty() {
                        store.remove(key);
                    } else {
                        store.insert(key.to_string(), body.to_string());
                    }
                }
                Some(_) => {} // the snapshot has it
                None => eprintln!("skipped an update that is not a key, a sequence and a body"),
            }
        }
        if Instant::now() >= next {
            let key = format!("{name}.{}", (n - 1) % 5 + 1);
            let body = n.to_string();
            let change = [key.as_bytes(), &[0; 8], body.as_bytes()];
            match pusher.send_multipart(change, zmq::DONTWAIT) {
                Ok(()) => {}
                Err(zmq::Error::EAGAIN) => eprintln!("change {n} not sent: the queue is full"),
                Err(error) => return Err(error.into()),
            }
            n += 1;
            next = Instant::now() + interval;
        }
    }
    Ok(())
}

/// Asks every second until the snapshot comes; None when the program shall end before.
fn take_snapshot(
    dealer: &zmq::Socket,
    stop: &AtomicBool,
) -> Result<Option<Snapshot>, Box<dyn Error>> {
    let mut store = BTreeMap::new();
    let mut next = Instant::now();
    while !stop.load(Ordering::Relaxed) {
        if Instant::now() >= next {
            dealer.send("ICANHAZ?", 0)?;
            next = Instant::now() + Duration::from_secs(1);
        }
        let mut items = [dealer.as_poll_item(zmq::POLLIN)];
        poll(&mut items, milliseconds_until(next))?;
        if !items[0].is_readable() {
            continue;
        }
        match read_pair(&dealer.recv_multipart(0)?) {
            Some(("KTHXBAI", sequence, "")) => return Ok(Some((store, sequence))),
            Some((key, _, body)) => {
                store.insert(key.to_string(), body.to_string());
            }
            None => eprintln!("skipped a pair that is not a key, a sequence and a body"),
        }
    }
    Ok(None)
}

fn read_pair(frames: &[Vec<u8>]) -> Option<(&str, u64, &str)> {
    match frames {
        [key, sequence, body] => Some((
            str::from_utf8(key).ok()?,
            u64::from_be_bytes(sequence.as_slice().try_into().ok()?),
            str::from_utf8(body).ok()?,
        )),
        _ => None,
    }
}

/// `zmq::poll` that a signal may end early.
fn poll(items: &mut [zmq::PollItem], milliseconds: i64) -> zmq::Result<()> {
    match zmq::poll(items, milliseconds) {
        Ok(_) | Err(zmq::Error::EINTR) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The milliseconds until `end`, at most 250, so that a loop that waits sees Ctrl-C.
fn milliseconds_until(end: Instant) -> i64 {
    let left = end.saturating_duration_since(Instant::now());
    // rounded up: a wait that ends too early would be followed by waits of 0 ms
    (left + Duration::from_micros(999))
        .min(Duration::from_millis(250))
        .as_millis() as i64
}
