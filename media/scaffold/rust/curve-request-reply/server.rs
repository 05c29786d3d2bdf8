//! Request-reply with CURVE, the server: only the client whose public key it has may talk to it.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::{env, fs, str};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: server [SERVICE] [KEYS]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let service = args.first().map_or("{{endpoint.service}}", String::as_str);
    let keys = args.get(1).map_or("keys", String::as_str);
    if args.len() > 2 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(service, keys) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(service: &str, keys: &str) -> Result<(), Box<dyn Error>> {
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
    let socket = context.socket(zmq::REP)?;
    socket.set_linger(0)?;
    socket.set_curve_server(true)?;
    socket.set_curve_secretkey(&server_secret)?;
    socket.set_zap_domain("global")?;
    socket
        .bind(service)
        .map_err(|error| format!("cannot bind {service}: {error}"))?;
    println!("ready");

    while !stop.load(Ordering::Relaxed) {
        let mut items = [
            zap.as_poll_item(zmq::POLLIN),
            socket.as_poll_item(zmq::POLLIN),
        ];
        poll(&mut items, 250)?;
        if items[0].is_readable() {
            answer_zap(&zap, &client_public)?;
        }
        if items[1].is_readable() {
            // a REP socket skips what is no request: there may be nothing after all
            let frames = match socket.recv_multipart(zmq::DONTWAIT) {
                Err(zmq::Error::EAGAIN) => continue,
                result => result?,
            };
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

/// The frames as texts, unless one is not UTF-8.
fn texts(frames: &[Vec<u8>]) -> Option<Vec<&str>> {
    frames
        .iter()
        .map(|frame| str::from_utf8(frame).ok())
        .collect()
}
