//! Load-balancing broker, a client: sends `Hello N`, some worker answers.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, str, thread};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: client [FRONTEND] [INTERVAL]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let frontend = args.first().map_or("{{endpoint.frontend}}", String::as_str);
    let interval = args.get(1).map_or(Ok(1000), |text| text.parse());
    let outcome = match interval {
        Ok(interval) if args.len() <= 2 => run(frontend, Duration::from_millis(interval)),
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

fn run(frontend: &str, interval: Duration) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let socket = context.socket(zmq::REQ)?;
    socket.set_linger(0)?;
    socket.set_rcvtimeo(250)?;
    socket
        .connect(frontend)
        .map_err(|error| format!("cannot connect to {frontend}: {error}"))?;

    for n in 1u64.. {
        if !pause(interval, &stop) {
            break;
        }
        let request = format!("Hello {n}");
        socket.send(&request, 0)?;
        let frames = match receive(&socket, &stop)? {
            Some(frames) => frames,
            None => break,
        };
        match texts(&frames).as_deref() {
            Some([reply]) => println!("{request} -> {reply}"),
            _ => eprintln!("skipped a reply that is not one frame of text"),
        }
    }
    Ok(())
}

/// False when the program shall end before the time is over.
fn pause(length: Duration, stop: &AtomicBool) -> bool {
    let end = Instant::now() + length;
    while !stop.load(Ordering::Relaxed) {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return true;
        }
        thread::sleep(left.min(Duration::from_millis(250)));
    }
    false
}

/// The next message; None when the program shall end before.
fn receive(socket: &zmq::Socket, stop: &AtomicBool) -> zmq::Result<Option<Vec<Vec<u8>>>> {
    while !stop.load(Ordering::Relaxed) {
        match socket.recv_multipart(0) {
            // the receive timeout, or a signal
            Err(zmq::Error::EAGAIN | zmq::Error::EINTR) => {}
            result => return result.map(Some),
        }
    }
    Ok(None)
}

/// The frames as texts, unless one is not UTF-8.
fn texts(frames: &[Vec<u8>]) -> Option<Vec<&str>> {
    frames
        .iter()
        .map(|frame| str::from_utf8(frame).ok())
        .collect()
}
