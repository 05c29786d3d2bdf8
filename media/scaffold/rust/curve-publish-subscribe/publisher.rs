//! Publish-subscribe with CURVE, the publisher: lets in the subscriber whose key it has.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: publisher [DATA] [TOPIC] [INTERVAL] [KEYS]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let data = args.first().map_or("{{endpoint.data}}", String::as_str);
    let topic = args.get(1).map_or("{{topic}}", String::as_str);
    let interval = args.get(2).map_or(Ok(1000), |text| text.parse());
    let keys = args.get(3).map_or("keys", String::as_str);
    let outcome = match interval {
        Ok(interval) if args.len() <= 4 => run(data, topic, Duration::from_millis(interval), keys),
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

fn run(data: &str, topic: &str, interval: Duration, keys: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let server_secret = read_key(keys, "server.secret")?;
    let client_public = read_key(keys, "client.public")?;
    let context = zmq::Context::new();
    // first, because without a handler every key is let in
    let zap = context.socket(zmq::REP)?;
    zap.set_linger(0)?;
    zap.bind("inproc://zeromq.zap.01")?;
    let socket = context.socket(zmq::PUB)?;
    socket.set_linger(0)?;
    socket.set_curve_server(true)?;
    socket.set_curve_secretkey(&server_secret)?;
    socket.set_zap_domain("global")?;
    socket
        .bind(data)
        .map_err(|error| format!("cannot bind {data}: {error}"))?;
    println!("ready");

    let mut n = 1u64;
    let mut next = Instant::now() + interval;
    while !stop.load(Ordering::Relaxed) {
        let mut items = [zap.as_poll_item(zmq::POLLIN)];
        poll(&mut items, milliseconds_until(next))?;
        if items[0].is_readable() {
            answer_zap(&zap, &client_public)?;
        }
        if Instant::now() >= next {
            let update = format!("update {n}");
            socket.send_multipart([topic, update.as_str()], 0)?;
            println!("{topic}: {update}");
            n += 1;
            next = Instant::now() + interval;
        }
    }
    Ok(())
}

/// Answers the question of the CURVE mechanism whether a client may come in (ZAP, RFC 27).
fn answer_zap(zap: &zmq::Socket, client_key: &[u8]) -> zmq::Result<()> {
    let frames = zap.recv_multipart(0)?;
    let (id, key) = match frames.as_slice() {
        [_version, id, _domain, _address, _routing_id, mechanism, key] if mechanism == b"CURVE" => {
            (id.as_slice(), Some(key.as_slice()))
        }
        [_version, id, ..] => (id.as_slice(), None),
        _ => (b"".as_slice(), None),
    };
    let (code, text) = if key == Some(client_key) {
        println!("let in the client");
        ("200", "OK")
    } else {
        println!("refused an unknown client");
        ("400", "unknown key")
    };
    let (user, metadata) = (b"", b"");
    zap.send_multipart(
        [
            b"1.0".as_slice(),
            id,
            code.as_bytes(),
            text.as_bytes(),
            user,
            metadata,
        ],
        0,
    )
}

fn read_key(directory: &str, name: &str) -> Result<Vec<u8>, String> {
    let path = Path::new(directory).join(name);
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}; run keys first", path.display()))?;
    match zmq::z85_decode(text.trim()) {
        Ok(key) if key.len() == 32 => Ok(key),
        _ => Err(format!("{} is not a key of 40 characters", path.display())),
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
