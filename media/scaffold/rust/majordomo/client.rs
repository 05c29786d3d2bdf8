//! Majordomo, a client (MDP/0.1, RFC 7): asks for a service by its name, as a Lazy Pirate.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, str, thread};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: client [BROKER] [SERVICE] [INTERVAL]";
const CLIENT: &str = "MDPC01";
const TIMEOUT: Duration = Duration::from_millis(2500);
const RETRIES: u32 = 3;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let broker = args.first().map_or("{{endpoint.broker}}", String::as_str);
    let service = args.get(1).map_or("echo", String::as_str);
    let interval = args.get(2).map_or(Ok(1000), |text| text.parse());
    let outcome = match interval {
        Ok(interval) if args.len() <= 3 => run(broker, service, Duration::from_millis(interval)),
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

fn run(broker: &str, service: &str, interval: Duration) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let mut socket = connect(&context, broker)?;
    for n in 1u64.. {
        if !pause(interval, &stop) {
            break;
        }
        let request = format!("Hello {n}");
        socket.send_multipart([CLIENT, service, request.as_str()], 0)?;
        let mut retry = 0;
        let frames = loop {
            if let Some(frames) = receive(&socket, TIMEOUT, &stop)? {
                break frames;
            }
            if stop.load(Ordering::Relaxed) {
                return Ok(());
            }
            if retry == RETRIES {
                return Err("the server seems to be gone".into());
            }
            retry += 1;
            println!("no reply, retrying {retry} of {RETRIES}");
            // a REQ socket that waits for a reply cannot send again: a new one takes its place
            socket = connect(&context, broker)?;
            socket.send_multipart([CLIENT, service, request.as_str()], 0)?;
        };
        match texts(&frames).as_deref() {
            Some([CLIENT, _, reply]) => println!("{request} -> {reply}"),
            _ => eprintln!("skipped a reply that is no MDP"),
        }
    }
    Ok(())
}

fn connect(context: &zmq::Context, broker: &str) -> Result<zmq::Socket, Box<dyn Error>> {
    let socket = context.socket(zmq::REQ)?;
    socket.set_linger(0)?;
    socket
        .connect(broker)
        .map_err(|error| format!("cannot connect to {broker}: {error}"))?;
    Ok(socket)
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

/// The next message; None when none comes in time, or the program shall end before.
fn receive(
    socket: &zmq::Socket,
    timeout: Duration,
    stop: &AtomicBool,
) -> zmq::Result<Option<Vec<Vec<u8>>>> {
    let end = Instant::now() + timeout;
    while !stop.load(Ordering::Relaxed) {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        socket.set_rcvtimeo(left.min(Duration::from_millis(250)).as_millis() as i32 + 1)?;
        match socket.recv_multipart(0) {
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
