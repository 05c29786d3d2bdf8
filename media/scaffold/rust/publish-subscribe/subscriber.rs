//! Publish-subscribe with a synchronised start, a subscriber: checks in when it is subscribed.

use std::error::Error;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::Arc;
use std::{env, str};

use signal_hook::consts::{SIGINT, SIGTERM};

const USAGE: &str = "usage: subscriber [DATA] [SYNC] [TOPIC]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let data = args.first().map_or("{{endpoint.data}}", String::as_str);
    let sync = args.get(1).map_or("{{endpoint.sync}}", String::as_str);
    let topic = args.get(2).map_or("{{topic}}", String::as_str);
    if args.len() > 3 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(data, sync, topic) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(data: &str, sync: &str, topic: &str) -> Result<(), Box<dyn Error>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }

    let context = zmq::Context::new();
    let subscriber = context.socket(zmq::SUB)?;
    subscriber.set_linger(0)?;
    // `sync` last: with its first message both subscriptions are in force
    subscriber.set_subscribe(topic.as_bytes())?;
    subscriber.set_subscribe(b"sync")?;
    subscriber
        .connect(data)
        .map_err(|error| format!("cannot connect to {data}: {error}"))?;
    let check_in = context.socket(zmq::REQ)?;
    check_in.set_linger(0)?;
    check_in
        .connect(sync)
        .map_err(|error| format!("cannot connect to {sync}: {error}"))?;

    if !wait_for_message(&subscriber, &stop)? {
        return Ok(());
    }
    subscriber.set_unsubscribe(b"sync")?;
    check_in.send("ready", 0)?;

    while !stop.load(Ordering::Relaxed) {
        let mut items = [
            subscriber.as_poll_item(zmq::POLLIN),
            check_in.as_poll_item(zmq::POLLIN),
        ];
        poll(&mut items, 250)?;
        if items[1].is_readable() {
            // `go`: the publisher has counted this subscriber, and nothing more is to come here
            check_in.recv_multipart(zmq::DONTWAIT).ok();
        }
        if items[0].is_readable() {
            let frames = subscriber.recv_multipart(0)?;
            match texts(&frames).as_deref() {
                Some(["sync"]) => {}
                Some([topic, update]) => println!("{topic}: {update}"),
                _ => eprintln!("skipped a message that is not a topic and a text"),
            }
        }
    }
    Ok(())
}

/// False when the program shall end before there is a message.
fn wait_for_message(socket: &zmq::Socket, stop: &AtomicBool) -> zmq::Result<bool> {
    while !stop.load(Ordering::Relaxed) {
        match socket.poll(zmq::POLLIN, 250) {
            Ok(0) | Err(zmq::Error::EINTR) => {}
            Ok(_) => return Ok(true),
            Err(error) => return Err(error),
        }
    }
    Ok(false)
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
