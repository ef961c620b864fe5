"""Set up, run the nine schemes on synthetic people, and serve: ./run [--no-serve] [--port N]."""

import argparse
import time

from tools.setup import demonstration, environment, frontend, serving, system


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run", description="Set up, run the nine schemes, serve.")
    parser.add_argument("--no-serve", action="store_true", help="stop after the table")
    parser.add_argument("--port", type=int, default=8000, help="where to serve (8000)")
    options = parser.parse_args()
    start = time.monotonic()
    if not options.no_serve:
        system.need_port(options.port)
    with environment.one_at_a_time():
        if environment.ensure_packages(system.ROOT / "requirements" / "core.lock"):
            print(f"Packages installed in .venv ({time.monotonic() - start:.0f} s).", flush=True)
        if frontend.ensure_files("pages"):
            print("Style sheets fetched and checked.", flush=True)
        demonstration.prepare()
    print(f"Ready after {time.monotonic() - start:.1f} s.", flush=True)
    if options.no_serve:
        return 0
    demonstration.accounts()
    return serving.serve(options.port)
