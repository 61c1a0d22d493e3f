"""The way in, of `python -m factcheck` and of the command `factcheck`."""

from __future__ import annotations


def run() -> None:
    """Run the command line; an interrupt is quiet even while it is loaded."""
    try:
        from factcheck.cli import main  # within, so that it can be interrupted

        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    run()
