import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

ED = {
    "vim": ["vim", "-es", "-u", "NONE", "-i", "NONE", "-N"],
    "nvim": ["nvim", "--headless", "-u", "NONE", "-i", "NONE"],
}
pytestmark = pytest.mark.slow
Start = Callable[[Sequence[str], Path], str]
Recipe = Callable[[str, str], str]


@pytest.fixture(params=sorted(ED))
def run(request: pytest.FixtureRequest, start: Start, tmp_path: Path) -> Callable[[str, Path], Any]:
    """Runs lines of Vim script in each editor, with `tmp_path` on the runtime path, and gives the value of `result`."""

    def do(script: str, folder: Path) -> Any:
        source, outcome = tmp_path / "test.vim", tmp_path / "outcome.json"
        lines = (f"set nomore runtimepath^={tmp_path}", script, f"call writefile([json_encode(result)], '{outcome}')")
        source.write_text("\n".join((*lines, "qall!\n")), encoding="utf-8")
        said = start([*ED[request.param], "-S", str(source), "-c", "cquit"], folder)
        assert outcome.exists(), said
        return json.loads(outcome.read_text(encoding="utf-8"))

    return do


MARKED = """
let result = []
for item in getqflist()
  call bufload(item.bufnr)
  let lines = getbufline(item.bufnr, item.lnum, item.end_lnum)
  let lines[-1] = strpart(lines[-1], 0, item.end_col - 1)
  let lines[0] = strpart(lines[0], item.col - 1)
  call add(result, {'text': join(lines, "\\n"), 'says': item.text})
endfor
"""
REACHED = """
let result = []
for number in range(1, len(getqflist()))
  execute 'silent cc' number
  let type = getqflist()[number - 1].type
  call add(result, {'line': line('.'), 'from': strpart(getline('.'), col('.') - 1), 'type': type})
endfor
"""


def test_quickfix_marks_exactly_what_was_found(
    run: Callable[[str, Path], Any], recipe: Recipe, prose: Path, expected: list[Any]
) -> None:
    """The quickfix list of `:Termlint` marks the bytes of each finding, whatever stands before it in its line."""
    plugin = recipe("## Vim and Neovim: quickfix", "vim")
    found = run(f"{plugin}\nsilent edit a\\ page.md\nsilent Termlint\n{MARKED}", prose.parent)
    assert found == [vars(mark) for mark in expected]


def test_quickfix_of_a_folder(
    run: Callable[[str, Path], Any], recipe: Recipe, prose: Path, expected: list[Any]
) -> None:
    """`:Termlint FOLDER` finds the same in the files of the folder."""
    plugin = recipe("## Vim and Neovim: quickfix", "vim")
    found = run(f"{plugin}\nsilent Termlint ..\n{MARKED}", prose.parent)
    assert found == [vars(mark) for mark in expected]


def test_quickfix_tells_what_is_wrong_with_the_configuration(
    run: Callable[[str, Path], Any], recipe: Recipe, prose: Path
) -> None:
    """A configuration that cannot be used is an error in the list, at its place, not an empty list."""
    (prose.parent / ".termlint.toml").write_text('\nselct = ["TL101"]\n', encoding="utf-8")
    plugin = recipe("## Vim and Neovim: quickfix", "vim")
    script = "let result = map(getqflist(), '[bufname(v:val.bufnr), v:val.lnum, v:val.type, v:val.text]')"
    (error,) = run(f"{plugin}\nsilent edit a\\ page.md\nsilent Termlint\n{script}", prose.parent)
    assert error[:3] == [".termlint.toml", 2, "E"]
    assert "selct" in error[3]


def test_make_leads_to_the_places(run: Callable[[str, Path], Any], recipe: Recipe, prose: Path, tmp_path: Path) -> None:
    """`:make` leads to the words where the characters before them are one column wide, and to the line elsewhere."""
    (tmp_path / "compiler").mkdir()
    (tmp_path / "compiler" / "termlint.vim").write_text(recipe("### With `:make`", "vim"), encoding="utf-8")
    found = run(f"compiler termlint\nsilent make! .\n{REACHED}", prose.parent)

    assert [place["line"] for place in found] == [3, 7, 11, 15]
    assert {place["type"] for place in found} == {"w"}
    assert found[0]["from"].startswith("Medical massages are")
    assert found[1]["from"].startswith("medical massages are")


def test_make_shows_errors(run: Callable[[str, Path], Any], recipe: Recipe, prose: Path, tmp_path: Path) -> None:
    """A file that cannot be read is an error in the list of `:make`."""
    (prose.parent / "latin.md").write_bytes(b"caf\xe9\n")
    (tmp_path / "compiler").mkdir()
    (tmp_path / "compiler" / "termlint.vim").write_text(recipe("### With `:make`", "vim"), encoding="utf-8")
    script = "let result = map(filter(getqflist(), 'v:val.type ==? \"e\"'), '[bufname(v:val.bufnr), v:val.text]')"
    (error,) = run(f"compiler termlint\nsilent make! .\n{script}", prose.parent)
    assert error[0] == "latin.md"
    assert error[1].startswith("not UTF-8: byte 0xe9")


ALE = Path(os.environ.get("TERMLINT_TEST_ALE", "/usr/share/vim-ale"))
ALE_MARKED = """
let result = []
for item in ale#engine#GetLoclist(bufnr('%'))
  let lines = getline(item.lnum, item.end_lnum)
  let lines[-1] = strpart(lines[-1], 0, item.end_col)
  let lines[0] = strpart(lines[0], item.col - 1)
  call add(result, {'text': join(lines, "\\n"), 'says': item.code . ' ' . item.text})
endfor
"""


@pytest.mark.skipif(not ALE.is_dir(), reason="the Vim plugin ALE is not installed (Debian: vim-ale)")
def test_ale_marks_exactly_what_was_found(start: Start, recipe: Recipe, prose: Path, expected: list[Any]) -> None:
    """ALE checks the text of the buffer, which differs from the file, and marks the bytes of each finding."""
    source, outcome = prose.parent / "test.vim", prose.parent / "outcome.json"
    wait = (
        "let left = 300\nwhile ale#engine#IsCheckingBuffer(bufnr('%')) && left\n  sleep 100m\n  let left -= 1\nendwhile"
    )
    script = (
        f"set nomore encoding=utf-8 runtimepath^={ALE}",
        "let g:ale_linters = {'markdown': ['termlint']} | let g:ale_lint_on_enter = 0",
        f"runtime plugin/ale.vim\n{recipe('## Vim: ALE', 'vim')}",
        "silent edit a\\ page.md | set filetype=markdown",
        f"call writefile(['# Nothing'], expand('%'))\nsleep 100m\nALELint\n{wait}\n{ALE_MARKED}",
        f"call writefile([json_encode(result)], '{outcome}')\nqall!\n",
    )
    source.write_text("\n".join(script), encoding="utf-8")
    said = start([*ED["vim"], "-S", str(source), "-c", "cquit"], prose.parent)
    assert outcome.exists(), said
    assert json.loads(outcome.read_text(encoding="utf-8")) == [vars(mark) for mark in expected]
