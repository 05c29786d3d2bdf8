//! Last value cache, the publisher: five sensors in turn, it knows nothing of the cache.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, thread};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: publisher [FRONTEND] [INTERVAL]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let frontend = args.first().map_or("{{endpoint.frontend}}", String::as_str);
    let interval = args.get(1).map_or(Ok(1000), |text| text.parse());
    let outcome = match interval {
        Ok(interval) if args.len() <= 2 => run(frontend, Duration::from_millis(interval)),
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

fn run(frontend: &str, interval: Duration) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let socket = context.socket(zmq::PUB)?;
    socket.set_linger(0)?;
    socket
        .bind(frontend)
        .map_err(|error| format!("cannot bind {frontend}: {error}"))?;
    println!("ready");

    for n in 1u64.. {
        if !pause(interval, &stop) {
            break;
        }
        let topic = format!("sensor.{}", (n - 1) % 5 + 1);
        let value = format!("value {n}");
        socket.send_multipart([&topic, &value], 0)?;
        println!("{topic}: {value}");
    }
    Ok(())
}

/// False when the program shall end before the time is over.
fn pause(length: Duration, stop: &AtomicBool) -> bool {
    let end = Instant::now() + length;
    while !stop.load(Ordering::Relaxed) {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return true;
        }
        thread::sleep(left.min(Duration::from_millis(250)));
    }
    false
}
