"""Makes the keys of the server and of the client where they are not there yet."""

import argparse
import os
import sys
from pathlib import Path

import zmq


def write_new(path: Path, text: bytes, mode: int) -> None:
    """Writes a new file, which has its mode from the beginning."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(text)


def make_keys(directory: Path, name: str) -> None:
    public, secret = directory / f"{name}.public", directory / f"{name}.secret"
    if public.exists() and secret.exists():
        print(f"kept {name} keys", flush=True)
        return
    for one, other in ((public, secret), (secret, public)):
        if one.exists():
            sys.exit(
                f"{one} is there without {other}: bring that back, or remove this."
            )
    public_key, secret_key = zmq.curve_keypair()
    write_new(secret, secret_key, 0o600)
    write_new(public, public_key, 0o644)
    print(f"made {name} keys", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", nargs="?", default="keys", type=Path)
    args = parser.parse_args()
    try:
        args.directory.mkdir(parents=True, exist_ok=True)
        make_keys(args.directory, "server")
        make_keys(args.directory, "client")
    except OSError as error:
        sys.exit(f"Cannot write the keys into {args.directory}: {error.strerror}")


if __name__ == "__main__":
    main()
