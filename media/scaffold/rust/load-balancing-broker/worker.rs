//! Load-balancing broker, a worker: says that it is ready, then answers one request at a time.

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: worker [BACKEND] [NAME]";

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
    let socket = context.socket(zmq::REQ)?;
    socket.set_linger(0)?;
    socket.set_rcvtimeo(250)?;
    socket
        .set_identity(name.as_bytes())
        .map_err(|error| format!("cannot use the name {name}: {error}"))?;
    socket
        .connect(backend)
        .map_err(|error| format!("cannot connect to {backend}: {error}"))?;

    socket.send("READY", 0)?;
    while let Some(frames) = receive(&socket, &stop)? {
        match frames.as_slice() {
            [client, empty, body] if empty.is_empty() => {
                let request = String::from_utf8_lossy(body);
                let reply = answer(&request, name);
                println!("{request} -> {reply}");
                socket.send_multipart([client.as_slice(), b"", reply.as_bytes()], 0)?;
            }
            _ => {
                eprintln!("skipped a request without an envelope");
                // a REQ socket must send before it can receive again
                socket.send("READY", 0)?;
            }
        }
    }
    Ok(())
}

fn answer(request: &str, name: &str) -> String {
    match request.strip_prefix("Hello") {
        Some(rest) => format!("World{rest} from {name}"),
        None => "Say Hello".to_string(),
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
