//! Publish-subscribe with CURVE, the subscriber: knows the public key of the publisher beforehand.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::{env, fs, str};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: subscriber [DATA] [TOPIC] [KEYS]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let data = args.first().map_or("{{endpoint.data}}", String::as_str);
    let topic = args.get(1).map_or("{{topic}}", String::as_str);
    let keys = args.get(2).map_or("keys", String::as_str);
    if args.len() > 3 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(data, topic, keys) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(data: &str, topic: &str, keys: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let server_public = read_key(keys, "server.public")?;
    let client_public = read_key(keys, "client.public")?;
    let client_secret = read_key(keys, "client.secret")?;
    let context = zmq::Context::new();
    let socket = context.socket(zmq::SUB)?;
    socket.set_linger(0)?;
    socket.set_rcvtimeo(250)?;
    socket.set_subscribe(topic.as_bytes())?;
    socket.set_curve_serverkey(&server_public)?;
    socket.set_curve_publickey(&client_public)?;
    socket.set_curve_secretkey(&client_secret)?;
    socket
        .connect(data)
        .map_err(|error| format!("cannot connect to {data}: {error}"))?;

    while let Some(frames) = receive(&socket, &stop)? {
        match texts(&frames).as_deref() {
            Some([topic, text]) => println!("{topic}: {text}"),
            _ => eprintln!("skipped a message that is not a topic and a text"),
        }
    }
    Ok(())
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
