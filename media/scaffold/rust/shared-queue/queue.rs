//! Shared queue: takes the requests of all clients and deals them out to the workers in turn.

use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: queue [FRONTEND] [BACKEND]";

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
    let router = context.socket(zmq::ROUTER)?;
    router.set_linger(0)?;
    router
        .bind(frontend)
        .map_err(|error| format!("cannot bind {frontend}: {error}"))?;
    let dealer = context.socket(zmq::DEALER)?;
    dealer.set_linger(0)?;
    dealer
        .bind(backend)
        .map_err(|error| format!("cannot bind {backend}: {error}"))?;
    println!("ready");

    // The one request that no worker can take yet; more are not read from the clients until then.
    let mut held: Option<Vec<Vec<u8>>> = None;
    while !stop.load(Ordering::Relaxed) {
        let (from_clients, to_workers) = match held {
            Some(_) => (zmq::PollEvents::empty(), zmq::POLLOUT),
            None => (zmq::POLLIN, zmq::PollEvents::empty()),
        };
        let mut items = [
            router.as_poll_item(from_clients),
            dealer.as_poll_item(zmq::POLLIN | to_workers),
        ];
        poll(&mut items, 250)?;
        if items[1].is_readable() {
            router.send_multipart(dealer.recv_multipart(0)?, 0)?;
        }
        if items[0].is_readable() {
            held = Some(router.recv_multipart(0)?);
        }
        if let Some(request) = &held {
            match dealer.send_multipart(request.iter().map(Vec::as_slice), zmq::DONTWAIT) {
                Ok(()) => held = None,
                Err(zmq::Error::EAGAIN) => {}
                Err(error) => return Err(error.into()),
            }
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
