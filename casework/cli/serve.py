"""``run``: bring the database up to date, serve the pages and do the work of the outbox."""

from __future__ import annotations

import argparse
import socket
import threading
import time
from typing import Any

import waitress

from casework.cli.entrance import Entrance
from casework.domain.errors import Invalid
from casework.services.demo.seeding import seed
from casework.services.identity import demo
from casework.services.office import Office

THREADS = 8
SECONDS_TO_STOP = 10


def add_parser(subparsers: Any) -> None:
    """Add ``run``."""
    parser = subparsers.add_parser("run", help="serve the pages and run the worker")
    parser.add_argument("--no-worker", action="store_true", help="serve only: a worker runs apart")
    parser.add_argument(
        "--demo", action="store_true",
        help="fill an empty store with demonstration cases first, and mark it as such",
    )  # fmt: skip
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, entrance: Entrance) -> int:
    """Serve until interrupted."""
    _check_port_is_free(entrance)
    pages, office = entrance.open_pages(), entrance.open_office()
    if arguments.demo:
        fill_with_demonstration(entrance, office)
    server = waitress.create_server(
        pages, host=entrance.host, port=entrance.port, threads=THREADS, ident="casework",
        max_request_body_size=pages.config["MAX_CONTENT_LENGTH"],
        clear_untrusted_proxy_headers=False,
    )  # fmt: skip
    stop = threading.Event()
    worker = None if arguments.no_worker else start_worker(entrance, office, stop)
    print(f"Casework is served on {entrance.base_url} (data in {entrance.data}).", flush=True)
    print(how_to_sign_in(office), flush=True)
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        print("Stopping ...", flush=True)
    finally:
        stop.set()
        server.close()
        if worker is not None:
            worker.join(SECONDS_TO_STOP)
    return 0


def _check_port_is_free(entrance: Entrance) -> None:
    """Raise Invalid before anything is made, where something else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((entrance.host, entrance.port))
        except OSError as error:
            raise Invalid(
                f"Casework cannot listen on port {entrance.port} of {entrance.host}: "
                f"{error.strerror}.",
                f"Choose another port, such as: make run PORT={entrance.port + 1}",
            ) from None


def fill_with_demonstration(entrance: Entrance, office: Office) -> None:
    """Fill an empty store with the demonstration; a store with cases is left as it is."""
    print("Looking for cases ...", flush=True)
    started = time.monotonic()
    if seed(office, entrance.workflows):
        seconds = time.monotonic() - started
        print(f"The demonstration cases were made in {seconds:.0f} seconds.", flush=True)


def start_worker(entrance: Entrance, office: Office, stop: threading.Event) -> threading.Thread:
    """Run the worker in a thread of its own until ``stop`` is set."""
    thread = threading.Thread(
        target=entrance.run_worker, args=(office, stop), name="worker", daemon=True
    )
    thread.start()
    return thread


def how_to_sign_in(office: Office) -> str:
    """In a demo store its roles and their password; else how the first account is made."""
    roles = demo.list_demo_roles(office)
    if not roles:
        return (
            "Sign in with your account. The first one is made with\n"
            "  python -m casework users create-administrator --name NAME --email ADDRESS"
        )
    lines = [f"Choose a role on the sign-in page; the password of each is {demo.PASSWORD}", ""]
    lines += [f"  {role.name:<32} {role.key}@demo.example" for role in roles]
    return "\n".join(lines)
