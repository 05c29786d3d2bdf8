//! XSUB/XPUB proxy: messages go one way, subscriptions the other.

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: proxy [FRONTEND] [BACKEND]";

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

fn run(frontend: &str, backend: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let xsub = context.socket(zmq::XSUB)?;
    xsub.set_linger(0)?;
    xsub.bind(frontend)
        .map_err(|error| format!("cannot bind {frontend}: {error}"))?;
    let xpub = context.socket(zmq::XPUB)?;
    xpub.set_linger(0)?;
    xpub.bind(backend)
        .map_err(|error| format!("cannot bind {backend}: {error}"))?;
    println!("ready");

    while !stop.load(Ordering::Relaxed) {
        let mut items = [
            xsub.as_poll_item(zmq::POLLIN),
            xpub.as_poll_item(zmq::POLLIN),
        ];
        poll(&mut items, 250)?;
        if items[0].is_readable() {
            xpub.send_multipart(xsub.recv_multipart(0)?, 0)?;
        }
        if items[1].is_readable() {
            let frames = xpub.recv_multipart(0)?;
            // a subscription is one byte, 1 or 0, and the topic
            match frames.first().and_then(|frame| frame.split_first()) {
                Some((1, topic)) => println!("subscribe {}", String::from_utf8_lossy(topic)),
                Some((0, topic)) => println!("unsubscribe {}", String::from_utf8_lossy(topic)),
                _ => {}
            }
            xsub.send_multipart(frames, 0)?;
        }
    }
    Ok(())
}

/// `zmq::poll` that a signal may end early.
fn poll(items: &mut [zmq::PollItem], milliseconds: i64) -> zmq::Result<()> {
    match zmq::poll(items, milliseconds) {
        Ok(_) | Err(zmq::Error::EINTR) => Ok(()),
        Err(error) => Err(error),
    }
}
