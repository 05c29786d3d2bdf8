//! Exclusive pair, the first of the two: sends `ping N` and waits for the answer.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, str, thread};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: first [LINK] [INTERVAL]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let link = args.first().map_or("{{endpoint.link}}", String::as_str);
    let interval = args.get(1).map_or(Ok(1000), |text| text.parse());
    let outcome = match interval {
        Ok(interval) if args.len() <= 2 => run(link, Duration::from_millis(interval)),
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

fn run(link: &str, interval: Duration) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let socket = context.socket(zmq::PAIR)?;
    socket.set_linger(0)?;
    socket.set_rcvtimeo(250)?;
    socket.set_sndtimeo(250)?;
    socket
        .bind(link)
        .map_err(|error| format!("cannot bind {link}: {error}"))?;
    println!("ready");

    for n in 1u64.. {
        let ping = format!("ping {n}");
        if !pause(interval, &stop) || !send(&socket, &ping, &stop)? {
            break;
        }
        let frames = match receive(&socket, &stop)? {
            Some(frames) => frames,
            None => break,
        };
        match texts(&frames).as_deref() {
            Some([pong]) => println!("{ping} -> {pong}"),
            _ => eprintln!("skipped an answer that is not one frame of text"),
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

/// Waits until a peer takes the text (the send timeout cuts the wait into pieces); false when the
/// program shall end before.
fn send(socket: &zmq::Socket, text: &str, stop: &AtomicBool) -> zmq::Result<bool> {
    while !stop.load(Ordering::Relaxed) {
        match socket.send(text, 0) {
            Ok(()) => return Ok(true),
            Err(zmq::Error::EAGAIN | zmq::Error::EINTR) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(false)
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
