//! Asynchronous client: sends requests at its own pace and shows the replies as they come.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, str};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: client [SERVICE] [NAME] [INTERVAL]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let service = args.first().map_or("{{endpoint.service}}", String::as_str);
    let name = args.get(1).map_or("client-1", String::as_str);
    let interval = args.get(2).map_or(Ok(1000), |text| text.parse());
    let outcome = match interval {
        Ok(interval) if args.len() <= 3 => run(service, name, Duration::from_millis(interval)),
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

fn run(service: &str, name: &str, interval: Duration) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let socket = context.socket(zmq::DEALER)?;
    socket.set_linger(0)?;
    socket
        .set_identity(name.as_bytes())
        .map_err(|error| format!("cannot use the name {name}: {error}"))?;
    socket
        .connect(service)
        .map_err(|error| format!("cannot connect to {service}: {error}"))?;

    let mut n = 1u64;
    let mut next = Instant::now() + interval;
    while !stop.load(Ordering::Relaxed) {
        let mut items = [socket.as_poll_item(zmq::POLLIN)];
        poll(&mut items, milliseconds_until(next))?;
        if items[0].is_readable() {
            let frames = socket.recv_multipart(0)?;
            match texts(&frames).as_deref() {
                Some([reply]) => println!("{reply}"),
                _ => eprintln!("skipped a reply that is not one frame of text"),
            }
        }
        if Instant::now() >= next {
            match socket.send(&format!("request {n}"), zmq::DONTWAIT) {
                Ok(()) => {}
                Err(zmq::Error::EAGAIN) => eprintln!("request {n} not sent: the queue is full"),
                Err(error) => return Err(error.into()),
            }
            n += 1;
            next = Instant::now() + interval;
        }
    }
    Ok(())
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

/// The frames as texts, unless one is not UTF-8.
fn texts(frames: &[Vec<u8>]) -> Option<Vec<&str>> {
    frames
        .iter()
        .map(|frame| str::from_utf8(frame).ok())
        .collect()
}
