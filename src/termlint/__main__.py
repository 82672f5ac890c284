"""`python -m termlint` is the `termlint` command."""

from termlint.entry import run

if __name__ == "__main__":
    run()
