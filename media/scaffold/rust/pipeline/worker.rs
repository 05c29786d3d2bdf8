//! Pipeline, a worker: squares the numbers that it is given and passes the results on.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::{env, str};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: worker [TASKS] [RESULTS]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let tasks = args.first().map_or("{{endpoint.tasks}}", String::as_str);
    let results = args.get(1).map_or("{{endpoint.results}}", String::as_str);
    if args.len() > 2 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(tasks, results) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(tasks: &str, results: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let receiver = context.socket(zmq::PULL)?;
    receiver.set_linger(0)?;
    receiver.set_rcvtimeo(250)?;
    receiver
        .connect(tasks)
        .map_err(|error| format!("cannot connect to {tasks}: {error}"))?;
    let sender = context.socket(zmq::PUSH)?;
    sender.set_linger(0)?;
    sender.set_sndtimeo(250)?;
    sender
        .connect(results)
        .map_err(|error| format!("cannot connect to {results}: {error}"))?;

    while let Some(frames) = receive(&receiver, &stop)? {
        let task = match texts(&frames).as_deref() {
            Some([text]) => text.parse::<i64>().ok(),
            _ => None,
        };
        let number = match task {
            Some(number) => i128::from(number),
            None => {
                eprintln!("skipped a task that is not an integer");
                continue;
            }
        };
        let result = format!("{number} squared is {}", number * number);
        if !send(&sender, &result, &stop)? {
            break;
        }
        println!("{result}");
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
