//! Binary Star, one of the two servers: the active one answers, the passive one waits.

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str =
    "usage: server [primary|backup] [PRIMARY] [BACKUP] [PRIMARY_STATE] [BACKUP_STATE]";
const HEARTBEAT_INTERVAL: Duration = Duration::from_millis(500);
const PEER_EXPIRY: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let role = args.first().map_or("primary", String::as_str);
    let primary = args.get(1).map_or("{{endpoint.primary}}", String::as_str);
    let backup = args.get(2).map_or("{{endpoint.backup}}", String::as_str);
    let primary_state = args.get(3).map_or("{{endpoint.primaryState}}", String::as_str);
    let backup_state = args.get(4).map_or("{{endpoint.backupState}}", String::as_str);
    let outcome = match role {
        "primary" if args.len() <= 5 => run(State::Primary, primary, primary_state, backup_state),
        "backup" if args.len() <= 5 => run(State::Backup, backup, backup_state, primary_state),
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

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// not heard of the peer yet, and meant to be active
    Primary,
    /// not heard of the peer yet, and meant to be passive
    Backup,
    Active,
    Passive,
}

/// What the two servers tell each other.
const NAMES: [(State, &str); 4] = [
    (State::Primary, "primary"),
    (State::Backup, "backup"),
    (State::Active, "active"),
    (State::Passive, "passive"),
];

struct Star {
    state: State,
    peer_expires: Instant,
}

fn run(
    role: State,
    service: &str,
    own_state: &str,
    peer_state: &str,
) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let clients = context.socket(zmq::ROUTER)?;
    clients.set_linger(0)?;
    clients
        .bind(service)
        .map_err(|error| format!("cannot bind {service}: {error}"))?;
    let publisher = context.socket(zmq::PUB)?;
    publisher.set_linger(0)?;
    publisher
        .bind(own_state)
        .map_err(|error| format!("cannot bind {own_state}: {error}"))?;
    let subscriber = context.socket(zmq::SUB)?;
    subscriber.set_linger(0)?;
    subscriber.set_subscribe(b"")?;
    subscriber
        .connect(peer_state)
        .map_err(|error| format!("cannot connect to {peer_state}: {error}"))?;
    println!("ready");

    let mut star = Star {
        state: role,
        peer_expires: Instant::now() + PEER_EXPIRY,
    };
    let mut next_heartbeat = Instant::now();
    while !stop.load(Ordering::Relaxed) {
        let mut items = [
            subscriber.as_poll_item(zmq::POLLIN),
            clients.as_poll_item(zmq::POLLIN),
        ];
        poll(&mut items, milliseconds_until(next_heartbeat))?;
        if items[0].is_readable() {
            let frames = subscriber.recv_multipart(0)?;
            match NAMES.iter().find(|(_, name)| frames == [name.as_bytes()]) {
                Some((peer, _)) => star.hear(*peer)?,
                None => eprintln!("skipped a state of the other server that is none"),
            }
        }
        if items[1].is_readable() {
            match clients.recv_multipart(0)?.as_slice() {
                [client, empty, body] if empty.is_empty() => {
                    if star.may_answer() {
                        let reply = answer(&String::from_utf8_lossy(body));
                        clients.send_multipart([client.as_slice(), b"", reply.as_bytes()], 0)?;
                    }
                }
                _ => eprintln!("skipped a request that is not one frame behind an empty one"),
            }
        }
        if Instant::now() >= next_heartbeat {
            publisher.send(star.name(), 0)?;
            next_heartbeat = Instant::now() + HEARTBEAT_INTERVAL;
        }
    }
    Ok(())
}

impl Star {
    fn name(&self) -> &'static str {
        NAMES
            .iter()
            .find(|(state, _)| *state == self.state)
            .map_or("", |(_, name)| name)
    }

    fn become_state(&mut self, state: State) {
        self.state = state;
        println!("{}", self.name());
    }

    fn hear(&mut self, peer: State) -> Result<(), String> {
        match (self.state, peer) {
            (State::Active, State::Active) | (State::Passive, State::Passive) => {
                let name = self.name();
                return Err(format!("both servers are {name}: end one of them"));
            }
            (State::Primary, State::Backup) => self.become_state(State::Active),
            (State::Primary | State::Backup, State::Active) => self.become_state(State::Passive),
            // the peer was active and has been started anew
            (State::Passive, State::Primary | State::Backup) => self.become_state(State::Active),
            _ => {}
        }
        self.peer_expires = Instant::now() + PEER_EXPIRY;
        Ok(())
    }

    /// A client that asks is a vote for this server, which counts only when the peer is gone: so
    /// the two do not both become active when they only lose sight of each other.
    fn may_answer(&mut self) -> bool {
        let is_peer_gone = Instant::now() >= self.peer_expires;
        if matches!(self.state, State::Primary | State::Passive) && is_peer_gone {
            self.become_state(State::Active);
        }
        self.state == State::Active
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
