//! Paranoid Pirate, a worker: sends signs of life, connects anew when the queue is silent.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, thread};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: worker [BACKEND] [NAME]";

/// PPP, RFC 6
const READY: &[u8] = b"\x01";
const HEARTBEAT: &[u8] = b"\x02";
const HEARTBEAT_INTERVAL: Duration = Duration::from_secs(1);
const LIVENESS: u32 = 3;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let backend = args.first().map_or("{{endpoint.backend}}", String::as_str);
    let name = args.get(1).map_or("worker-1", String::as_str);
    if args.len() > 2 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(backend, name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(backend: &str, name: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let mut socket = connect(&context, backend, name)?;
    let mut backoff = Duration::from_secs(1);
    let mut expires = Instant::now() + HEARTBEAT_INTERVAL * LIVENESS;
    let mut next_heartbeat = Instant::now() + HEARTBEAT_INTERVAL;
    while !stop.load(Ordering::Relaxed) {
        let mut items = [socket.as_poll_item(zmq::POLLIN)];
        poll(&mut items, milliseconds_until(next_heartbeat.min(expires)))?;
        if items[0].is_readable() {
            answer_message(&socket.recv_multipart(0)?, &socket, name)?;
            expires = Instant::now() + HEARTBEAT_INTERVAL * LIVENESS;
            backoff = Duration::from_secs(1);
        }
        if Instant::now() >= expires {
            println!("reconnecting");
            drop(socket);
            if !pause(backoff, &stop) {
                break;
            }
            backoff = (backoff * 2).min(Duration::from_secs(32));
            socket = connect(&context, backend, name)?;
            expires = Instant::now() + HEARTBEAT_INTERVAL * LIVENESS;
        }
        if Instant::now() >= next_heartbeat {
            send(&socket, &[HEARTBEAT])?;
            next_heartbeat = Instant::now() + HEARTBEAT_INTERVAL;
        }
    }
    Ok(())
}

fn connect(
    context: &zmq::Context,
    backend: &str,
    name: &str,
) -> Result<zmq::Socket, Box<dyn Error>> {
    let socket = context.socket(zmq::DEALER)?;
    socket.set_linger(0)?;
    socket
        .set_identity(name.as_bytes())
        .map_err(|error| format!("cannot use the name {name}: {error}"))?;
    socket
        .connect(backend)
        .map_err(|error| format!("cannot connect to {backend}: {error}"))?;
    send(&socket, &[READY])?;
    Ok(socket)
}

fn answer_message(frames: &[Vec<u8>], socket: &zmq::Socket, name: &str) -> zmq::Result<()> {
    match frames {
        [client, empty, body] if empty.is_empty() => {
            let request = String::from_utf8_lossy(body);
            let reply = answer(&request, name);
            send(socket, &[client, b"", reply.as_bytes()])?;
            println!("{request} -> {reply}");
        }
        [command] if command == HEARTBEAT => {}
        _ => eprintln!("skipped a message that is neither a request nor a heartbeat"),
    }
    Ok(())
}

/// Drops the message when too many wait for a queue that is gone: nobody would want them later.
fn send(socket: &zmq::Socket, frames: &[&[u8]]) -> zmq::Result<()> {
    match socket.send_multipart(frames, zmq::DONTWAIT) {
        Err(zmq::Error::EAGAIN) => Ok(()),
        result => result,
    }
}

fn answer(request: &str, name: &str) -> String {
    match request.strip_prefix("Hello") {
        Some(rest) => format!("World{rest} from {name}"),
        None => "Say Hello".to_string(),
    }
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
