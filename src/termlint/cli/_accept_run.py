"""What `termlint accept` does: finds the file that gives a sense, and adds cues to it there."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from termlint.cli._console import clean, harmless, show_notes, write
from termlint.cli._session import Session
from termlint.config_kinds import suggestion
from termlint.errors import ConfigError, DocumentError, GlossaryError, Problem
from termlint.files import display_name, read
from termlint.files import write as write_file
from termlint.fold import fold
from termlint.glossaries import BUILTIN
from termlint.glossary.edit import add_cues
from termlint.glossary.model import Glossary, Sense
from termlint.glossary.yaml_tree import LARGEST
from termlint.lock import lock_path


def accept(ctx: click.Context) -> int:
    """Run the command with the options in `ctx` and give its exit status; raises TermlintError."""
    session = Session.open(ctx)
    glossary = session.glossary()
    sense = _sense(glossary, session.given("sense"))
    words = _new(glossary, sense, session.given("words"))
    if not words:
        write(sys.stdout, ["nothing to add\n"])
        return 0
    filename = sense.place.filename
    if filename == BUILTIN or not filename:
        help = f"give your own glossary `extends: builtin` and the sense with the cues {', '.join(words)}"
        raise GlossaryError(Problem(f"`{sense.id}` is given by the built-in glossary, which is not yours", help=help))
    path = session.config.root / filename
    name = display_name(path, session.cwd)
    content = read(path, name, max_size=LARGEST)
    edited = add_cues(content.text[:], name, sense.id, words)
    if session.given("dry_run"):
        from termlint.fixer import diff

        write(sys.stdout, [harmless(diff(name, content.text, edited))])
        return 0
    try:
        write_file(path, edited, content, name)
    except DocumentError as error:
        raise GlossaryError(*error.problems) from error
    write(sys.stdout, [f"added to {clean(sense.id)} in {clean(name)}: {clean(', '.join(words))}\n"])
    if any(lock_path(session.config.root / file).is_file() for file in glossary.files if file != BUILTIN):
        write(sys.stdout, ["run `termlint learn` again: what was learned of this term no longer fits\n"])
    return 0


def _sense(glossary: Glossary, ident: str) -> Sense:
    found = glossary.sense(ident)
    if found is None:
        names = [sense.id for term in glossary.terms for sense in term.senses]
        raise ConfigError(Problem(f"the glossary has no sense {ident!r}", help=suggestion(ident, names)))
    return found


def _new(glossary: Glossary, sense: Sense, words: Sequence[str]) -> tuple[str, ...]:
    """The words that are no cue of the sense yet; tells of the others, and of cues of the term's other senses."""
    given = [" ".join(word.split()) for word in words]
    if not all(given):
        raise ConfigError(Problem("a cue is a word or a phrase, not an empty text"))
    own = {fold(cue.text) for cue in sense.cues if cue.text}
    term = next(term for term in glossary.terms if any(one is sense for one in term.senses))
    notes = [f"{word!r} is a cue of {sense.id} already" for word in given if fold(word) in own]
    for other in term.senses:
        theirs = {fold(cue.text) for cue in other.cues if cue.text} if other is not sense else set()
        notes += [f"{word!r} is a cue of {other.id}, too" for word in given if fold(word) in theirs]
    show_notes(notes)
    return tuple(dict.fromkeys(word for word in given if fold(word) not in own))
