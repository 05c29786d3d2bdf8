//! Paranoid Pirate, the queue: gives requests to workers that showed a sign of life lately.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, str};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: queue [FRONTEND] [BACKEND]";

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
    let frontend = args.first().map_or("{{endpoint.frontend}}", String::as_str);
    let backend = args.get(1).map_or("{{endpoint.backend}}", String::as_str);
    if args.len() > 2 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(frontend, backend) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// A worker that has been heard of; the queue keeps them in the order in which they became idle.
struct Worker {
    name: Vec<u8>,
    is_idle: bool,
    expires: Instant,
}

fn run(frontend: &str, backend: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let clients = context.socket(zmq::ROUTER)?;
    clients.set_linger(0)?;
    clients
        .bind(frontend)
        .map_err(|error| format!("cannot bind {frontend}: {error}"))?;
    let workers = context.socket(zmq::ROUTER)?;
    workers.set_linger(0)?;
    // a worker that reconnects has its old routing id
    workers.set_router_handover(true)?;
    workers
        .bind(backend)
        .map_err(|error| format!("cannot bind {backend}: {error}"))?;
    println!("ready");

    let mut known: Vec<Worker> = Vec::new();
    let mut next_heartbeat = Instant::now() + HEARTBEAT_INTERVAL;
    while !stop.load(Ordering::Relaxed) {
        // requests wait in the clients' socket while no worker is idle
        let from_clients = if known.iter().any(|worker| worker.is_idle) {
            zmq::POLLIN
        } else {
            zmq::PollEvents::empty()
        };
        let mut items = [
            workers.as_poll_item(zmq::POLLIN),
            clients.as_poll_item(from_clients),
        ];
        poll(&mut items, milliseconds_until(next_heartbeat))?;
        if items[0].is_readable() {
            from_worker(workers.recv_multipart(0)?, &clients, &mut known)?;
        }
        if items[1].is_readable() {
            from_client(&clients.recv_multipart(0)?, &workers, &mut known)?;
        }

        let now = Instant::now();
        known.retain(|worker| {
            if worker.expires < now {
                println!("worker {} gone", name_of(&worker.name));
            }
            worker.expires >= now
        });
        if now >= next_heartbeat {
            for worker in &known {
                workers.send_multipart([worker.name.as_slice(), HEARTBEAT], 0)?;
            }
            next_heartbeat = now + HEARTBEAT_INTERVAL;
        }
    }
    Ok(())
}

fn from_worker(
    mut frames: Vec<Vec<u8>>,
    clients: &zmq::Socket,
    known: &mut Vec<Worker>,
) -> zmq::Result<()> {
    let name = frames.remove(0);
    let position = known.iter().position(|worker| worker.name == name);
    let expires = Instant::now() + HEARTBEAT_INTERVAL * LIVENESS;
    match (frames.as_slice(), position) {
        ([command], Some(position)) if command == HEARTBEAT => {
            known[position].expires = expires;
            return Ok(());
        }
        ([command], _) if command == READY || command == HEARTBEAT => {
            // a heartbeat of a worker that is unknown: this queue has been started anew
            println!("worker {} ready", name_of(&name));
        }
        ([_, empty, _], _) if empty.is_empty() => clients.send_multipart(frames, 0)?,
        _ => {
            eprintln!("skipped a message of {} that is no PPP", name_of(&name));
            return Ok(());
        }
    }
    if let Some(position) = position {
        known.remove(position);
    }
    known.push(Worker {
        name,
        is_idle: true,
        expires,
    });
    Ok(())
}

fn from_client(frames: &[Vec<u8>], workers: &zmq::Socket, known: &mut [Worker]) -> zmq::Result<()> {
    match frames {
        [client, empty, request] if empty.is_empty() => {
            if let Some(worker) = known.iter_mut().find(|worker| worker.is_idle) {
                worker.is_idle = false;
                workers.send_multipart([worker.name.as_slice(), client, b"", request], 0)?;
            }
        }
        _ => eprintln!("skipped a request that is not one frame behind an empty one"),
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
