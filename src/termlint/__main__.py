"""`python -m termlint` is the `termlint` command."""

from termlint.cli.main import run

if __name__ == "__main__":
    run()
