//! Exclusive pair, the second of the two: answers `ping N` by `pong N`.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::{env, str};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: second [LINK]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let link = args.first().map_or("{{endpoint.link}}", String::as_str);
    if args.len() > 1 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(link) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(link: &str) -> Result<(), Box<dyn Error>> {
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
        .connect(link)
        .map_err(|error| format!("cannot connect to {link}: {error}"))?;

    while let Some(frames) = receive(&socket, &stop)? {
        let number = match texts(&frames).as_deref() {
            Some([ping]) => ping.strip_prefix("ping "),
            _ => None,
        };
        match number {
            Some(number) => {
                if !send(&socket, &format!("pong {number}"), &stop)? {
                    break;
                }
                println!("ping {number} -> pong {number}");
            }
            None => eprintln!("skipped a message that is not `ping N`"),
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

/// The frames as texts, unless one is not UTF-8.
fn texts(frames: &[Vec<u8>]) -> Option<Vec<&str>> {
    frames
        .iter()
        .map(|frame| str::from_utf8(frame).ok())
        .collect()
}
