//! Last value cache: passes updates on and gives each new subscriber the last value of its topics.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: cache [FRONTEND] [BACKEND]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let frontend = args.first().map_or("{{endpoint.frontend}}", String::as_str);
    let backend = args.get(1).map_or("{{endpoint.backend}}", String::as_str);
    if args.len() > 2 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(frontend, backend) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(frontend: &str, backend: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let updates = context.socket(zmq::SUB)?;
    updates.set_linger(0)?;
    updates.set_subscribe(b"")?;
    updates
        .connect(frontend)
        .map_err(|error| format!("cannot connect to {frontend}: {error}"))?;
    let subscribers = context.socket(zmq::XPUB)?;
    subscribers.set_linger(0)?;
    // every subscription is told, not only the first one for a topic
    subscribers.set_xpub_verbose(true)?;
    subscribers
        .bind(backend)
        .map_err(|error| format!("cannot bind {backend}: {error}"))?;
    println!("ready");

    let mut last: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
    while !stop.load(Ordering::Relaxed) {
        let mut items = [
            updates.as_poll_item(zmq::POLLIN),
            subscribers.as_poll_item(zmq::POLLIN),
        ];
        poll(&mut items, 250)?;
        if items[0].is_readable() {
            match updates.recv_multipart(0)?.as_slice() {
                [topic, value] => {
                    subscribers.send_multipart([topic, value], 0)?;
                    last.insert(topic.clone(), value.clone());
                }
                _ => eprintln!("skipped an update that is not a topic and a value"),
            }
        }
        if items[1].is_readable() {
            // a subscription is the byte 1 and the prefix of the topics
            if let Some((1, prefix)) = subscribers.recv_bytes(0)?.split_first() {
                replay(prefix, &last, &subscribers)?;
            }
        }
    }
    Ok(())
}

fn replay(
    prefix: &[u8],
    last: &BTreeMap<Vec<u8>, Vec<u8>>,
    subscribers: &zmq::Socket,
) -> zmq::Result<()> {
    let mut count = 0;
    for (topic, value) in last.iter().filter(|(topic, _)| topic.starts_with(prefix)) {
        subscribers.send_multipart([topic, value], 0)?;
        count += 1;
    }
    println!(
        "replayed {count} values for {}",
        String::from_utf8_lossy(prefix)
    );
    Ok(())
}

/// `zmq::poll` that a signal may end early.
fn poll(items: &mut [zmq::PollItem], milliseconds: i64) -> zmq::Result<()> {
    match zmq::poll(items, milliseconds) {
        Ok(_) | Err(zmq::Error::EINTR) => Ok(()),
        Err(error) => Err(error),
    }
}
