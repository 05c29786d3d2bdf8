//! Asynchronous server: one ROUTER socket for any number of clients, several replies for a request.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::{env, str};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: server [SERVICE]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let service = args.first().map_or("{{endpoint.service}}", String::as_str);
    if args.len() > 1 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(service) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(service: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let socket = context.socket(zmq::ROUTER)?;
    socket.set_linger(0)?;
    socket.set_rcvtimeo(250)?;
    socket
        .bind(service)
        .map_err(|error| format!("cannot bind {service}: {error}"))?;
    println!("ready");

    while let Some(frames) = receive(&socket, &stop)? {
        let (peer, body) = match frames.split_first() {
            Some((peer, body)) => (peer.as_slice(), body),
            None => continue,
        };
        let number = match texts(body).as_deref() {
            Some([request]) => request.strip_prefix("request "),
            _ => None,
        };
        match number {
            Some(number) => {
                println!("{}: request {number}", name_of(peer));
                for reply in [format!("accepted {number}"), format!("done {number}")] {
                    socket.send_multipart([peer, reply.as_bytes()], 0)?;
                }
            }
            None => {
                eprintln!("a request of {} that is unknown", name_of(peer));
                socket.send_multipart([peer, b"unknown request"], 0)?;
            }
        }
    }
    Ok(())
}

/// A routing id as text, in hex where it is not printable.
fn name_of(peer: &[u8]) -> String {
    match str::from_utf8(peer) {
        Ok(name) if !name.chars().any(char::is_control) => name.to_string(),
        _ => peer
            .iter()
            .fold("0x".to_string(), |hex, byte| format!("{hex}{byte:02x}")),
    }
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
