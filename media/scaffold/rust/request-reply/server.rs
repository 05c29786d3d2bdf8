//! Request-reply, the server: answers each request that begins with `Hello`.

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
    let socket = context.socket(zmq::REP)?;
    socket.set_linger(0)?;
    socket.set_rcvtimeo(250)?;
    socket
        .bind(service)
        .map_err(|error| format!("cannot bind {service}: {error}"))?;
    println!("ready");

    while let Some(frames) = receive(&socket, &stop)? {
        match texts(&frames).as_deref() {
            Some([request]) => {
                let reply = answer(request);
                socket.send(&reply, 0)?;
                println!("{request} -> {reply}");
            }
            _ => {
                eprintln!("a request that is not one frame of text");
                // a REP socket must answer before it can receive again
                socket.send("Say Hello", 0)?;
            }
        }
    }
    Ok(())
}

fn answer(request: &str) -> String {
    match request.strip_prefix("Hello") {
        Some(rest) => format!("World{rest}"),
        None => "Say Hello".to_string(),
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
