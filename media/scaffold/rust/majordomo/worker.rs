//! Majordomo, a worker (MDP/0.1, RFC 7): offers a service to the broker.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, thread};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: worker [BROKER] [SERVICE]";

/// MDP/0.1, RFC 7
const WORKER: &[u8] = b"MDPW01";
const READY: &[u8] = b"\x01";
const REQUEST: &[u8] = b"\x02";
const REPLY: &[u8] = b"\x03";
const HEARTBEAT: &[u8] = b"\x04";
const DISCONNECT: &[u8] = b"\x05";
const HEARTBEAT_INTERVAL: Duration = Duration::from_secs(1);
const LIVENESS: u32 = 3;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let broker = args.first().map_or("{{endpoint.broker}}", String::as_str);
    let service = args.get(1).map_or("echo", String::as_str);
    if args.len() > 2 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(broker, service) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(broker: &str, service: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let mut socket = connect(&context, broker, service)?;
    let mut expires = Instant::now() + HEARTBEAT_INTERVAL * LIVENESS;
    let mut next_heartbeat = Instant::now() + HEARTBEAT_INTERVAL;
    while !stop.load(Ordering::Relaxed) {
        let mut items = [socket.as_poll_item(zmq::POLLIN)];
        poll(&mut items, milliseconds_until(next_heartbeat.min(expires)))?;
        if items[0].is_readable() {
            expires = if answer_message(&socket.recv_multipart(0)?, &socket)? {
                Instant::now() + HEARTBEAT_INTERVAL * LIVENESS
            } else {
                Instant::now()
            };
        }
        if Instant::now() >= expires {
            println!("reconnecting");
            drop(socket);
            if !pause(HEARTBEAT_INTERVAL, &stop) {
                return Ok(());
            }
            socket = connect(&context, broker, service)?;
            expires = Instant::now() + HEARTBEAT_INTERVAL * LIVENESS;
        }
        if Instant::now() >= next_heartbeat {
            send(&socket, &[b"", WORKER, HEARTBEAT])?;
            next_heartbeat = Instant::now() + HEARTBEAT_INTERVAL;
        }
    }
    send(&socket, &[b"", WORKER, DISCONNECT])?;
    Ok(())
}

fn connect(
    context: &zmq::Context,
    broker: &str,
    service: &str,
) -> Result<zmq::Socket, Box<dyn Error>> {
    let socket = context.socket(zmq::DEALER)?;
    // long enough for the DISCONNECT at the end
    socket.set_linger(200)?;
    socket
        .connect(broker)
        .map_err(|error| format!("cannot connect to {broker}: {error}"))?;
    send(&socket, &[b"", WORKER, READY, service.as_bytes()])?;
    Ok(socket)
}

/// False when the broker wants this worker to connect anew.
fn answer_message(frames: &[Vec<u8>], socket: &zmq::Socket) -> zmq::Result<bool> {
    let is_mdp = matches!(frames, [empty, header, ..] if empty.is_empty() && header == WORKER);
    match frames.get(2..) {
        Some([command, client, empty, body])
            if is_mdp && command == REQUEST && empty.is_empty() =>
        {
            let request = String::from_utf8_lossy(body);
            let reply = answer(&request);
            send(socket, &[b"", WORKER, REPLY, client, b"", reply.as_bytes()])?;
            println!("{request} -> {reply}");
        }
        Some([command]) if is_mdp && command == HEARTBEAT => {}
        Some([command]) if is_mdp && command == DISCONNECT => return Ok(false),
        _ => eprintln!("skipped a message that is no MDP"),
    }
    Ok(true)
}

/// Drops the message when too many wait for a broker that is gone: nobody would want them later.
fn send(socket: &zmq::Socket, frames: &[&[u8]]) -> zmq::Result<()> {
    match socket.send_multipart(frames, zmq::DONTWAIT) {
        Err(zmq::Error::EAGAIN) => Ok(()),
        result => result,
    }
}

fn answer(request: &str) -> String {
    match request.strip_prefix("Hello") {
        Some(rest) => format!("World{rest}"),
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
