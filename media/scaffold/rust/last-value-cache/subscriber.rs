//! Last value cache, a subscriber: gets the last value at once, then the updates.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::{env, str};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: subscriber [BACKEND] [TOPIC]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let backend = args.first().map_or("{{endpoint.backend}}", String::as_str);
    let topic = args.get(1).map_or("{{topic}}", String::as_str);
    if args.len() > 2 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(backend, topic) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(backend: &str, topic: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let socket = context.socket(zmq::SUB)?;
    socket.set_linger(0)?;
    socket.set_rcvtimeo(250)?;
    socket.set_subscribe(topic.as_bytes())?;
    socket
        .connect(backend)
        .map_err(|error| format!("cannot connect to {backend}: {error}"))?;

    while let Some(frames) = receive(&socket, &stop)? {
        match texts(&frames).as_deref() {
            Some([topic, text]) => println!("{topic}: {text}"),
            _ => eprintln!("skipped a message that is not a topic and a text"),
        }
    }
    Ok(())
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
