//! Majordomo, the broker (MDP/0.1, RFC 7): brings requests to a worker that offers the service.

use std::collections::{HashMap, VecDeque};
use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: broker [BROKER]";

/// MDP/0.1, RFC 7
const CLIENT: &[u8] = b"MDPC01";
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
    if args.len() > 1 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(broker) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

struct Worker {
    service: Vec<u8>,
    expires: Instant,
}

#[derive(Default)]
struct Service {
    /// clients and what they ask
    requests: VecDeque<(Vec<u8>, Vec<u8>)>,
    idle: VecDeque<Vec<u8>>,
}

/// Workers and clients are known by their routing ids.
struct Broker {
    socket: zmq::Socket,
    services: HashMap<Vec<u8>, Service>,
    workers: HashMap<Vec<u8>, Worker>,
}

fn run(endpoint: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let socket = context.socket(zmq::ROUTER)?;
    socket.set_linger(0)?;
    socket
        .bind(endpoint)
        .map_err(|error| format!("cannot bind {endpoint}: {error}"))?;
    println!("ready");

    let mut broker = Broker {
        socket,
        services: HashMap::new(),
        workers: HashMap::new(),
    };
    let mut next_heartbeat = Instant::now() + HEARTBEAT_INTERVAL;
    while !stop.load(Ordering::Relaxed) {
        let mut items = [broker.socket.as_poll_item(zmq::POLLIN)];
        poll(&mut items, milliseconds_until(next_heartbeat))?;
        if items[0].is_readable() {
            let frames = broker.socket.recv_multipart(0)?;
            broker.take(&frames)?;
        }
        if Instant::now() >= next_heartbeat {
            broker.check_workers()?;
            next_heartbeat = Instant::now() + HEARTBEAT_INTERVAL;
        }
    }
    Ok(())
}

impl Broker {
    fn take(&mut self, frames: &[Vec<u8>]) -> zmq::Result<()> {
        match frames {
            [sender, empty, header, rest @ ..] if empty.is_empty() && header == WORKER => {
                self.take_from_worker(sender, rest)
            }
            [sender, empty, header, service, body] if empty.is_empty() && header == CLIENT => {
                let waiting = self.services.entry(service.clone()).or_default();
                waiting.requests.push_back((sender.clone(), body.clone()));
                self.dispatch(service)
            }
            _ => {
                eprintln!("skipped a message that is no MDP");
                Ok(())
            }
        }
    }

    fn take_from_worker(&mut self, sender: &[u8], frames: &[Vec<u8>]) -> zmq::Result<()> {
        let is_known = self.workers.contains_key(sender);
        match frames {
            [command, service] if command == READY && !is_known => {
                println!("worker ready: {}", String::from_utf8_lossy(service));
                let worker = Worker {
                    service: service.clone(),
                    expires: Instant::now() + HEARTBEAT_INTERVAL * LIVENESS,
                };
                self.workers.insert(sender.to_vec(), worker);
                self.set_idle(sender)
            }
            [command, client, empty, body] if command == REPLY && empty.is_empty() && is_known => {
                if let Some(worker) = self.workers.get(sender) {
                    let reply = [client.as_slice(), b"", CLIENT, &worker.service, body];
                    self.socket.send_multipart(reply, 0)?;
                }
                self.set_idle(sender)
            }
            [command] if command == HEARTBEAT && is_known => {
                if let Some(worker) = self.workers.get_mut(sender) {
                    worker.expires = Instant::now() + HEARTBEAT_INTERVAL * LIVENESS;
                }
                Ok(())
            }
            [command] if command == DISCONNECT => {
                self.forget(sender);
                Ok(())
            }
            // out of turn, or of a worker that this broker does not know: it shall begin anew
            _ => {
                self.forget(sender);
                self.socket
                    .send_multipart([sender, b"", WORKER, DISCONNECT], 0)
            }
        }
    }

    fn set_idle(&mut self, sender: &[u8]) -> zmq::Result<()> {
        let service = match self.workers.get_mut(sender) {
            Some(worker) => {
                worker.expires = Instant::now() + HEARTBEAT_INTERVAL * LIVENESS;
                worker.service.clone()
            }
            None => return Ok(()),
        };
        let idle = &mut self.services.entry(service.clone()).or_default().idle;
        idle.push_back(sender.to_vec());
        self.dispatch(&service)
    }

    /// Gives the requests that wait for a service to its idle workers.
    fn dispatch(&mut self, name: &[u8]) -> zmq::Result<()> {
        if let Some(service) = self.services.get_mut(name) {
            while !service.requests.is_empty() && !service.idle.is_empty() {
                if let (Some((client, body)), Some(worker)) =
                    (service.requests.pop_front(), service.idle.pop_front())
                {
                    let request = [
                        &worker,
                        b"".as_slice(),
                        WORKER,
                        REQUEST,
                        &client,
                        b"",
                        &body,
                    ];
                    self.socket.send_multipart(request, 0)?;
                }
            }
        }
        Ok(())
    }

    /// Sends the heartbeats and forgets the workers that sent none.
    fn check_workers(&mut self) -> zmq::Result<()> {
        let now = Instant::now();
        let gone: Vec<Vec<u8>> = self
            .workers
            .iter()
            .filter(|(_, worker)| worker.expires < now)
            .map(|(sender, _)| sender.clone())
            .collect();
        for sender in gone {
            self.forget(&sender);
        }
        for sender in self.workers.keys() {
            self.socket
                .send_multipart([sender.as_slice(), b"", WORKER, HEARTBEAT], 0)?;
        }
        Ok(())
    }

    fn forget(&mut self, sender: &[u8]) {
        if let Some(worker) = self.workers.remove(sender) {
            println!("worker gone: {}", String::from_utf8_lossy(&worker.service));
            if let Some(service) = self.services.get_mut(&worker.service) {
                service.idle.retain(|idle| idle != sender);
            }
        }
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
