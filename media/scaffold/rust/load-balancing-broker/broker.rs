//! Load-balancing broker: gives each request to the worker that has been idle the longest.

use std::collections::VecDeque;
use std::env;
use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: broker [FRONTEND] [BACKEND]";

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
    let clients = context.socket(zmq::ROUTER)?;
    clients.set_linger(0)?;
    clients
        .bind(frontend)
        .map_err(|error| format!("cannot bind {frontend}: {error}"))?;
    let workers = context.socket(zmq::ROUTER)?;
    workers.set_linger(0)?;
    workers
        .bind(backend)
        .map_err(|error| format!("cannot bind {backend}: {error}"))?;
    println!("ready");

    let mut idle: VecDeque<Vec<u8>> = VecDeque::new();
    while !stop.load(Ordering::Relaxed) {
        // requests wait in the clients' socket while no worker is idle
        let from_clients = if idle.is_empty() {
            zmq::PollEvents::empty()
        } else {
            zmq::POLLIN
        };
        let mut items = [
            workers.as_poll_item(zmq::POLLIN),
            clients.as_poll_item(from_clients),
        ];
        poll(&mut items, 250)?;
        if items[0].is_readable() {
            from_worker(&workers.recv_multipart(0)?, &clients, &mut idle)?;
        }
        if items[1].is_readable() {
            from_client(&clients.recv_multipart(0)?, &workers, &mut idle)?;
        }
    }
    Ok(())
}

fn from_worker(
    frames: &[Vec<u8>],
    clients: &zmq::Socket,
    idle: &mut VecDeque<Vec<u8>>,
) -> zmq::Result<()> {
    match frames {
        [worker, empty, ready] if empty.is_empty() && ready == b"READY" => {
            println!("worker ready");
            // one that was started again under its old name is not there twice
            idle.retain(|name| name != worker);
            idle.push_back(worker.clone());
        }
        [worker, empty, client, delimiter, reply] if empty.is_empty() && delimiter.is_empty() => {
            clients.send_multipart([client.as_slice(), b"", reply], 0)?;
            idle.push_back(worker.clone());
        }
        _ => eprintln!("skipped a message of a worker that is neither READY nor a reply"),
    }
    Ok(())
}

fn from_client(
    frames: &[Vec<u8>],
    workers: &zmq::Socket,
    idle: &mut VecDeque<Vec<u8>>,
) -> zmq::Result<()> {
    match frames {
        [client, empty, request] if empty.is_empty() => {
            if let Some(worker) = idle.pop_front() {
                workers.send_multipart([worker.as_slice(), b"", client, b"", request], 0)?;
            }
        }
        _ => eprintln!("skipped a request that is not one frame behind an empty one"),
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
