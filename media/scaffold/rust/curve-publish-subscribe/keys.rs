//! Makes the CURVE keys of the server and of the client, unless they are there.

use std::env;
use std::error::Error;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
#[cfg(unix)]
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: keys [DIRECTORY]";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    if args.iter().any(|arg| arg == "--help") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    if args.len() > 1 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    let directory = args.first().map_or("keys", String::as_str);
    match make_keys(Path::new(directory)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cannot make keys in {directory}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn make_keys(directory: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(directory)?;
    for owner in ["server", "client"] {
        let public = directory.join(format!("{owner}.public"));
        let secret = directory.join(format!("{owner}.secret"));
        match (public.exists(), secret.exists()) {
            (true, true) => println!("kept {owner} keys"),
            (false, false) => {
                let pair = zmq::CurveKeyPair::new()?;
                write_new(&secret, &zmq::z85_encode(&pair.secret_key)?, 0o600)?;
                write_new(&public, &zmq::z85_encode(&pair.public_key)?, 0o644)?;
                println!("made {owner} keys");
            }
            _ => return Err(format!("of {owner}.public and {owner}.secret one is missing").into()),
        }
    }
    Ok(())
}

/// Never overwrites. The mode counts where files have one.
#[cfg_attr(not(unix), allow(unused_variables))]
fn write_new(path: &Path, text: &str, mode: u32) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(mode);
    options.open(path)?.write_all(text.as_bytes())
}
