"""The files that `termlint init` writes."""

from __future__ import annotations

from collections.abc import Mapping

from termlint import __version__

REPOSITORY = "<the address of the termlint repository>"

GLOSSARY = """\
# yaml-language-server: $schema=./glossary.schema.json
#
# Words with more than one meaning, and how to tell which one is meant.
# `termlint glossary check` finds faults in this file, `termlint glossary test` runs its examples and misuses.
# For words about massage and manual therapy begin with the glossary that comes with termlint:
# extends: builtin

glossary: Our words
language: en

# Where definitions come from.
sources:
  house-style:
    title: House style of our practice

# Groups of cues. A cue is a word or phrase, found in any case and in all its forms.
evidence:
  care:
    means: a health professional is in charge
    cues: [referral, prescription, diagnosis, doctor, physician, physiotherapist, injury, rehabilitation, insurance]
  comfort:
    means: the offer is about feeling good
    cues: [spa, relax, pamper, candle, scented oil, sauna, voucher, hot stone, robe]

terms:
  - term: treatment
    senses:
      - id: treatment.clinical
        definition: care for a diagnosed condition, given or supervised by a health professional
        source: [house-style]
        cues: [{group: care}, symptom, recovery]
        # What must be in sight where the word is used in this sense.
        requires: {any: [care], within: section}
        examples:
          - After your diagnosis we agree on a treatment with your doctor.
          - The treatment follows the referral, and insurance covers it.
        misuses:
          - {text: The treatment speeds up recovery and eases every symptom., rule: missing-context}
      - id: treatment.spa
        definition: a session in a spa that is there for pleasure and rest
        source: [house-style]
        cues: [{group: comfort}, facial, body wrap]
        examples:
          - Every spa treatment ends with tea by the sauna.
          - A facial is our shortest treatment; relax in a robe before it.
        misuses:
          # Nothing here tells a reader which of the two is meant.
          - {text: Book your treatment today., rule: ambiguous-sense}

  - term: consultation
    senses:
      - id: consultation.clinical
        definition: a talk with a health professional about symptoms and what to do
        source: [house-style]
        cues: [{group: care}, symptom, medical history]
        examples:
          - In the first consultation the doctor asks for your medical history.
      - id: consultation.beauty
        definition: advice on products and looks before a beauty session
        source: [house-style]
        cues: [{group: comfort}, skin type, make-up, colour]
        examples:
          - The consultation covers your skin type and the colour of your make-up.

  # A word that is not to be written any more; `termlint check --fix` puts the other in its place.
  - term: masseuse
    status: deprecated
    use: massage therapist
"""

CONFIG = """\
# Configuration of termlint. `termlint schema config` prints all keys.

glossary = "glossary.yml"

# The lowest severity that makes a run fail: error, warning, info or never.
fail-on = "warning"

# Files and folders to leave out, besides those that usually are.
extend-exclude = []

# A path is evidence, too: say which senses are expected where.
# [[overrides]]
# paths = ["blog/wellness/**"]
# expect = ["treatment.spa", "consultation.beauty"]
"""

PAGE = """\
# A page to try the glossary on

## At the clinic

After the diagnosis your doctor and our physiotherapist plan the treatment together. The first consultation is about
your medical history.

## At the spa

Relax in a robe by the sauna before your treatment. A short consultation finds the scented oil for your skin type.
"""

NEXT_STEPS = f"""
Next:
  termlint check           check the texts in this folder
  termlint glossary test   run the examples of the glossary

To check every commit, add to .pre-commit-config.yaml:

  - repo: {REPOSITORY}
    rev: v{__version__}
    hooks:
      - id: termlint
"""


def starter() -> Mapping[str, str]:
    """The text of each file by its name."""
    import json

    from termlint.schemas import schema

    return {
        "glossary.yml": GLOSSARY,
        "glossary.schema.json": json.dumps(schema("glossary"), indent=2) + "\n",
        ".termlint.toml": CONFIG,
        "termlint-example.md": PAGE,
    }
