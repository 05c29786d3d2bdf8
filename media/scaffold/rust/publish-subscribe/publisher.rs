//! Publish-subscribe with a synchronised start, the publisher: waits for its subscribers.

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: publisher [DATA] [SYNC] [TOPIC] [SUBSCRIBERS] [INTERVAL]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let data = args.first().map_or("{{endpoint.data}}", String::as_str);
    let sync = args.get(1).map_or("{{endpoint.sync}}", String::as_str);
    let topic = args.get(2).map_or("{{topic}}", String::as_str);
    let subscribers = args.get(3).map_or(Ok(1), |text| text.parse());
    let interval = args.get(4).map_or(Ok(1000), |text| text.parse());
    let outcome = match (subscribers, interval) {
        (Ok(subscribers), Ok(interval)) if args.len() <= 5 => run(
            data,
            sync,
            topic,
            subscribers,
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

fn run(
    data: &str,
    sync: &str,
    topic: &str,
    subscribers: u32,
    interval: Duration,
) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let publisher = context.socket(zmq::PUB)?;
    publisher.set_linger(0)?;
    publisher
        .bind(data)
        .map_err(|error| format!("cannot bind {data}: {error}"))?;
    let check_in = context.socket(zmq::REP)?;
    check_in.set_linger(0)?;
    check_in
        .bind(sync)
        .map_err(|error| format!("cannot bind {sync}: {error}"))?;
    println!("ready");

    // Who receives a `sync` is connected and subscribed; it says so on the other socket.
    let mut present = 0;
    while present < subscribers {
        if stop.load(Ordering::Relaxed) {
            return Ok(());
        }
        publisher.send("sync", 0)?;
        if answer_check_in(&check_in, 100)? {
            present += 1;
            println!("subscriber {present} of {subscribers}");
        }
    }

    let mut n = 1u64;
    let mut next = Instant::now() + interval;
    while !stop.load(Ordering::Relaxed) {
        answer_check_in(&check_in, milliseconds_until(next))?;
        if Instant::now() >= next {
            let update = format!("update {n}");
            publisher.send_multipart([topic, update.as_str()], 0)?;
            println!("{topic}: {update}");
            n += 1;
            next = Instant::now() + interval;
        }
    }
    Ok(())
}

/// Waits for a subscriber that says `ready`, and answers it.
fn answer_check_in(check_in: &zmq::Socket, milliseconds: i64) -> zmq::Result<bool> {
    check_in.set_rcvtimeo(milliseconds as i32)?;
    let frames = match check_in.recv_multipart(0) {
        Err(zmq::Error::EAGAIN | zmq::Error::EINTR) => return Ok(false),
        result => result?,
    };
    let is_ready = matches!(frames.as_slice(), [text] if text == b"ready");
    check_in.send(if is_ready { "go" } else { "say ready" }, 0)?;
    if !is_ready {
        eprintln!("a check-in that is not `ready`");
    }
    Ok(is_ready)
}

/// The milliseconds until `end`, at most 250, so that a loop that waits sees Ctrl-C.
fn milliseconds_until(end: Instant) -> i64 {
    let left = end.saturating_duration_since(Instant::now());
    // rounded up: a wait that ends too early would be followed by waits of 0 ms
    (left + Duration::from_micros(999))
        .min(Duration::from_millis(250))
        .as_millis() as i64
}
